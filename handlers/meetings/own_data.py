"""What somebody said and did around meetings, on the page of what is kept about them."""

from collections.abc import Iterator

from bot.i18n import N_, _, ngettext, when
from bot.reports.dossier_page import Table
from models.meetings.attendance import Attendance, How
from models.meetings.invitee import Coming
from models.meetings.meeting import MeetingState
from models.meetings.own_data import OwnChange, OwnMeetings

WORDS = {
    Coming.YES: N_("coming"),
    Coming.NO: N_("not coming"),
    Coming.NO_WORD: N_("not said"),
}
HOW = {
    How.QR: N_("by the code on the screen"),
    How.CODE: N_("by the figures on the screen"),
    How.FACILITATOR: N_("a facilitator said so"),
}


def tables(meetings: OwnMeetings, zone: str) -> Iterator[Table]:
    """One section for each side of it; times are local to `zone`."""
    yield Table(
        _("Meetings you are invited to"),
        (_("Meeting"), _("Time"), _("Answer"), _("Reason"), _("There")),
        [
            (
                one.title,
                when(one.starts_at, zone),
                _(WORDS[one.coming]),
                one.reason,
                there(one.attendance, zone),
            )
            for one in meetings.invited
        ],
    )
    yield Table(
        _("What you thought of meetings"),
        (_("Meeting"), _("Useful"), _("Clear"), _("Words"), _("Time")),
        [
            (one.title, str(said.useful), str(said.clear), said.words, when(said.at, zone))
            for one in meetings.invited
            if (said := one.feedback)
        ],
    )
    yield Table(
        _("Meetings you planned or changed"),
        (_("Meeting"), _("What"), _("Reason"), _("Time")),
        [(one.title, done(one), one.reason, when(one.at, zone)) for one in meetings.changes],
    )
    yield Table(
        _("Materials you added to meetings"),
        (_("Material"), _("Meeting"), _("Time")),
        [(name, title, when(at, zone)) for name, title, at in meetings.materials],
    )
    since = meetings.calendar_link_since
    yield Table(
        _("The link to which your calendar subscribes"),
        (_("Made"),),
        [(when(since, zone),)] if since else [],
    )


def there(attendance: Attendance | None, zone: str) -> str:
    """When and how it is known that they were there; "" where it is not."""
    if attendance is None:
        return ""
    told = f"{when(attendance.at, zone)}, {_(HOW[How(attendance.how)])}"
    if not attendance.late:
        return told
    late = ngettext("{n} minute late", "{n} minutes late", attendance.late).format(n=attendance.late)
    return f"{told}, {late}"


def done(change: OwnChange) -> str:
    """What they did."""
    if change.state is MeetingState.CANCELLED:
        return _("called off")
    return _("changed") if change.sequence else _("planned")
