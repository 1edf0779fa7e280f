"""What people are told of meetings: that there are new ones, that one has changed, that one comes."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.i18n import _, brief_day, hour, ngettext
from bot.markup import bold
from bot.messages import Attachment
from bot.questions import one_of
from bot.reports.calendar_file import calendar_file
from bot.talk import Talk
from handlers.meetings.coming import NO, YES, choices, say_whether
from handlers.meetings.screen import screen_link
from handlers.meetings.wording import counts, differences, in_full, span
from models.meetings.answering import Answer
from models.meetings.cards import MeetingCard
from models.meetings.invitee import Coming
from models.meetings.pages import NO_PAGES, Pages
from models.subjects import number_in

OPEN, LATER = "open", "later"
DAYS_IN_A_WEEK = 7
MOST = 6  # meetings that are said at once


async def news(talk: Talk, facts: Sequence[MeetingCard]) -> Answer | None:
    """An invitation to one meeting that is answered at once; or that there are several new ones, with the first of them."""
    if not facts:
        return None
    if len(facts) > 1:
        await several(talk, facts)
        return None
    [card] = facts
    if not card.may_answer:
        return None
    invites = _("You are invited. Are you coming?")
    chosen = await talk.ask(
        f"coming.{card.sequence}",
        f"{in_full(card.details, talk.zone)}\n\n{invites}",
        one_of([*choices(card), (OPEN, _("More about it"))]),
    )
    return await answered(talk, card, chosen)


async def several(talk: Talk, facts: Sequence[MeetingCard]) -> None:
    """Say the first ones, and lead to the agenda."""
    count = ngettext(
        "{n} meeting is new in your agenda:", "{n} meetings are new in your agenda:", len(facts)
    ).format(n=len(facts))
    lines = [
        f"• {brief_day(card.details.starts_at.astimezone(ZoneInfo(talk.zone)))}, "
        f"{hour(card.details.starts_at, talk.zone)}: {card.details.title}"
        for card in facts[:MOST]
    ]
    if more := len(facts) - MOST:
        lines += [_("… and {n} more.").format(n=more)] if more > 0 else []
    told = "\n".join([count, *lines])
    chosen = await talk.ask("open", told, one_of([(OPEN, _("Open the agenda")), (LATER, _("Later"))]))
    if chosen == OPEN:
        talk.then("agenda")
    else:
        talk.say(_("All right. /agenda has them all."))


async def changed(talk: Talk, facts: MeetingCard | None) -> Answer | None:
    """What is different since they last heard of it, and whether they come now; or that it does not take place."""
    if facts is None or not facts.is_news:
        return None
    if not facts.is_planned:
        talk.say(called_off(facts, talk.zone), calendar_of(facts))
        return None
    told = what_changed(facts, talk.zone)
    if not facts.may_answer or facts.coming is not Coming.NO_WORD:
        talk.say(told)
        return None
    asked = _("Are you coming?")
    chosen = await talk.ask(
        f"coming.{facts.sequence}",
        f"{told}\n\n{asked}",
        one_of([*choices(facts), (OPEN, _("More about it"))]),
    )
    return await answered(talk, facts, chosen)


async def answered(talk: Talk, card: MeetingCard, chosen: str) -> Answer | None:
    """Keep what was said, or show the meeting."""
    if chosen in (YES, NO):
        return await say_whether(talk, card, chosen)
    talk.then("meeting", str(card.id))
    return None


def what_changed(card: MeetingCard, zone: str) -> str:
    """What is different, why, and how it now is."""
    before, after = card.told, card.details
    if before is None:
        return "\n\n".join([_("This meeting has changed:"), in_full(after, zone)])
    moved = (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at)
    title = bold(after.title)
    different = differences(before, after, zone)
    if not different:  # moved and moved back before they heard of it
        return "\n".join(
            [
                _("{title} had been moved, and is now as you know it:").format(title=title),
                in_full(after, zone),
            ]
        )
    heading = (_("{title} has been moved:") if moved else _("{title} has changed:")).format(title=title)
    lines = [heading, *different]
    if card.reason:
        lines.append(_("The reason: {reason}").format(reason=card.reason))
    return "\n".join(lines)


def called_off(card: MeetingCard, zone: str) -> str:
    """That it does not take place, and why."""
    when = span(card.details.starts_at, card.details.ends_at, zone)
    told = _("🚫 {title} ({when}) does not take place.").format(title=bold(card.details.title), when=when)
    reason = _("The reason: {reason}").format(reason=card.reason) if card.reason else ""
    file = _("If you have it in your calendar, this file takes it out.")
    return "\n".join(part for part in (told, reason, file) if part)


def calendar_of(card: MeetingCard) -> Attachment:
    """The file that brings a calendar up to date."""
    return Attachment(_("meeting.ics"), calendar_file(card))


def how_far(far: str, card: MeetingCard, zone: str) -> str:
    """How far off it is; `far` as the subject has it: "7d", "1h"."""
    if not far.endswith("d"):
        return _("It begins at {hour}:").format(hour=hour(card.details.starts_at, zone))
    days = number_in(far.removesuffix("d"))
    if days == DAYS_IN_A_WEEK:
        return _("In a week:")
    return _("A day from now:") if days == 1 else ngettext("In {n} day:", "In {n} days:", days).format(n=days)


async def reminder(talk: Talk, facts: MeetingCard | None, *, pages: Pages = NO_PAGES) -> Answer | None:
    """That it comes; whoever has not said whether they come is asked."""
    if facts is None or not facts.is_planned or facts.details.starts_at <= facts.now:
        return None
    far = talk.subject.partition(":")[2]
    told = "\n".join([bold(how_far(far, facts, talk.zone)), in_full(facts.details, talk.zone)])
    if facts.hosts:
        screen = screen_link(facts, pages) if facts.is_open else ""
        talk.say("\n\n".join(part for part in (told, counts(facts), screen) if part))
        return None
    if facts.coming is Coming.NO or not facts.invited:
        return None
    if facts.coming is Coming.YES:
        talk.say(told)
        return None
    chosen = await talk.ask(
        f"coming.{facts.sequence}",
        "\n\n".join([told, _("Are you coming?")]),
        one_of([*choices(facts), (OPEN, _("More about it"))]),
    )
    return await answered(talk, facts, chosen)
