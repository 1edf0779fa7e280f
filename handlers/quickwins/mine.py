"""One's own quick wins: go on with one, or begin another (/quickwin)."""

from bot.i18n import _
from bot.questions import one_of
from bot.talk import Talk
from handlers.quickwins.wording import SIGNS, in_short
from models.quickwins.overview import Mine, Overview
from models.quickwins.states import QuickWinState

NEW = "new"
GIVEN_UP = "given_up"
OTHERS = "others"
PICTURE = "picture"


async def mine(talk: Talk, facts: Overview) -> None:
    """Go straight into the first one, or let the person choose."""
    if not facts.writes and not facts.mine:
        talk.say(_("Quick wins are written by the agents of a batch. /menu shows what you can do."))
        return
    alive = [one for one in facts.mine if one.state is not QuickWinState.DROPPED]
    given_up = [one for one in facts.mine if one.state is QuickWinState.DROPPED]
    if not facts.mine:
        talk.say(
            _(
                "A quick win is a small change that people feel within 100 days, with what you have and may decide "
                "yourself. I ask you about it one question at a time; you can stop and go on for weeks."
            )
        )
        begin(talk)
        return
    choices = [(str(one.id), label_of(one)) for one in alive]
    choices += [(NEW, _("+ A new quick win"))] if facts.writes else []
    choices += [(OTHERS, _("🔎 What others work on"))]
    choices += [(PICTURE, _("📊 The batch in one picture"))]
    choices += [(GIVEN_UP, _("🗂 Those I gave up"))] if given_up else []
    chosen = await talk.ask("which", _("Which quick win?"), one_of(choices))
    if chosen == NEW:
        begin(talk)
        return
    if chosen == OTHERS:
        talk.then("other_quickwins")
        return
    if chosen == PICTURE:
        talk.order("impact_effort")
        talk.say(_("I am drawing it; it comes in a moment."))
        return
    if chosen == GIVEN_UP:
        chosen = await talk.ask(
            "given_up", _("Which of them?"), one_of((str(one.id), label_of(one)) for one in given_up)
        )
    talk.then("quickwin", chosen)


def begin(talk: Talk) -> None:
    """Begin a draft: its subject is when it was begun, so that there may be several at once."""
    talk.then("quickwin_draft", f"new:{talk.opened_at:%Y%m%d%H%M%S}")


def label_of(one: Mine) -> str:
    """Its sign, its code and the beginning of its problem."""
    return f"{SIGNS[one.state]} {in_short(one.code, one.problem)}"
