"""A person's reviews and the help they offered on the page of everything that is kept of them."""

from collections.abc import Iterator

from bot.i18n import N_, _, when
from bot.reports.dossier_page import Table
from handlers.reviews.wording import CRITERIA, HELP, HELP_STATES, SENT_AS, sent_as
from models.quickwins.evidence import EvidenceKind
from models.reviews.own_data import OwnReview, OwnReviewing
from models.reviews.review import Criterion, ReviewState

STATES = {
    ReviewState.ASSIGNED: N_("asked"),
    ReviewState.DONE: N_("handed in"),
    ReviewState.DECLINED: N_("not judged, for a conflict of interest"),
    ReviewState.REPLACED: N_("given to somebody else"),
    ReviewState.CALLED_OFF: N_("no longer needed"),
}


def tables(reviewing: OwnReviewing, zone: str) -> Iterator[Table]:
    """One section a review, one for help and notes, one for what they are not to judge; times are local to `zone`."""
    for one in reviewing.reviews:
        title = _("Review of {code}, round {n}").format(code=one.code, n=one.round)
        ended = when(one.ended_at, zone) if one.ended_at else when(one.assigned_at, zone)
        yield Table(f"{title} · {_(STATES[one.state])}, {ended}", (), said(one))
    yield Table(
        _("Help that you offered"),
        (_("Quick win"), _("Help"), _("Words"), _("Time")),
        [
            (
                one.code,
                f"{_(HELP[one.kind])}, {_(HELP_STATES[one.state])}" if one.kind and one.state else "–",
                one.text,
                when(one.at, zone),
            )
            for one in reviewing.help
        ],
    )
    yield Table(
        _("Quick wins that you are not to judge"),
        (_("Quick win"), _("Since")),
        [(code, when(at, zone)) for code, at in reviewing.conflicts],
    )


def said(one: OwnReview) -> list[tuple[str, str]]:
    """What they said in a review, a row a question."""
    rows = [(_(CRITERIA[c]), str(one.ratings[c])) for c in Criterion if c in one.ratings]
    rows += [(_("What would make it better"), one.better)] if one.better else []
    if one.seen or one.seen_as:
        seen = sent_as(SENT_AS[EvidenceKind(one.seen_as)], one.seen) if one.seen_as else one.seen
        rows.append((_("Seen in the field"), seen))
    return rows or [(_("What you said"), "–")]
