"""How past programmes are spoken of: what became of them, and what is wrong with a list of them."""

from collections.abc import Mapping, Sequence

from bot.i18n import N_, _, ngettext
from bot.markup import bold
from models.past_programmes.past_programme import Verdict
from models.past_programmes.tally import Tally
from models.spreadsheets.problems import Problem
from models.spreadsheets.sentences import Sentence

VERDICTS = {
    Verdict.CONTINUE: N_("Continue"),
    Verdict.MEND: N_("Mend"),
    Verdict.REPLACE: N_("Replace"),
    Verdict.STOP: N_("Stop"),
}
SIGNS = {Verdict.CONTINUE: "▶️", Verdict.MEND: "🔧", Verdict.REPLACE: "🔁", Verdict.STOP: "⏹"}
MOST_PROBLEMS = 6  # that are said at once: more do not fit a small phone


def verdict_label(verdict: Verdict) -> str:
    """The verdict with its sign, as it stands on a button."""
    return f"{SIGNS[verdict]} {_(VERDICTS[verdict])}"


def counted(counts: Mapping[Verdict, int]) -> str:
    """How many want what: all four, in the order of the buttons."""
    return " ".join(f"{SIGNS[verdict]}{counts.get(verdict, 0)}" for verdict in Verdict)


def title_of(programme: Tally, longest: int = 150) -> str:
    """Its name, cut where it is longer than `longest` characters."""
    name = programme.name
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip(' ,.')}…"


def from_where(agency: str, year: int | None) -> str:
    """Who ran it and when, as far as that is known."""
    return " · ".join(str(part) for part in (agency, year) if part)


def said(sentence: Sentence) -> str:
    """A sentence of the models in the language being spoken."""
    words = sentence.filled(_(sentence.wording))
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def problems_text(problems: Sequence[Problem]) -> str:
    """What is wrong with a spreadsheet, row by row, and that nothing of it was taken."""
    lines = [f"• {_where(problem)}{said(problem.reason)}" for problem in problems[:MOST_PROBLEMS]]
    more = len(problems) - MOST_PROBLEMS
    if more > 0:
        lines.append(ngettext("… and {n} more.", "… and {n} more.", more).format(n=more))
    return "\n".join(
        [_("I have taken nothing of this file yet:"), *lines, "", _("Mend it and send it again.")]
    )


def _where(problem: Problem) -> str:
    if not problem.row:
        return ""
    return _("row {row}, {column}: ").format(row=problem.row, column=bold(problem.column))
