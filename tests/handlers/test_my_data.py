"""What is kept on oneself: the gist in the chat, everything in a file."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.markup import plain
from handlers.my_data import my_data
from models.consents import Consent
from models.dossier import Dossier, Place, Said
from models.members import Role
from models.plans.own_data import OwnAct, OwnPlan, OwnPlanning
from models.plans.stages import Horizon, PlanContent
from models.plans.states import PlanEvent, PlanState
from tests.rig.plans import TRAINING

if TYPE_CHECKING:
    from tests.handlers.conftest import Player

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
DOSSIER = Dossier(
    name="Wagiman",
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
    chats=(),
    consents=(Consent(person_id=1, text_version="2026-11", language="id", given_at=NINE),),
    invitations=(),
    erasures=(),
    fillings=(),
    said=(Said("language", "language", "id", NINE),),
    lines=(),
    nudges=(),
)


def test_the_gist_and_a_file(play: "Player") -> None:
    done = play(my_data, DOSSIER)
    assert done.result is None
    [said] = done.talk.said
    assert plain(said.text).startswith(
        "Wagiman\n"
        "NIP: 1971•••••••••••903\n"
        "Phone: +6281••••••890\n"
        "Angkatan 1: change agent\n"
        "Agreed on Monday, 23 November 2026, 09:00 WIB\n"
        "1 answer\n\n"
    )
    assert len(said.text) <= 600
    assert said.attachment is not None
    assert said.attachment.name == "my-data.html"
    assert b"Dinas Sosial" in said.attachment.content


def test_of_whom_nothing_is_known_nothing_is_kept(play: "Player") -> None:
    [said] = play(my_data, None).talk.said
    assert (said.text, said.attachment) == ("I keep nothing about you.", None)


def test_plans_and_what_was_done_with_them_are_in_the_file(play: "Player") -> None:
    content = PlanContent(Horizon.SHORT, (TRAINING,))
    planning = OwnPlanning(
        (OwnPlan("QW-7", PlanState.RETURNED, content),),
        (OwnAct("QW-7", 2, PlanEvent.CHANGED, "Anggaran turun dalam Februari", NINE),),
    )
    [said] = play(my_data, replace(DOSSIER, planning=planning)).talk.said
    assert said.attachment is not None
    page = said.attachment.content.decode()
    for words in (
        "Action plan QW-7", "Melatih petugas loket", "Kepala Seksi Pelayanan", "Rp2,500,000 (DPA Puskesmas 2026)",
        "Anggaran turun dalam Februari", "changed",
    ):  # fmt: skip
        assert words in page
