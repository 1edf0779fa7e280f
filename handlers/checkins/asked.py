"""A weekly report is asked for, one rung of the ladder after the other; it can be put off."""

from zoneinfo import ZoneInfo

from bot.i18n import _, hour, weekday, when
from bot.questions import one_of
from bot.talk import Talk
from models.checkins.asking import Asking, Later, PutOffUntil
from models.checkins.ladder import Rung

REPORT = "checkin"
"""The conversation in which the report is written; its subject is the week."""
NOW, NOT_NOW = "now", "not_now"


async def asked(talk: Talk, facts: Asking | None) -> PutOffUntil | None:
    """Ask for it, and go there or put it off; nothing where it is in already."""
    if facts is None:
        return None
    if facts.is_in:
        if talk.has("now"):
            talk.say(_("Your report of this week is in already. Thank you!"))
        return None
    if facts.is_over:
        if talk.has("now"):
            talk.say(_("That week has closed. The next report is asked for soon; /menu shows what there is."))
        return None
    laters = {one.code: one for one in facts.laters} if facts.about.rung is not Rung.MISSED else {}
    choices = [(NOW, _("Report now"))]
    choices += [(one.code, later_label(one, talk.zone)) for one in laters.values()]
    if not laters:
        choices.append((NOT_NOW, _("Not now")))
    choice = await talk.ask("now", news(facts, talk.zone), one_of(choices))
    if choice == NOW:
        talk.then(REPORT, facts.about.week.isoformat())
    elif choice in laters:
        at = laters[choice].at
        talk.say(
            _("All right, I ask again on {time}. Nothing is lost until then.").format(
                time=when(at, talk.zone)
            )
        )
        return PutOffUntil(facts.about, at)
    else:
        talk.say(_("All right. You will find it under /menu."))
    return None


def news(facts: Asking, zone: str) -> str:
    """What is said on this rung."""
    until = when(facts.closes, zone)
    match facts.about.rung:
        case Rung.ASKED:
            return _(
                "How did your quick win get on this week? Two minutes are enough. Your report is taken until {time}."
            ).format(time=until)
        case Rung.REMINDED:
            return _(
                "I have no report of this week from you yet. A short one will do; it is taken until {time}."
            ).format(time=until)
        case Rung.LAST_CALL:
            return _(
                "Your report of this week is still missing. If something stands in your way, write just that: others may be able to help. It is taken until {time}."
            ).format(time=until)
        case Rung.MISSED:
            missed = _("Your report of this week has not come. It is still taken until {time}.").format(
                time=until
            )
            if not facts.facilitator_hears:
                return missed
            return (
                missed
                + " "
                + _(
                    "Your facilitator hears that it is missing, so that they can ask whether you need anything."
                )
            )


def later_label(later: Later, zone: str) -> str:
    """A time to put it off to, on a button."""
    match later.code:
        case "evening":
            return _("This evening, {time}").format(time=hour(later.at, zone))
        case "tomorrow":
            return _("Tomorrow, {time}").format(time=hour(later.at, zone))
        case _other:
            local = later.at.astimezone(ZoneInfo(zone))
            return _("{weekday}, {time}").format(weekday=weekday(local.weekday()), time=hour(later.at, zone))
