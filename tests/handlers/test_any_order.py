"""Whatever detours somebody takes through an assessment, what is stored is what straight answers come to."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import StoppedClock
from handlers.conversations import REPERTOIRE
from models.database import connect
from tests.bot.desk import Bubble, Desk, Somebody
from tests.handlers.answering import Stored, asked, kept, open_form, stored

LABELS = {
    "/tim": {"y": "I do", "n": "I do not"},
    "/kerja/buka": {"1": "Disagree", "2": "Neutral", "3": "Agree"},
    "/kerja/bantu": {"1": "Disagree", "2": "Neutral", "3": "Agree"},
}
ORDER = ("/kantor", "/tim", "/besar", "/kerja/alat", "/kerja/lain", "/kerja/buka", "/kerja/bantu")
TOOLS = {"wa": "WhatsApp", "xls": "Sheets", "etc": "Something"}

Wish = str | tuple[str, ...]
words = st.sampled_from(["Dinas Sosial", "Kecamatan & Kelurahan <II>", "kembali lagi", "7", "🏛", "ya", "-"])
wishes: st.SearchStrategy[Mapping[str, Wish]] = st.fixed_dictionaries(
    {
        "/kantor": words,
        "/tim": st.sampled_from(["y", "n"]),
        "/besar": st.integers(1, 500).map(str),
        "/kerja/alat": st.sets(st.sampled_from(list(TOOLS))).map(
            lambda chosen: tuple(tool for tool in TOOLS if tool in chosen)
        ),
        "/kerja/lain": words,
        "/kerja/buka": st.sampled_from("123"),
        "/kerja/bantu": st.sampled_from("123"),
    }
)


class Filler:
    """Somebody who fills in the form, in their own way."""

    def __init__(self, desk: Desk, name: str, wish: Mapping[str, Wish], other: Mapping[str, Wish]) -> None:
        self.desk = desk
        self.who: Somebody = desk.person(name)
        self.wish = wish
        self.other = other
        self.put: dict[str, Bubble] = {}
        self.tapped: list[tuple[str, Bubble]] = []
        self.who.writes("/asesmen")

    def straight(self) -> Stored | None:
        """Answer what is asked until there is nothing more, and put right what is not as wished."""
        for _turn in range(60):
            key = self._asked()
            if key is None:
                return stored(self.desk, self.who)
            if key == "review" and (wrong := self._not_as_wished()):
                self._change(wrong)
            else:
                self._write(key, self.wish)
        raise AssertionError(f"no end in sight: {[b.text for b in self.who.chat[-5:]]}")

    def wander(self, detour: Callable[["Filler", str], None]) -> None:
        """Do something else than straight on, at whatever is asked."""
        if key := self._asked():
            detour(self, key)

    # Detours

    def answer(self, key: str) -> None:
        if key != "review":
            self._write(key, self.wish)

    def answer_something_else(self, key: str) -> None:
        if key != "review":
            self._write(key, self.other)

    def tap(self, key: str) -> None:
        """Tap the answer, where there are buttons for it; of several tools, one."""
        answer = self.wish.get(key, "")
        if key == "begin":
            self._tap("Begin")
        elif key in LABELS:
            self._tap(LABELS[key][str(answer)])
        elif isinstance(answer, tuple):
            for tool in answer[:1]:
                self._tap(TOOLS[tool])

    def tap_again(self, _key: str) -> None:
        if self.tapped:
            self.who.taps_data(*self.tapped[-1])

    def tap_on_what_is_long_past(self, _key: str) -> None:
        if self.tapped:
            self.who.taps_data(*self.tapped[0])

    def be_sent_twice(self, _key: str) -> None:
        self.desk.receive_again()

    def go_back(self, _key: str) -> None:
        self.who.writes("/kembali")

    def change_an_answer_at_the_review(self, key: str) -> None:
        if key == "review":
            self._change("/tim")

    def correct_by_a_reply(self, key: str) -> None:
        if "/kantor" in self.put and key != "/kantor":
            self.who.writes(str(self.wish["/kantor"]), reply_to=self.put["/kantor"])

    def put_off(self, _key: str) -> None:
        self.who.writes("/nanti")
        self.who.writes("sebentar ya")
        self.who.writes("/lanjut")

    def cancel_and_undo(self, _key: str) -> None:
        self.who.writes("/batal")
        self.who.taps("Undo")

    def look_at_the_menu(self, _key: str) -> None:
        self.who.writes("/menu")
        self.who.writes("1")

    def talk_nonsense(self, _key: str) -> None:
        self.who.sends(dice={"emoji": "🎲", "value": 3})
        self.who.writes("/entah")

    def meet_another_process(self, _key: str) -> None:
        self.desk.restart()

    # Steps

    def _asked(self) -> str | None:
        key = asked(self.desk, self.who)
        if key is not None:
            self.put.setdefault(key, self.who.last)
        return key

    def _write(self, key: str, answers: Mapping[str, Wish]) -> None:
        match key, answers.get(key, ""):
            case "begin", _:
                self.who.writes("1")
            case "review", _:
                self.who.writes("send")
            case _, ():
                self.who.writes("none")
            case _, tuple(tools):
                self.who.writes(", ".join(TOOLS[tool] for tool in tools))
            case _, answer:
                self.who.writes(LABELS.get(key, {}).get(str(answer), str(answer)))

    def _tap(self, label: str) -> None:
        bubble = self.who.last
        data = bubble.data.get(label) or bubble.data.get(f"✓ {label}")
        if data is not None:
            self.tapped.append((data, bubble))
            self.who.taps_data(data, bubble)

    def _not_as_wished(self) -> str | None:
        """The first answer that stands and is not as wished, as the review lists it."""
        given = kept(self.desk, self.who)
        listed = [key for key in ORDER if key in given and self._is_listed(key, given)]
        return next((key for key in listed if given[key] != _as_kept(self.wish[key])), None)

    def _is_listed(self, key: str, given: Mapping[str, object]) -> bool:
        if key == "/besar":
            return given["/tim"] == "y"
        return key != "/kerja/lain" or "etc" in (given.get("/kerja/alat") or ())  # type: ignore[operator]

    def _change(self, key: str) -> None:
        """Go back to an answer from the review, by its number."""
        given = kept(self.desk, self.who)
        listed = [k for k in ORDER if k in given and self._is_listed(k, given)]
        self.who.writes(str(listed.index(key) + 1))


def _as_kept(wish: Wish) -> object:
    return list(wish) if isinstance(wish, tuple) else wish


DETOURS = (
    Filler.answer,
    Filler.answer_something_else,
    Filler.tap,
    Filler.tap_again,
    Filler.tap_on_what_is_long_past,
    Filler.be_sent_twice,
    Filler.go_back,
    Filler.change_an_answer_at_the_review,
    Filler.correct_by_a_reply,
    Filler.put_off,
    Filler.cancel_and_undo,
    Filler.look_at_the_menu,
    Filler.talk_nonsense,
    Filler.meet_another_process,
)


@pytest.fixture(scope="module")
def desk_of_many(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Desk]:
    """One desk for all examples: everybody in them is somebody new."""
    file = tmp_path_factory.mktemp("any-order") / "penggerak.db"
    copyfile(sqlite_template, file)
    clock = StoppedClock(datetime(2026, 11, 23, 2, tzinfo=UTC))
    desk = Desk(connect(f"sqlite:///{file}"), clock, REPERTOIRE)
    desk.person("Nur Hidayah")
    open_form(desk)
    yield desk
    desk.engine.dispose()


@given(wish=wishes, other=wishes, detours=st.lists(st.sampled_from(DETOURS), max_size=25))
@settings(max_examples=50)
def test_any_order_of_detours_ends_in_what_straight_answers_come_to(
    desk_of_many: Desk,
    wish: Mapping[str, Wish],
    other: Mapping[str, Wish],
    detours: list[Callable[[Filler, str], None]],
) -> None:
    desk = desk_of_many
    expected = Filler(desk, "Budi Santoso", wish, other).straight()
    siti = Filler(desk, "Siti Aminah", wish, other)

    for detour in detours:
        siti.wander(detour)

    assert expected is not None
    assert expected.complete
    assert siti.straight() == expected
    assert [state for script, state in desk.talks(siti.who) if script == "assess"] == ["done"]
