"""When somebody may be written to, on the page of everything that is kept of them."""

from bot.i18n import _, day
from bot.reports.dossier_page import Table
from handlers.availability.wording import days_text, quiet_text
from models.availability.own_data import OwnTimes
from models.availability.quiet_hours import QuietHours


def times_table(times: OwnTimes) -> Table:
    """Quiet hours, pause, leave, and reports that were put off."""
    rows = []
    if (said := times.preferences) is not None:
        if said.quiet_from is not None and said.quiet_until is not None:
            rows.append((_("Quiet hours"), quiet_text(QuietHours(said.quiet_from, said.quiet_until))))
        if said.pause is not None:
            rows.append((_("Pause"), days_text(said.pause)))
    rows += [(_("Leave"), days_text(one.away)) for one in times.leave]
    rows += [(_("Report put off"), day(week)) for week in times.put_off]
    return Table(_("When you are written to"), (), rows)
