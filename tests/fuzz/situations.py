"""In which situation somebody may be when things come in."""

from dataclasses import dataclass

from handlers.conversations import REPERTOIRE
from tests.fuzz.doings import Blocks, Did, Doing, InTheGroup, Opens, Shares, Taps, TapsLabel, Writes
from tests.fuzz.questionnaire import SHORT_TITLE, TITLE, WISHES


@dataclass(frozen=True)
class Situation:
    """Where somebody has got to: what they did all at once, and after the bot's answers to it."""

    called: str
    first: tuple[Doing, ...] = ()
    then: tuple[Doing, ...] = ()

    def begun_by(self, name: str) -> list[Did]:
        """What they do first."""
        return [Did(name, doing) for doing in self.first]

    def gone_on_with_by(self, name: str) -> list[Did]:
        """What they do then."""
        return [Did(name, doing) for doing in self.then]


_IN = (Opens(), Writes("English"), Writes("ya"))
"""Come in; whose language is known is told that “English” is no answer, which does no harm."""
_BEGUN = (*_IN, Writes("/asesmen"), Writes(TITLE), Writes("1"))
_ANSWERED = tuple(wish.does for wish in WISHES)


def _at(place: str, *further: Doing, then: tuple[Doing, ...] = ()) -> Situation:
    before = tuple(wish.does for wish in WISHES[: [w.place for w in WISHES].index(place)])
    said = [f" and {doing!r}" for doing in (*further, *then)]
    return Situation(f"asked for {place}{''.join(said)}", (*_BEGUN, *before, *further), then)


OUTSIDE = (
    Situation("outside"),
    Situation("at the door", (Opens(),)),
    Situation("at the door, with a language", (Opens(), Writes("English"))),
    Situation("gone from the door", (Opens(), Writes("id"), Writes("tidak"))),
    Situation("at the door with a contact", (Shares("own"),)),
)
INSIDE = (
    Situation("idle", (*_IN, Writes("/batal"))),
    Situation("in the menu", _IN),
    *(
        Situation(f"after /{talk.words[0]}", (*_IN, Writes(f"/{talk.words[0]}")))
        for talk in REPERTOIRE.conversations
        if talk.words
    ),
    Situation("asked whether to withdraw", (*_IN, Writes("/hapus"), Writes("ya"), Writes("/hapus"))),
    Situation("out, with the bot blocked", (*_IN, Blocks())),
    Situation("in the group", (*_IN, InTheGroup("/menu"))),
    Situation("at an introduction", (*_IN, Writes("/asesmen"), Writes(TITLE))),
    Situation("short of time", (*_IN, Writes("/asesmen"), Writes(SHORT_TITLE), Writes("1"), Writes("x"))),
    *(_at(wish.place) for wish in WISHES),
    _at("besar", Writes("/kembali")),
    _at("dinas", then=(TapsLabel("›"),)),
    _at("satu", Writes("other")),
    _at("banyak", then=(TapsLabel("Air"),)),
    _at("urut", then=(TapsLabel("Air"),)),
    _at("jam", Writes("/nanti")),
    _at("rapat", Writes("/batal")),
    _at("rapat", Writes("/batal"), then=(Taps(0),)),
    _at("foto", Writes("/menu")),
    _at("surat", Writes("/asesmen"), Writes(SHORT_TITLE), Writes("1")),
    Situation("at the review", (*_BEGUN, *_ANSWERED)),
    Situation("leafing through the review", (*_BEGUN, *_ANSWERED, Writes("ubah"))),
    Situation("changing an answer", (*_BEGUN, *_ANSWERED, Writes("9"))),
    Situation("done", (*_BEGUN, *_ANSWERED, Writes("kirim"))),
)
MOVING = (
    OUTSIDE[0],
    Situation("asked whether to move", (Opens(),)),
    Situation("moved", (Opens(), Writes("ya"))),
)
STRANGE = (
    OUTSIDE[0],
    Situation("having written", (Writes("halo"),)),
    Situation("with a contact", (Shares("own"),)),
)
SITUATIONS = {situation.called: situation for situation in (*INSIDE, *OUTSIDE, *MOVING, *STRANGE)}
