"""The ways back and out that every talk has: back, skip, later, cancel and its undoing, go on."""

from bot.i18n import _
from bot.moment import Moment
from bot.play import Above
from bot.scene import OpenTalk, Undoing
from bot.settling import settle
from bot.talk import Kept
from models.talks import TalkState

WAYS = {
    "batal": "cancel", "cancel": "cancel",
    "kembali": "back", "back": "back",
    "nanti": "later", "later": "later",
    "lewati": "skip", "skip": "skip",
    "lanjut": "resume", "lanjutkan": "resume", "resume": "resume",
}  # fmt: skip
"""What people write for each way, with a slash or, where it cannot be meant as an answer, without."""


def take_way(moment: Moment, talk: OpenTalk, way: str) -> None:
    """Go the way in this talk."""
    match way:
        case "back":
            go_back(moment, talk)
        case "skip":
            skip(moment, talk)
        case "later":
            put_off(moment, talk)
        case "cancel":
            cancel(moment, talk)
        case "resume":
            go_on(moment, talk)


def go_back(moment: Moment, talk: OpenTalk) -> None:
    """Ask the question before once more."""
    with moment.performer.playing(talk) as play:
        if not play.talk.listed:
            moment.tell(_("This is the first question."))
            return
        key, above = play.talk.listed[-1].key, play.above
    reopen(moment, talk, key, above)


def reopen(moment: Moment, talk: OpenTalk, key: str, above: Above) -> None:
    """Ask an answered question once more, in the place of the open one; what was answered stays at hand."""
    kept = talk.kept[key]
    talk.keep(key, Kept(kept.value, kept.at, settled=False))
    moment.performer.resume_in_place(talk, moment.at, moment.tapped_in, above)


def skip(moment: Moment, talk: OpenTalk) -> None:
    """Leave the open question without an answer, where that is allowed."""
    with moment.performer.playing(talk) as play:
        if play.waiting is None or not play.waiting.optional:
            moment.tell(_("This question needs an answer before we can go on."))
            return
        moment.scene.bring_forward(talk, moment.at)
        settle(moment, talk, play, play.waiting, Kept(None, moment.at))


def put_off(moment: Moment, talk: OpenTalk) -> None:
    """Leave the talk for later; what does not rest goes on only when one of its buttons is tapped."""
    if talk.state == TalkState.RESTING:
        return
    if moment.repertoire[talk.script].rests:
        talk.become(TalkState.RESTING, moment.at)
        if talk.answered:
            later = _(
                "All right, later. What you answered is kept ({count}). Write /resume when you have time."
            )
        else:
            later = _("All right, later. Write /resume when you have time.")
        moment.scene.say(later.format(count=talk.answered))
    else:
        talk.become(TalkState.LEFT, moment.at)
        moment.scene.say(_("All right. /menu shows what you can do."))
    moment.performer.return_to_front(moment.at)


def cancel(moment: Moment, talk: OpenTalk) -> None:
    """Leave the talk for good, with a button that takes it back."""
    talk.become(TalkState.CANCELLED, moment.at)
    if moment.repertoire[talk.script].rests:
        moment.scene.effects.append(Undoing(talk, _("Cancelled. /menu shows what you can do."), _("Undo")))
    else:
        moment.scene.say(_("All right. /menu shows what you can do."))
    moment.performer.return_to_front(moment.at)


def undo(moment: Moment, talk: OpenTalk) -> None:
    """Take a cancellation back."""
    if talk.state == TalkState.CANCELLED:
        go_on(moment, talk)
    else:
        moment.acknowledge(_("That has been undone already."))


def go_on(moment: Moment, talk: OpenTalk) -> None:
    """Put the talk's open question again."""
    moment.performer.leave(moment.at, staying=talk)
    moment.performer.resume(talk, moment.at)
