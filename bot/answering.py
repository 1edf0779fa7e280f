"""What is said or tapped in answer to a question: understood, kept, or told what would be right."""

from typing import Any

from bot.i18n import _
from bot.moment import Moment
from bot.play import Play
from bot.questions.folding import folded
from bot.questions.kind import Answered, Changed, Misunderstood, Narrowed, Paged
from bot.questions.words import Words
from bot.scene import OpenTalk
from bot.settling import settle
from bot.talk import Kept, Question
from bot.ways import WAYS, reopen, take_way

NEVER_AN_ANSWER = {
    "batal",
    "cancel",
    "kembali",
    "back",
    "lewati",
    "skip",
}  # where words are asked for, these alone lead back, out or on


def answer(moment: Moment, talk: OpenTalk, play: Play[Any], act: str) -> None:
    """Take what was heard as the answer to the talk's open question; `act` is the tapped button's, or empty."""
    question = play.waiting
    if question is None:  # time is up, or the script has changed
        moment.performer.show(talk, play, moment.at)
        return
    moment.scene.bring_forward(talk, moment.at)
    if not act and talk.waiting not in (None, question.key):  # others have answered that meanwhile
        moment.performer.show(talk, play, moment.at)
        return
    match _understood(moment, talk, question, act):
        case Answered(value, settled=True):
            settle(moment, talk, play, question, Kept(value, moment.at))
        case Answered(value, page=page):
            talk.keep(question.key, Kept(value, moment.at, settled=False))
            offer = question.kind.offer(value, page)
            moment.performer.turn_to(talk, play, moment.at, offer, moment.tapped_in)
        case Paged(page):
            before = talk.kept.get(question.key)
            offer = question.kind.offer(before.value if before else None, page)
            moment.performer.turn_to(talk, play, moment.at, offer, moment.tapped_in)
        case Narrowed(offer=offer):
            moment.performer.turn_to(talk, play, moment.at, offer)
        case Changed(key):
            reopen(moment, talk, key, play.above)
        case None:
            pass  # something else was meant, and done or said


def correct(moment: Moment, talk: OpenTalk, earlier: Question[Any]) -> None:
    """Take what was heard as another answer to an earlier question, then ask the open one again."""
    if way := WAYS.get(folded(moment.heard.text)):
        take_way(moment, talk, way)
        return
    understood = _understood(moment, talk, earlier, "")
    if isinstance(understood, Narrowed):
        moment.hint(understood)
    elif isinstance(understood, Answered) and understood.settled and _allowed(moment, earlier, understood):
        talk.keep(earlier.key, Kept(understood.value, moment.at))
        moment.scene.say(_("Changed: {answer}.").format(answer=earlier.show(understood.value)))
    moment.performer.resume(talk, moment.at)


def repeats(moment: Moment, question: Question[Any], kept: Kept, act: str) -> bool:
    """Whether a tap on a question that was answered says what was answered."""
    try:
        again = question.kind.hear(moment.heard, act, kept.value)
    except Misunderstood:
        return False
    return isinstance(again, Answered) and (not again.settled or again.value == kept.value)


def _understood(
    moment: Moment, talk: OpenTalk, question: Question[Any], act: str
) -> Answered | Paged | Changed | Narrowed | None:
    before = talk.kept.get(question.key)
    way = "" if act else WAYS.get(folded(moment.heard.text), "")
    bare = not act and moment.heard.file is None  # what stands under a photo does not take it back
    if question.optional and bare and (way == "skip" or question.kind.is_nothing(moment.heard.text)):
        return Answered(None)
    if isinstance(question.kind, Words) and not act and folded(moment.heard.text) in NEVER_AN_ANSWER:
        take_way(moment, talk, way)
        return None
    try:
        return question.kind.hear(moment.heard, act, before.value if before else None)
    except Misunderstood as hint:
        if way and talk is moment.scene.front:
            take_way(moment, talk, way)
        elif isinstance(hint, Narrowed):
            return hint
        else:
            moment.hint(hint)
        return None


def _allowed(moment: Moment, question: Question[Any], answered: Answered) -> bool:
    try:
        question.read(answered.value)
    except Misunderstood as hint:
        moment.hint(hint)
        return False
    return True
