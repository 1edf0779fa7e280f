"""When you would like to be written to (/pengaturan): quiet hours, zone, a pause."""

from datetime import date, time, timedelta

from bot.i18n import _, day
from bot.markup import bold
from bot.questions import day as a_day
from bot.questions import one_of, text, time_of_day
from bot.talk import Talk
from handlers.availability.wording import days_text, quiet_text
from models.availability.availability import Away
from models.availability.changing import NewPause, NewQuiet, NewZone, Setting
from models.availability.own import OwnAvailability
from models.availability.quiet_hours import QuietHours
from models.availability.zones import NUSANTARA, letters_of, zone_named
from models.days.leaning import Lean

QUIET, ZONE, PAUSE, RESUME, LEAVE, LANGUAGE, CLOSE = (
    "quiet", "zone", "pause", "resume", "leave", "language", "close",
)  # fmt: skip
ELSEWHERE = {LEAVE: "leave", LANGUAGE: "language"}
LEAST_LOUD = timedelta(hours=4)


async def settings(talk: Talk, facts: OwnAvailability) -> Setting | None:
    """Show what holds, and change one thing of it."""
    wanted = await talk.ask("what", overview(facts), one_of(choices(facts)))
    match wanted:
        case "quiet":
            return await new_quiet(talk, facts)
        case "zone":
            return await new_zone(talk)
        case "pause":
            return await new_pause(talk, facts)
        case "resume":
            talk.say(
                _("Good to have you back, {name}! I write to you again from now on.").format(name=talk.name)
            )
            return NewPause(facts.pause.until(facts.today) if facts.pause else None)
    if wanted in ELSEWHERE:
        talk.then(ELSEWHERE[wanted])
    return None


def overview(facts: OwnAvailability) -> str:
    """What holds now."""
    lines = [
        _("🌙 Quiet hours: {hours}").format(hours=bold(quiet_text(facts.whose.quiet))),
        _("🕐 Time zone: {zone}").format(zone=bold(letters_of(facts.whose.zone))),
    ]
    if facts.pause:
        lines.append(_("⏸ Pause: {days}").format(days=bold(days_text(facts.pause))))
    return "\n".join([*lines, "", _("What would you like to change?")])


def choices(facts: OwnAvailability) -> list[tuple[str, str]]:
    """What can be changed."""
    pause = (RESUME, _("▶️ Go on")) if facts.pause else (PAUSE, _("⏸ Pause"))
    return [
        (QUIET, _("🌙 Quiet hours")),
        (ZONE, _("🕐 Time zone")),
        pause,
        (LEAVE, _("🌴 Leave")),
        (LANGUAGE, _("Language")),
        (CLOSE, _("Nothing now")),
    ]


async def new_quiet(talk: Talk, facts: OwnAvailability) -> NewQuiet:
    """Ask from when to when."""
    usual = _("As usual: {hours}").format(hours=quiet_text(facts.usual))
    own = await talk.ask(
        "quiet",
        _("In quiet hours I do not write to you by myself. Which suit you?"),
        one_of([("usual", usual), ("own", _("Other hours"))]),
    )
    if own == "usual":
        talk.say(_("All right: quiet from {hours}.").format(hours=bold(quiet_text(facts.usual))))
        return NewQuiet(None)
    begin = await talk.ask("quiet_from", _("From what time on should it be quiet?"), time_of_day())
    end = await talk.ask(
        "quiet_until",
        _("Until what time?"),
        time_of_day(),
        check=lambda until: too_quiet(begin, until),
    )
    quiet = QuietHours(begin, end)
    talk.say(
        _("All right: quiet from {hours}. What falls due then comes afterwards.").format(
            hours=bold(quiet_text(quiet))
        )
    )
    return NewQuiet(quiet)


def too_quiet(begin: time, end: time) -> str | None:
    """What is wrong with the end of quiet hours, in words."""
    if begin == end:
        return _("That is the time at which it begins. Until what time should it be quiet?")
    if QuietHours(begin, end).loud < LEAST_LOUD:
        return _("That leaves less than four hours a day. For a while without messages there is the pause.")
    return None


async def new_zone(talk: Talk) -> NewZone:
    """Ask where they are."""
    chosen = await talk.ask(
        "zone",
        _("Which time do you go by?"),
        one_of([*((zone, letters) for letters, zone in NUSANTARA.items()), ("other", _("Another one"))]),
    )
    if chosen == "other":
        written = await talk.ask(
            "place", _("Which big city has the same time as you?"), text(longest=40), check=unknown_zone
        )
        chosen = zone_named(written) or ""
    talk.say(_("All right, I go by {zone} from now on.").format(zone=bold(letters_of(chosen))))
    return NewZone(chosen)


def unknown_zone(written: str) -> str | None:
    """What is wrong with a zone, in words."""
    if zone_named(written):
        return None
    return _(
        "I do not know the time there. Please write a big city as English spells it, for example Tokyo or Riyadh."
    )


async def new_pause(talk: Talk, facts: OwnAvailability) -> NewPause:
    """Ask for how long, and say what it means."""
    how = await talk.ask(
        "pause",
        _(
            "In a pause I do not write to you by myself; you can write to me as always. Your weekly reports are still expected: for days off there is /leave. Until when?"
        ),
        one_of([("day", _("Until a day")), ("open", _("Until I take it back"))]),
    )
    if how == "open":
        talk.say(_("All right, I am quiet until you take it back with /settings."))
        return NewPause(Away(facts.today, None))
    again = await talk.ask(
        "again",
        _("From which day may I write again?"),
        a_day(talk.zone, Lean.AHEAD),
        check=lambda on: not_ahead(on, facts.today),
    )
    talk.say(
        _(
            "All right, I am quiet until then and write again from {day} on. Sooner, if you tell me with /settings."
        ).format(day=bold(day(again)))
    )
    return NewPause(Away(facts.today, again - timedelta(days=1)))


def not_ahead(on: date, today: date) -> str | None:
    """What is wrong with the end of a pause, in words."""
    if on <= today:
        return _("Please name a day after today, for example tomorrow or Monday.")
    return None
