"""The page with everything kept on a person: complete, escaped, and readable without a network."""

from datetime import UTC, datetime

from bot.i18n import speaking
from bot.reports.dossier_page import dossier_page
from models.consents import Consent
from models.correspondence import Line
from models.dossier import Dossier, Place, Said
from models.erasures import Erasure
from models.fillings import Answered, Filling
from models.invitations import Invitation
from models.members import Role
from models.nudges import Nudge
from models.people import Chat

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
DOSSIER = Dossier(
    name="Ir. Drs. Bambang <B> & Co",
    nip="1971•••••••••••903",
    phone="+6281••••••890",
    language="id",
    zone="",
    known_since=NINE,
    places=(
        Place(
            Role.AGENT, "Kepala Seksi", "IV.a", "Dinas Sosial", "Angkatan 1", "Penggerak", "Kota Tirtanagari"
        ),
    ),
    chats=(Chat(channel="telegram", address=2578622272186485, person_id=1, opened_at=NINE),),
    consents=(Consent(person_id=1, text_version="2026-11", language="id", given_at=NINE),),
    invitations=(Invitation(member_id=1, token="rahasia", created_at=NINE, used_at=NINE),),
    erasures=(Erasure(person_id=1, requested_at=NINE),),
    fillings=(
        Filling("Kesiapan", NINE, NINE, True, (Answered("Siap?", "<script>alert(1)</script>", NINE),)),
    ),
    said=(Said("language", "language", "id", NINE),),
    lines=(Line(NINE, ours=False, words="baris satu\nbaris dua"), Line(NINE, ours=True, words="Halo")),
    nudges=(Nudge(person_id=1, script="opened", occasion="opens:1", due_at=NINE),),
)


def page(language: str = "en", dossier: Dossier = DOSSIER) -> str:
    with speaking(language):
        return dossier_page(dossier, "Asia/Jakarta").decode()


def test_everything_is_on_it() -> None:
    shown = page()
    for kept in (
        "1971•••••••••••903", "+6281••••••890", "Kepala Seksi", "Dinas Sosial", "Angkatan 1", "change agent",
        "2578622272186485", "2026-11", "Kesiapan", "Siap?", "baris satu\nbaris dua", "Halo", "opened",
        "Requests to be erased", "Monday, 23 November 2026, 09:00 WIB",
    ):  # fmt: skip
        assert kept in shown


def test_nothing_in_it_is_taken_for_markup() -> None:
    shown = page()
    assert "Ir. Drs. Bambang &lt;B&gt; &amp; Co" in shown
    assert "<script" not in shown


def test_it_needs_nothing_from_elsewhere() -> None:
    shown = page()
    assert "http" not in shown
    assert "src=" not in shown


def test_it_carries_no_way_in() -> None:
    assert "rahasia" not in page()


def test_it_speaks_the_person_s_language() -> None:
    shown = page("id")
    assert '<html lang="id">' in shown
    assert "agen perubahan" in shown
    assert "Senin, 23 November 2026, 09.00 WIB" in shown
