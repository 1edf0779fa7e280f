"""Leave (/cuti): from when to when, or back early; and what it means."""

from datetime import date, timedelta

from bot.i18n import _, day, ngettext
from bot.questions import day as a_day
from bot.questions import last_day, one_of
from bot.talk import Talk
from handlers.availability.wording import days_text
from models.availability.changing import BackFromLeave, NewLeave
from models.availability.own import OwnAvailability
from models.days.leaning import Lean

ANOTHER, CLOSE = "another", "close"
BACK = "back:"
LONGEST = timedelta(days=366)
LOOKING_BACK = timedelta(days=31)
"""So long ago may leave have begun that is only told now, as when somebody is ill."""


async def leave(talk: Talk, facts: OwnAvailability) -> NewLeave | BackFromLeave | None:
    """Show what is known, take it back, or take down more."""
    if facts.leave:
        choice = await talk.ask("what", known(facts), one_of(choices(facts)))
        if choice == CLOSE:
            return None
        if choice.startswith(BACK):
            return back(talk, facts, int(choice.removeprefix(BACK)))
    first = await talk.ask(
        "first",
        _("From which day are you on leave?"),
        a_day(talk.zone, Lean.AHEAD),
        brief=_("First day"),
        check=lambda on: too_long_ago(on, facts.today),
    )
    last = await talk.ask(
        "last",
        _("Until which day? That day counts too."),
        last_day(talk.zone, first),
        brief=_("Last day"),
        check=lambda on: not_a_leave(first, on, facts.today),
    )
    await talk.review(meaning(facts, first, last))
    talk.say(
        _("Noted, {name}. Have a good rest! Should you be back sooner, tell me with /leave.").format(
            name=talk.name
        )
    )
    return NewLeave(first, last)


def known(facts: OwnAvailability) -> str:
    """The leave that is not over."""
    lines = [f"• {days_text(one.days)}" for one in facts.leave]
    return "\n".join([_("You are on leave:"), *lines])


def choices(facts: OwnAvailability) -> list[tuple[str, str]]:
    """What can be done about it."""
    begun = [one for one in facts.leave if one.days.first <= facts.today]
    found = [(f"{BACK}{begun[0].id}", _("I am back"))] if begun else []
    found += [
        (f"{BACK}{one.id}", _("Not going: {days}").format(days=days_text(one.days, brief=True)))
        for one in facts.leave
        if one not in begun
    ]
    return [*found, (ANOTHER, _("Another leave")), (CLOSE, _("Nothing now"))]


def back(talk: Talk, facts: OwnAvailability, leave_id: int) -> BackFromLeave:
    """Take back what is left of it."""
    begun = any(one.id == leave_id and one.days.first <= facts.today for one in facts.leave)
    if begun:
        talk.say(_("Welcome back, {name}! I write to you again from now on.").format(name=talk.name))
    else:
        talk.say(_("All right, that leave is taken back. Everything goes on as usual."))
    return BackFromLeave(leave_id, facts.today)


def meaning(facts: OwnAvailability, first: date, last: date) -> str:
    """What it means to be on leave on these days."""
    count = (last - first).days + 1
    length = ngettext("{n} day", "{n} days", count).format(n=count)
    return _(
        "{length} of leave. On these days I write nothing to you, and no report of yours counts as missing. "
        "What falls due then waits until you are back, on {day}. Shall I note it?"
    ).format(length=length, day=day(facts.back_on(last)))


def too_long_ago(on: date, today: date) -> str | None:
    """What is wrong with a first day, in words."""
    if on < today - LOOKING_BACK:
        return _("That is long past. Please name a day from {day} on.").format(day=day(today - LOOKING_BACK))
    if on > today + LONGEST:
        return _("That is more than a year ahead. Please tell me when it is nearer.")
    return None


def not_a_leave(first: date, last: date, today: date) -> str | None:
    """What is wrong with a last day, in words."""
    if last < first:
        return _("The last day cannot lie before the first, {day}. Which day is the last?").format(
            day=day(first)
        )
    if last < today:
        return _("That leave is over already. Please name a day from today on.")
    if last - first > LONGEST:
        return _("That is more than a year. Please name an earlier day; you can add to it later.")
    return None
