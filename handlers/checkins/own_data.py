"""A person's weekly reports, obstacles and thanks on the page of everything that is kept of them."""

from collections.abc import Iterator

from bot.i18n import _, short_day, when
from bot.reports.dossier_page import Table
from handlers.checkins.closing import piece_text
from handlers.checkins.wording import because_text, judgement_text
from models.checkins.checkin import Judgement, Manner
from models.checkins.own_data import OwnReport, OwnReporting


def tables(reporting: OwnReporting, zone: str) -> Iterator[Table]:
    """One section a report, then obstacles, answers, thanks and decisions; times are local to `zone`."""
    for one in reporting.reports:
        yield Table(_("Weekly report of {day}").format(day=short_day(one.report.week)), (), said(one, zone))
    yield Table(
        _("Your obstacles"),
        (_("What stands in the way"), _("Since"), _("Who could help"), _("Solved by")),
        [(b.what, short_day(b.since), b.helper, b.solved_by) for b in reporting.blockers],
    )
    yield Table(
        _("What you offered to others’ obstacles"),
        (_("Words"), _("Time")),
        [(answer.text, when(answer.at, zone)) for answer in reporting.answers],
    )
    yield Table(
        _("Thanks"),
        (_("What"), _("Words"), _("Time")),
        [
            *((_("given"), one.words, when(one.at, zone)) for one in reporting.thanks),
            *((_("received"), one.words, when(one.at, zone)) for one in reporting.received),
        ],
    )
    yield Table(
        _("Stages that you decided on"),
        (_("Words"), _("Time")),
        [(one.remark or "–", when(one.decided_at, zone)) for one in reporting.decided if one.decided_at],
    )


def said(one: OwnReport, zone: str) -> list[tuple[str, str]]:
    """What a report says, a row a question."""
    report = one.report
    rows = [(_("Handed in"), when(report.handed_in_at, zone) if report.handed_in_at else "–")]
    if report.manner == Manner.NOTHING:
        rows.append((_("Nothing, because"), because_text(report)))
    elif report.words:
        rows.append((_("What happened"), report.words))
    rows += [(stage.name, f"{stage.percent}% {stage.what}".strip()) for stage in one.stages]
    if report.judgement:
        rows.append((_("As you see it"), judgement_text(Judgement(report.judgement))))
    if report.next_thing:
        rows.append((_("Next week"), report.next_thing))
    rows += [(_("Evidence"), piece_text(piece)) for piece in one.evidence]
    if one.versions > 1:
        rows.append((_("Versions"), str(one.versions)))
    return rows
