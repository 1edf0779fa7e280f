"""Coming in, as it is told: who greets, what is kept and why, and every way it can end."""

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from bot.i18n import speaking, spoken
from bot.markup import plain
from bot.messages import Act, Heard
from bot.questions.kind import Answered, Misunderstood
from handlers.join import consent, join, refusal
from models.arrivals import Guest, Refusal, Refused
from models.consents import TEXT_VERSION
from models.joining import Declined, Joined
from models.members import Role

if TYPE_CHECKING:
    from tests.handlers.conftest import Player

WAGIMAN = Guest(
    person_id=7,
    invitation_id=3,
    name="Wagiman",
    role=Role.AGENT,
    agency="Dinas Sosial",
    batch="Angkatan 1",
    organisation="Pemerintah Kota Tirtanagari",
    facilitator="Endang Puspitarini, S.Psi., M.Psi., Psikolog",
    language="en",
)


def test_first_who_it_is_for_and_what_is_kept(play: "Player") -> None:
    asked = play(join, WAGIMAN)
    assert [said.text for said in asked.talk.said] == [
        "Hello, Wagiman. This is your invitation to Angkatan 1."
    ]
    assert asked.waiting is not None
    assert asked.waiting.key == "consent"
    assert [option.label for row in asked.waiting.kind.offer().rows for option in row] == [
        "I agree",
        "Not now",
    ]


def test_who_agrees_is_in_and_told_what_comes_next(play: "Player") -> None:
    done = play(join, WAGIMAN, consent="yes")
    assert done.result == Joined(7, 3, "en")
    [said] = done.talk.said
    assert plain(said.text).startswith(
        "Welcome, Wagiman! You are in Angkatan 1 now. Your role: change agent, Dinas Sosial."
    )
    assert done.talk.next is not None
    assert done.talk.next.script == "menu"


def test_who_does_not_leaves_no_trace_and_may_come_back(play: "Player") -> None:
    done = play(join, WAGIMAN, consent="no")
    assert done.result == Declined()
    assert (
        done.talk.said[-1].text == "All right. Nothing of this chat is kept, and your invitation stays valid."
    )
    assert done.talk.next is None


def test_the_language_is_asked_only_where_the_roster_says_none(play: "Player") -> None:
    asked = play(join, replace(WAGIMAN, language=None))
    assert asked.waiting is not None
    assert asked.waiting.key == "language"
    assert "Bahasa apa" in asked.waiting.text
    assert "Which language" in asked.waiting.text
    assert asked.talk.said == []
    told = play(join, replace(WAGIMAN, language=None), language="id")
    assert spoken() == "id"
    assert told.talk.said[-1].text.startswith("Halo, Wagiman.")
    assert play(join, replace(WAGIMAN, language=None), language="id", consent="yes").result == Joined(
        7, 3, "id"
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("agree", "yes"),
        ("I agree", "yes"),
        ("1", "yes"),
        ("ya", "yes"),
        ("setuju", "yes"),
        ("not now", "no"),
        ("tidak", "no"),
    ],
)
def test_typing_works_as_well(play: "Player", written: str, code: str) -> None:
    asked = play(join, WAGIMAN)
    assert asked.waiting is not None
    heard = Heard("phone", 70, Act.TEXT, asked.now, text=written)
    assert asked.waiting.kind.hear(heard, "") == Answered(code)


def test_a_no_is_never_taken_for_a_yes(play: "Player") -> None:
    with speaking("id"):
        asked = play(join, replace(WAGIMAN, language="id"))
        assert asked.waiting is not None
        heard = Heard("phone", 70, Act.TEXT, asked.now, text="tidak setuju")
        with pytest.raises(Misunderstood):
            asked.waiting.kind.hear(heard, "")


def test_who_is_in_on_another_phone_is_asked_whether_to_move(play: "Player") -> None:
    moving = replace(WAGIMAN, agreed=True, elsewhere=True)
    asked = play(join, moving)
    assert asked.waiting is not None
    assert asked.waiting.key == "move"
    assert play(join, moving, move="yes").result == Joined(7, 3, "en", moves=True)
    assert play(join, moving, move="no").result == Declined()


class TestTheTextOfConsent:
    @pytest.mark.parametrize(
        ("language", "commands"), [("id", ("/dataku", "/hapus")), ("en", ("/mydata", "/erase"))]
    )
    def test_fits_a_small_phone_and_says_what_the_law_asks(
        self, language: str, commands: tuple[str, ...]
    ) -> None:
        with speaking(language):
            text = consent(WAGIMAN)
        assert len(text) <= 600
        for told in ("UU PDP 27/2022", WAGIMAN.organisation, WAGIMAN.facilitator, "NIP", *commands):
            assert told in text

    def test_without_a_facilitator_the_organisation_answers(self) -> None:
        assert "Questions: Pemerintah Kota Tirtanagari" in consent(replace(WAGIMAN, facilitator=""))

    def test_another_text_needs_another_version(self) -> None:
        """When this fails, the text has changed: give TEXT_VERSION a new value, and this its new digest."""
        said = consent(replace(WAGIMAN, organisation="O", facilitator="F"))
        assert (TEXT_VERSION, sha256(said.encode()).hexdigest()[:16]) == ("2026-11", "8184efb472e4ad5a")


class TestRefusals:
    @pytest.mark.parametrize("reason", list(Refusal))
    def test_each_is_kind_and_keeps_nothing(self, play: "Player", reason: Refusal) -> None:
        done = play(join, Refused(reason, "Endang", "Wagiman"))
        assert done.ended
        assert done.result is None
        [said] = done.talk.said
        assert "{" not in said.text
        assert len(said.text) < 300

    def test_a_second_phone_says_whom_to_tell(self) -> None:
        assert refusal(Refused(Refusal.USED_ELSEWHERE, "Endang")) == (
            "This invitation has been used already, on another phone. "
            "If that was not you, please tell your facilitator, Endang."
        )
        assert refusal(Refused(Refusal.USED_ELSEWHERE)).endswith("please tell whoever gave it to you.")

    def test_who_is_in_already_goes_on_to_the_menu(self, play: "Player") -> None:
        done = play(join, Refused(Refusal.ALREADY_IN, "Endang", "Wagiman"))
        assert done.talk.said[0].text == "You are in already, Wagiman."
        assert done.talk.next is not None
        assert done.talk.next.script == "menu"

    def test_the_race_ends_in_an_explanation(self, play: "Player") -> None:
        done = play(join, Refused(Refusal.USED_ELSEWHERE, "Endang"), consent="yes")
        assert done.result is None
        assert "used already" in done.talk.said[0].text
