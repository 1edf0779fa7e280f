"""What the batch thinks of the programmes that ran before: the counts, and the reasons to be read."""

from collections.abc import Sequence

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of
from bot.talk import Talk
from handlers.past_programmes.wording import (
    SIGNS,
    VERDICTS,
    counted,
    from_where,
    title_of,
    verdict_label,
)
from models.past_programmes.past_programme import Verdict
from models.past_programmes.tally import Tallies, Tally

LONGEST_TITLE = 26  # characters: with its counts, eight of them fit a small phone
LONGEST_PAGE = 420  # characters of reasons on one page
MORE, LIST, CLOSE = "more", "list", "close"


async def tally(talk: Talk, facts: Tallies | None) -> None:
    """Show the counts, the most disputed first, and the reasons of those that the person chooses."""
    judged = [one for one in facts.tallies if one.opinions] if facts else []
    if not judged:
        talk.say(_("Nobody has judged a past programme yet. /lookback is where that is done."))
        return
    legend = " · ".join(f"{SIGNS[verdict]} {_(VERDICTS[verdict]).lower()}" for verdict in Verdict)
    options = [(str(one.id), f"{title_of(one, LONGEST_TITLE)} {counted(one.counts)}") for one in judged]
    chosen = await talk.ask(
        "which",
        "\n\n".join([_("What the batch thinks, the most disputed first. Whose reasons?"), legend]),
        one_of([*options, (CLOSE, _("Nothing now"))]),
    )
    programme = next((one for one in judged if str(one.id) == chosen), None)
    if programme is not None:
        await reasons(talk, programme)


async def reasons(talk: Talk, programme: Tally) -> None:
    """Let the person leaf through the reasons."""
    pages = pages_of(programme)
    for place, page in enumerate(pages, 1):
        more = [(MORE, _("More reasons ({n} of {count})").format(n=place + 1, count=len(pages)))]
        onward = await talk.ask(
            f"page.{place}",
            f"{heading(programme)}\n\n{page}",
            one_of(
                [
                    *(more if place < len(pages) else []),
                    (LIST, _("The other programmes")),
                    (CLOSE, _("Enough")),
                ]
            ),
        )
        if onward == LIST:
            talk.then("lookback_tally")
        if onward != MORE:
            return


def heading(programme: Tally) -> str:
    """Its name, whose it was, and the four counts in words."""
    whose = from_where(programme.agency, programme.year)
    counts = " · ".join(f"{verdict_label(verdict)} {n}" for verdict, n in programme.counts.items())
    return "\n".join([bold(title_of(programme)), *([whose] if whose else []), counts])


def pages_of(programme: Tally) -> Sequence[str]:
    """The reasons, those for one verdict together, as pages that fit a small phone."""
    lines = [
        _("{sign} {agency}: “{reason}”").format(
            sign=SIGNS[verdict], agency=bold(opinion.agency or "–"), reason=opinion.reason
        )
        for verdict in Verdict
        for opinion in programme.opinions
        if opinion.verdict is verdict and opinion.reason
    ]
    pages: list[str] = []
    for line in lines:
        if pages and len(f"{pages[-1]}\n{line}") <= LONGEST_PAGE:
            pages[-1] += f"\n{line}"
        else:
            pages.append(line)
    return pages or [_("Nobody’s reason is kept any more.")]
