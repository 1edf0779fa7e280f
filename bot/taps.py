"""A tap on a button: of the open question, of an earlier one, of a talk that has ended, or of none."""

from typing import Any

from bot.answering import answer, repeats
from bot.i18n import _
from bot.moment import Moment
from bot.play import Play
from bot.questions.kind import act_of
from bot.questions.review import SEND
from bot.scene import OpenTalk
from bot.tapping import BACK, LATER, SKIP, UNDO, Tap, mark_of, unpack
from bot.ways import go_back, put_off, skip, undo
from models.talks import CAN_GO_ON, TalkState

IN_PASSING = {BACK: go_back, LATER: put_off, SKIP: skip}


def tapped(moment: Moment) -> None:
    """Work out what the tap is on, and what follows."""
    tap = unpack(moment.heard.data)
    talk = moment.scene.talk(tap.talk_id) if tap else None
    if tap is None or talk is None:
        moment.acknowledge(
            _("This button is from an earlier conversation. /menu shows what you can do."), alert=True
        )
    elif tap.act == UNDO:
        undo(moment, talk)
    elif _noted_already(talk, tap):
        moment.acknowledge(_("Noted already."))
    elif talk.state not in CAN_GO_ON:
        moment.acknowledge(_("This conversation has come to its end. /menu shows what you can do."))
    else:
        moment.performer.leave(moment.at, staying=talk)
        with moment.performer.playing(talk) as play:
            asked = play.waiting is not None and mark_of(play.waiting.key) == tap.question
            if asked or tap.act == LATER:
                _act(moment, talk, play, tap.act)
            else:
                _on_an_earlier_question(moment, talk, play, tap)


def _act(moment: Moment, talk: OpenTalk, play: Play[Any], act: str) -> None:
    if way := IN_PASSING.get(act):
        way(moment, talk)
    else:
        answer(moment, talk, play, act)


def _noted_already(talk: OpenTalk, tap: Tap) -> bool:
    """Whether a doubled tap says what has come to pass: that it was put off, or the answer that ended the talk."""
    if talk.state == TalkState.RESTING:
        return tap.act == LATER
    last = next((kept.value for key, kept in talk.kept.items() if mark_of(key) == tap.question), "")
    same = {act_of(last), SEND} if isinstance(last, str) else {SEND, SKIP}
    return talk.state == TalkState.DONE and last != "" and tap.act in same


def _on_an_earlier_question(moment: Moment, talk: OpenTalk, play: Play[Any], tap: Tap) -> None:
    answered = next((q for q in play.talk.asked if mark_of(q.key) == tap.question), None)
    if play.ended:
        moment.performer.show(talk, play, moment.at)
    elif tap.act in IN_PASSING:
        moment.acknowledge("")  # the first of two taps has been heeded
    elif answered is None:
        moment.acknowledge(_("This button is from an earlier question."))
    elif repeats(moment, answered, talk.kept[answered.key], tap.act):
        moment.acknowledge(_("Noted already."))
    else:
        told = _("You have answered this: {answer}. To change it, use “‹ Back”, or the review at the end.")
        moment.acknowledge(told.format(answer=answered.show(talk.kept[answered.key].value)[:80]), alert=True)
