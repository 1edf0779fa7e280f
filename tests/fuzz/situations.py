"""In which situation somebody may be when things come in."""

from dataclasses import dataclass

from handlers.conversations import REPERTOIRE
from tests.fuzz.doings import Blocks, Doing, InTheGroup, Opens, Shares, Taps, TapsLabel, Writes
from tests.fuzz.questionnaire import ORDER, SHORT_TITLE, TITLE, WISHES


@dataclass(frozen=True)
class Situation:
    """Where somebody has got to: what they did all at once, and after the bot's answers to it.

    `asked` is the key of the question that they are then at.
    """

    called: str
    first: tuple[Doing, ...] = ()
    then: tuple[Doing, ...] = ()
    asked: str | None = None


_IN = (Opens(), Writes("English"), Writes("ya"))
"""Come in; whose language is known is told that “English” is no answer, which does no harm."""
_BEGUN = (*_IN, Writes("/asesmen"), Writes(TITLE), Writes("1"))
_ANSWERED = tuple(wish.does for wish in WISHES)


def _at(place: str, *further: Doing, then: tuple[Doing, ...] = (), asked: str | None = None) -> Situation:
    """In the middle of the form, or somewhere else from there on."""
    before = tuple(wish.does for wish in WISHES[: ORDER.index(f"/{place}")])
    said = "".join(f", then {doing!r}" for doing in (*further, *then))
    return Situation(f"asked for {place}{said}", (*_BEGUN, *before, *further), then, asked or f"/{place}")


OUTSIDE = (
    Situation("outside"),
    Situation("at the door", (Opens(),)),
    Situation("at the door, with a language", (Opens(), Writes("English")), asked="consent"),
    Situation("gone from the door", (Opens(), Writes("id"), Writes("tidak"))),
    Situation("at the door with a contact", (Shares("own"),)),
)
INSIDE = (
    Situation("idle", (*_IN, Writes("/batal"))),
    Situation("in the menu", _IN, asked="what"),
    *(
        Situation(f"after /{talk.words[0]}", (*_IN, Writes(f"/{talk.words[0]}")))
        for talk in REPERTOIRE.conversations
        if talk.words
    ),
    Situation(
        "asked whether to withdraw",
        (*_IN, Writes("/hapus"), Writes("ya"), Writes("/hapus")),
        asked="withdraw",
    ),
    Situation("out, with the bot blocked", (*_IN, Blocks())),
    Situation("in the group", (*_IN, InTheGroup("/menu"))),
    Situation("at an introduction", (*_IN, Writes("/asesmen"), Writes(TITLE)), asked="begin"),
    Situation(
        "short of time", (*_IN, Writes("/asesmen"), Writes(SHORT_TITLE), Writes("1"), Writes("x")), asked="/b"
    ),
    *(_at(wish.place) for wish in WISHES),
    _at("besar", Writes("/kembali"), asked="/kantor"),
    _at("dinas", then=(TapsLabel("›"),)),
    _at("satu", Writes("other"), asked="/satu_other"),
    _at("banyak", then=(TapsLabel("Air"),)),
    _at("urut", then=(TapsLabel("Air"),)),
    _at("jam", Writes("/nanti"), Writes("/lanjut")),
    Situation("having put it off", (*_BEGUN, Writes("Dinas Sosial"), Writes("/nanti"))),
    Situation("having cancelled it", (*_BEGUN, Writes("Dinas Sosial"), Writes("/batal"))),
    _at("rapat", Writes("/batal"), then=(Taps(0),)),
    _at("foto", Writes("/menu"), asked="what"),
    _at("surat", Writes("/asesmen"), Writes(SHORT_TITLE), Writes("1"), asked="/a"),
    Situation("at the review", (*_BEGUN, *_ANSWERED), asked="review"),
    Situation("leafing through the review", (*_BEGUN, *_ANSWERED, Writes("ubah")), asked="review"),
    Situation("changing an answer", (*_BEGUN, *_ANSWERED, Writes("9")), asked="/tim"),
    Situation("done", (*_BEGUN, *_ANSWERED, Writes("kirim"))),
)
MOVING = (
    OUTSIDE[0],
    Situation("asked whether to move", (Opens(),), asked="move"),
    Situation("moved", (Opens(), Writes("ya"))),
)
STRANGE = (
    OUTSIDE[0],
    Situation("having written", (Writes("halo"),)),
    Situation("with a contact", (Shares("own"),)),
)
SITUATIONS = {situation.called: situation for situation in (*INSIDE, *OUTSIDE, *MOVING, *STRANGE)}
