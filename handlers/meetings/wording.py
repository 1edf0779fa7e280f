"""How meetings are spoken of: when and where, who comes, what has changed."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.i18n import N_, _, brief_day, day, hour, ngettext
from bot.markup import bold
from handlers.quickwins.wording import shortened
from models.meetings.agenda import Listed
from models.meetings.attendance import Attendance
from models.meetings.cards import Guest, MeetingCard
from models.meetings.invitee import Coming
from models.meetings.meeting import Details

SIGNS = {Coming.YES: "✅", Coming.NO: "❌", Coming.NO_WORD: "📅"}
WORDS = {
    Coming.YES: N_("You are coming."),
    Coming.NO: N_("You are not coming."),
    Coming.NO_WORD: N_("You have not said yet whether you are coming."),
}
MOST_NAMES, MOST_REASONS = 15, 6  # that are said at once


def span(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """From when until when, by the clock of `zone` (IANA): "Senin, 30 November 2026, 09.00–11.30 WIB"."""
    first, last = starts_at.astimezone(ZoneInfo(zone)), ends_at.astimezone(ZoneInfo(zone))
    clock, _space, _name = hour(starts_at, zone).partition(" ")
    if first.date() == last.date():
        return f"{day(first)}, {clock}–{hour(ends_at, zone)}"
    return f"{day(first)}, {clock} – {day(last)}, {hour(ends_at, zone)}"


def in_full(details: Details, zone: str) -> str:
    """Everything that is said of it, a line each."""
    lines = [bold(details.title), f"🕘 {span(details.starts_at, details.ends_at, zone)}"]
    lines += [f"👤 {details.speaker}"] if details.speaker else []
    lines += [f"📍 {details.place}"] if details.place else []
    lines += [f"🔗 {details.link}"] if details.link else []
    return "\n".join(lines)


def label(one: Listed, zone: str, now: datetime) -> str:
    """A meeting on a button: what was said of it or whether one was there, when it is, what it is."""
    starts_at = one.starts_at.astimezone(ZoneInfo(zone))
    over = one.ends_at <= now
    sign = ("✅" if one.was_there else "▫️") if over else SIGNS[one.coming]
    clock = "" if over else f" {hour(one.starts_at, zone).partition(' ')[0]}"
    return f"{sign} {brief_day(starts_at)}{clock} · {one.title}"


def own_word(card: MeetingCard) -> str:
    """What the viewer said about coming, or that they were there; "" where they are not asked."""
    if card.attendance:
        return f"✓ {presence(card.attendance)}"
    if not card.invited or not card.is_planned:
        return ""
    if card.is_over:
        return _("You are not on the list of those who were there.")
    reason = f" ({card.why_not})" if card.why_not and card.coming is Coming.NO else ""
    return _(WORDS[card.coming]) + reason


def presence(attendance: Attendance) -> str:
    """That somebody is there, and by how much they were late."""
    if not attendance.late:
        return _("You were there.")
    return ngettext(
        "You were there, {n} minute late.", "You were there, {n} minutes late.", attendance.late
    ).format(n=attendance.late)


def differences(before: Details, after: Details, zone: str) -> Sequence[str]:
    """What is different, a line each; empty is said to be nothing."""
    lines = []
    if (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at):
        was = span(before.starts_at, before.ends_at, zone)
        lines.append(
            _("🕘 {before} → {after}").format(
                before=was, after=bold(span(after.starts_at, after.ends_at, zone))
            )
        )
    for sign, name in (("📍", "place"), ("🔗", "link"), ("👤", "speaker")):
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            lines.append(
                _("{sign} {before} → {after}").format(sign=sign, before=was or "–", after=now or "–")
            )
    if before.title != after.title:
        lines.append(_("It was called “{title}” before.").format(title=before.title))
    return lines


def counts(card: MeetingCard) -> str:
    """How many come, how many do not, how many have not said; once it has begun, how many are there."""
    if card.has_begun:
        late = sum(bool(guest.attendance and guest.attendance.late) for guest in card.present)
        told = _("{there} of {count} are there").format(there=len(card.present), count=len(card.guests))
        return told + (_(", {n} of them late").format(n=late) if late else "")
    return _("✅ {yes} coming · ❌ {no} not · ❔ {silent} have not said").format(
        yes=len(card.who(Coming.YES)), no=len(card.who(Coming.NO)), silent=len(card.who(Coming.NO_WORD))
    )


def names(guests: Sequence[Guest]) -> str:
    """The first of them by name, and how many more there are."""
    listed = ", ".join(called(guest) for guest in guests[:MOST_NAMES])
    more = len(guests) - MOST_NAMES
    return _("{names} and {n} more").format(names=listed, n=more) if more > 0 else listed


def who_comes(card: MeetingCard) -> str:
    """Everybody by name, those who do not come with why; once it has begun, who is there and who is not."""
    parts = who_was_there(card) if card.has_begun else who_will_be_there(card)
    return "\n\n".join(part for part in parts if part) or _("Nobody is invited yet.")


def who_will_be_there(card: MeetingCard) -> Sequence[str]:
    """Who comes, who does not, who has not said."""
    yes, no, silent = (card.who(coming) for coming in (Coming.YES, Coming.NO, Coming.NO_WORD))
    return (
        _("✅ Coming: {names}").format(names=names(yes)) if yes else "",
        who_cannot_come(card, no) if no else "",
        _("❔ No word yet: {names}").format(names=names(silent)) if silent else "",
    )


def who_cannot_come(card: MeetingCard, guests: Sequence[Guest]) -> str:
    """Their names, and for who holds it their reasons: these were given to the facilitators, and to no leader."""
    if not card.hosts:
        return _("❌ Not coming: {names}").format(names=names(guests))
    reasons = [f"• {called(one)}: {shortened(one.reason or '–', 60)}" for one in guests[:MOST_REASONS]]
    if (more := len(guests) - MOST_REASONS) > 0:
        reasons.append(_("… and {n} more.").format(n=more))
    return "\n".join([_("❌ Not coming:"), *reasons])


def who_was_there(card: MeetingCard) -> Sequence[str]:
    """Who is late and by how much, who is there, who is not."""
    late = [
        _("{name} ({n} min)").format(name=called(one), n=one.attendance.late)
        for one in card.present
        if one.attendance and one.attendance.late
    ]
    return (
        _("Late: {names}").format(names=", ".join(late[:MOST_NAMES])) if late else "",
        _("There: {names}").format(names=names(card.present)) if card.present else "",
        _("Not there: {names}").format(names=names(card.missing)) if card.missing else "",
    )


def called(guest: Guest) -> str:
    """Their name without degrees."""
    return guest.member.name.partition(",")[0]
