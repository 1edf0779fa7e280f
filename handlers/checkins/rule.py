"""A batch's weekly reports: on which day, at what time, from when to when; set by its facilitator."""

from datetime import date, time

from bot.i18n import _, day, long_day, ngettext, weekday
from bot.markup import bold
from bot.questions import day as a_day
from bot.questions import last_day, one_of, time_of_day
from bot.talk import Talk
from handlers.availability.wording import clock_text, quiet_text
from models.availability.working_hours import FRIDAY
from models.checkins.rule import CheckInRule
from models.checkins.setting import RuleSetting, RuleWish
from models.days.leaning import Lean

CHANGE, BACK = "change", "back"
MOST_WEEKS = 104


async def rule(talk: Talk, facts: RuleSetting | None) -> RuleWish | None:
    """Show the rule, and take down another one."""
    if facts is None:
        talk.say(_("This is for the facilitators and leaders of a batch. /menu shows what you can do."))
        return None
    if not await wants_to_set(talk, facts):
        talk.then("batch")
        return None
    on = int(
        await talk.ask(
            "weekday",
            _("On which day shall I ask for the weekly reports?"),
            one_of([(str(n), weekday(n - 1)) for n in range(1, FRIDAY + 1)]),
            brief=_("Day"),
        )
    )
    at = await talk.ask(
        "at",
        _("At what time? Everybody is asked by their own clock."),
        time_of_day(),
        brief=_("Time"),
        check=lambda wanted: no_working_time(facts, on, wanted),
    )
    if facts.rule is not None and facts.keeps_its_weeks(on):
        first = facts.rule.starts_on
    else:
        first = await talk.ask(
            "from",
            _("From which day on?"),
            a_day(talk.zone, Lean.AHEAD),
            brief=_("From"),
            check=lambda wanted: is_past(wanted, facts.today),
        )
    last = await talk.ask(
        "to",
        _("Until when?"),
        last_day(talk.zone, first),
        brief=_("Until"),
        check=lambda wanted: too_short_or_long(RuleWish(on, at, first, wanted)),
    )
    wish = RuleWish(on, at, first, last)
    await talk.review(meaning(wish))
    talk.say(
        _(
            "That is set. Whoever has not reported is reminded; you hear in one message whose report is missing."
        )
    )
    return wish


async def wants_to_set(talk: Talk, facts: RuleSetting) -> bool:
    """Show what holds; whether it is to be changed."""
    if facts.rule is None and facts.may_set:
        return True
    shown = _("Weekly reports are not set up yet.") if facts.rule is None else rule_text(facts.rule)
    choices = [*([(CHANGE, _("Change it"))] if facts.may_set else []), (BACK, _("‹ The batch"))]
    return await talk.ask("what", shown, one_of(choices)) == CHANGE


def rule_text(rule: CheckInRule) -> str:
    """What a rule says."""
    return _("Weekly reports: every {weekday} at {time}, from {first} to {last}.").format(
        weekday=bold(weekday(rule.weekday - 1)),
        time=bold(clock_text(rule.at)),
        first=long_day(rule.starts_on),
        last=long_day(rule.ends_on),
    )


def meaning(wish: RuleWish) -> str:
    """What a rule comes to."""
    count = len(wish.weeks)
    times = ngettext("{n} report", "{n} reports", count).format(n=count)
    return _("{times}: the first on {first}, the last on {last}. Shall I set it?").format(
        times=times, first=day(wish.weeks[0]), last=day(wish.weeks[-1])
    )


def no_working_time(facts: RuleSetting, on: int, at: time) -> str | None:
    """What is wrong with a time, in words."""
    working = facts.working
    if working.takes(on, at):
        return None
    hours = f"{clock_text(working.begin)} – {clock_text(working.end)}"
    if on == FRIDAY and working.prayer.covers(at):
        return _(
            "That is in the time of the Friday prayer ({hours}). Please choose another time, for example {time}."
        ).format(hours=quiet_text(working.prayer), time=clock_text(working.prayer.end))
    return _("Reports are asked for in working hours, {hours}. Please choose a time in them.").format(
        hours=hours
    )


def is_past(wanted: date, today: date) -> str | None:
    """What is wrong with a first day, in words."""
    return _("That day is past. Please name today or a later one.") if wanted < today else None


def too_short_or_long(wish: RuleWish) -> str | None:
    """What is wrong with a last day, in words."""
    if wish.ends_on < wish.starts_on:
        return _("The last day cannot lie before the first, {day}. Which day is the last?").format(
            day=day(wish.starts_on)
        )
    count = len(wish.weeks)
    if not count:
        return _("There is no {weekday} until then. Please name a later day.").format(
            weekday=weekday(wish.weekday - 1)
        )
    if count > MOST_WEEKS:
        return _("That is more than two years. Please name an earlier day; it can be made longer later.")
    return None
