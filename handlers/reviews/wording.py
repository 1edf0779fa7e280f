"""How reviews are spoken of: what is rated, what help is, what a quick win says to whoever judges it."""

from collections.abc import Sequence

from bot.i18n import N_, _, number
from bot.markup import bold
from handlers.quickwins.wording import in_full
from models.memberships import Membership
from models.quickwins.content import Content
from models.quickwins.evidence import Evidence, EvidenceKind
from models.quickwins.rules import PeerReview, Rules
from models.reviews.help_offers import HelpKind, HelpState
from models.reviews.results import Round
from models.reviews.review import Criterion
from models.reviews.verdict import PeerVerdict

CRITERIA = {
    Criterion.URGENCY: N_("Urgency"),
    Criterion.IMPACT: N_("Impact"),
    Criterion.FEASIBILITY: N_("Feasibility"),
    Criterion.EFFECTIVENESS: N_("Effectiveness"),
    Criterion.COLLABORATION: N_("Collaboration"),
    Criterion.SUSTAINABILITY: N_("Sustainability"),
}
MEANINGS = {
    Criterion.URGENCY: N_("How pressing is the problem? 1 can wait, 5 cannot."),
    Criterion.IMPACT: N_("How much will people feel it? 1 hardly, 5 a great deal."),
    Criterion.FEASIBILITY: N_("Can they do it with what they have? 1 hardly, 5 for certain."),
    Criterion.EFFECTIVENESS: N_("Does the idea get at the cause? 1 hardly, 5 right at it."),
    Criterion.COLLABORATION: N_("How much room is there for others to join in? 1 hardly any, 5 a lot."),
    Criterion.SUSTAINABILITY: N_("Will it last when the first zeal has gone? 1 hardly, 5 for certain."),
}
HELP = {
    HelpKind.PEOPLE: N_("people"),
    HelpKind.DATA: N_("data"),
    HelpKind.PLACE: N_("a place to work or meet"),
    HelpKind.PERMIT: N_("a permit"),
    HelpKind.MONEY: N_("money"),
}
HELP_STATES = {
    HelpState.OFFERED: N_("offered"),
    HelpState.TAKEN: N_("accepted"),
    HelpState.DECLINED: N_("declined with thanks"),
    HelpState.DONE: N_("done"),
    HelpState.WITHDRAWN: N_("withdrawn"),
}
SENT_AS = {
    EvidenceKind.PHOTO: N_("a photo"),
    EvidenceKind.FILE: N_("a file"),
    EvidenceKind.PLACE: N_("a place"),
}
CHAPTERS = (
    ("problem", "source", "frequency", "gains", "goal", "field"),
    ("idea", "aim", "first_sign"),
    (
        "impact", "effort", "days", "within_authority", "within_budget",
        "indicator", "unit", "baseline", "target",
    ),
)  # fmt: skip
"""A quick win in pieces that each fit a small screen."""


def chapters(content: Content, rules: Rules) -> Sequence[str]:
    """Everything it says, piece by piece."""
    return [text for names in CHAPTERS if (text := in_full(content, rules, names))]


def evidence_text(evidence: Sequence[Evidence]) -> str:
    """What shows that the problem is there, a line a piece; "" where there is nothing."""
    if not evidence:
        return ""
    return "\n".join([bold(_("Evidence")) + ":", *(f"• {piece_text(piece)}" for piece in evidence)])


def piece_text(piece: Evidence) -> str:
    """One piece: its words or its link, where it is, or what it is."""
    if piece.latitude is not None and piece.longitude is not None:
        where = f"{piece.latitude:.5f}, {piece.longitude:.5f}"
        return f"{piece.text} ({where})" if piece.text else where
    sort = SENT_AS.get(EvidenceKind(piece.kind))
    return sent_as(sort, piece.text) if sort else piece.text


def sent_as(sort: str, words: str) -> str:
    """What was sent, an N_() string, with what was written under it."""
    return f"{_(sort)}: {words}" if words else _(sort)


def whose(members: Sequence[Membership]) -> str:
    """Their names, each with the agency."""
    return ", ".join(f"{m.name} ({m.agency})" if m.agency else m.name for m in members)


def medians_text(round_: Round, verdict: PeerVerdict) -> str:
    """The median of each criterion, with the ratings that it is the middle of, and the median of all."""
    lines = []
    for criterion, middle in verdict.medians.items():
        ratings = ", ".join(str(rating) for rating in sorted(said.ratings[criterion] for said in round_.said))
        lines.append(f"{_(CRITERIA[criterion])}: {bold(number(middle))} ({ratings})")
    lines.append(_("Median of them all: {n}").format(n=bold(number(verdict.overall))))
    return "\n".join(lines)


def verdict_line(verdict: PeerVerdict, rule: PeerReview) -> str:
    """Whether it holds, and if not, what it lacks."""
    if verdict.holds:
        return _("✅ It holds.")
    lacks = [
        _("{criterion} has a median under {least}").format(
            criterion=_(CRITERIA[criterion]), least=number(rule.lowest_median)
        )
        for criterion in verdict.too_low(rule)
    ]
    if verdict.overall < rule.median_of_medians:
        lacks.append(
            _("the median of them all is under {least}").format(least=number(rule.median_of_medians))
        )
    return _("🔁 It does not hold yet: {lacks}.").format(lacks="; ".join(lacks))


def helps(kinds: Sequence[str]) -> str:
    """Kinds of help with commas."""
    return ", ".join(_(HELP[HelpKind(kind)]) for kind in kinds)
