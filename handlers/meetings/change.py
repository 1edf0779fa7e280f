"""A facilitator changes a meeting, moves it, or calls it off; everybody concerned is told at once."""

from dataclasses import replace

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of, text, yes_no
from bot.talk import Talk
from handlers.meetings.parts import ask_speaker, ask_times, ask_title, ask_where
from handlers.meetings.wording import differences, span
from models.meetings.cards import MeetingCard
from models.meetings.meeting import Details, MeetingState
from models.meetings.planning import Change

TIME, WHERE, SPEAKER, TITLE, BACK = "time", "where", "speaker", "title", "back"
LONGEST_REASON = 200  # characters


async def change(talk: Talk, facts: MeetingCard | None) -> Change | None:
    """Ask what should be different and why, show it, and have it told."""
    if facts is None or not facts.may_change:
        talk.say(_("That meeting cannot be changed now. /agenda shows what there is."))
        return None
    choices = [
        (TIME, _("🕘 The day or the time")),
        (WHERE, _("📍 The place or the link")),
        (SPEAKER, _("👤 The speaker")),
        (TITLE, _("The title")),
        (BACK, _("‹ The meeting")),
    ]
    title = bold(facts.details.title)
    part = await talk.ask("part", _("What of {title} changes?").format(title=title), one_of(choices))
    if part == BACK:
        talk.then("meeting", str(facts.id))
        return None
    after = await changed(talk, facts, part)
    talk.then("meeting", str(facts.id))
    zone = facts.viewer.zone
    lines = differences(facts.details, after, zone)
    if not lines:
        talk.say(_("That is how it is already."))
        return None
    reason = await talk.ask(
        "reason",
        _("Why? Everybody reads it; you can also leave it out."),
        text(LONGEST_REASON),
        optional=True,
    )
    told = "\n".join([title, *lines])
    sure = await talk.ask(
        f"sure.{facts.sequence}",
        "\n\n".join([told, _("Shall I change it and tell everybody?")]),
        yes_no(_("Change and tell"), _("Leave it")),
    )
    if not sure:
        return None
    talk.say(_("Changed. I tell everybody now, also those who said that they cannot come."))
    return Change(facts.id, facts.viewer.member_id, facts.sequence, after, reason=reason or "")


async def changed(talk: Talk, facts: MeetingCard, part: str) -> Details:
    """What the meeting is to say."""
    match part:
        case "time":
            zone = facts.viewer.zone
            now = span(facts.details.starts_at, facts.details.ends_at, zone)
            talk.say(_("So far: {when}").format(when=now))
            times = await ask_times(talk, zone)
            return replace(facts.details, starts_at=times.starts_at, ends_at=times.ends_at)
        case "where":
            place, link = await ask_where(talk)
            return replace(facts.details, place=place, link=link)
        case "speaker":
            return replace(facts.details, speaker=await ask_speaker(talk))
    return replace(facts.details, title=await ask_title(talk, facts.other_titles))


async def cancel(talk: Talk, facts: MeetingCard | None) -> Change | None:
    """Ask why, make certain, and have it told."""
    if facts is None or not facts.may_change:
        talk.say(_("That meeting cannot be called off now. /agenda shows what there is."))
        return None
    title = bold(facts.details.title)
    reason = await talk.ask(
        "reason",
        _("Why does {title} not take place? Everybody who is invited reads it.").format(title=title),
        text(LONGEST_REASON),
    )
    when = span(facts.details.starts_at, facts.details.ends_at, facts.viewer.zone)
    sure = await talk.ask(
        f"sure.{facts.sequence}",
        _("{title}, {when}: shall I call it off and tell everybody? That cannot be undone.").format(
            title=title, when=when
        ),
        yes_no(_("Call it off"), _("Leave it")),
    )
    if not sure:
        talk.say(_("All right, it stays as it is."))
        talk.then("meeting", str(facts.id))
        return None
    talk.say(_("Called off. I tell everybody now, also those who said that they cannot come."))
    return Change(
        facts.id, facts.viewer.member_id, facts.sequence, facts.details, MeetingState.CANCELLED, reason
    )
