"""An answer that stands is kept, the talk goes on, and the question is left as it was answered."""

from typing import Any

from bot.messages import Message
from bot.moment import Moment
from bot.play import Play
from bot.questions.folding import folded
from bot.questions.kind import Misunderstood
from bot.scene import OpenTalk
from bot.talk import Kept, Question


def settle(moment: Moment, talk: OpenTalk, play: Play[Any], question: Question[Any], kept: Kept) -> None:
    """Keep the answer and put what comes next; or say why it cannot stand."""
    before = talk.kept.get(question.key)
    lead, above = moment.performer.lead(talk, play, question), play.above
    answered_in = moment.tapped_in or _message_with_options(talk, question, before)
    try:
        play.give(kept)
    except Misunderstood as hint:
        moment.hint(hint)
        return
    talk.keep(question.key, kept)
    follows = _same_series(question, play.waiting) and play.can_stand_below(above)
    goes_on_in_place = moment.tapped_in is not None and follows
    moment.performer.show(talk, play, moment.at, replaces=moment.tapped_in if goes_on_in_place else None)
    if answered_in is not None and not goes_on_in_place:
        moment.scene.effects.append(_as_answered(moment, lead, question, kept, answered_in))


def _message_with_options(talk: OpenTalk, question: Question[Any], before: Kept | None) -> int | None:
    """The message whose buttons are now of no use; those that only lead back or out may stay."""
    has_options = bool(question.kind.offer(before.value if before else None).rows)
    return talk.shown_in if has_options else None


def _same_series(question: Question[Any], following: Question[Any] | None) -> bool:
    return bool(question.series) and following is not None and following.series == question.series


def _as_answered(moment: Moment, lead: str, question: Question[Any], kept: Kept, message: int) -> Message:
    shown = question.show(kept.value)
    says_more = shown and folded(shown) != folded(moment.heard.text)
    parts = [lead, question.text, f"✓ {shown}" if says_more else ""]
    return Message("\n\n".join(part for part in parts if part), replaces=message)
