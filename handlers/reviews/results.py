"""What came of a round: who said what, what it comes to, what help was offered, and what comes next."""

from collections.abc import Sequence

from bot.i18n import _, ngettext
from bot.markup import bold
from bot.questions import one_of
from bot.talk import Talk
from handlers.reviews.wording import SENT_AS, helps, medians_text, sent_as, verdict_line
from models.quickwins.evidence import EvidenceKind
from models.quickwins.states import QuickWinState
from models.reviews.announced import Announced
from models.reviews.results import Said


async def results(talk: Talk, facts: Announced | None) -> None:
    """Tell it, and let the person go on from there."""
    if facts is None:
        talk.say(_("That is not to be seen yet. /quickwin shows where your quick wins stand."))
        return
    for text in telling(facts):
        talk.say(text)
    choice = await talk.ask("next", what_next(facts), one_of(choices(facts)))
    if choice == "card":
        talk.then("quickwin", str(facts.quickwin_id))
    elif choice == "offers":
        talk.then("help_offers", str(facts.quickwin_id))


def telling(facts: Announced) -> Sequence[str]:
    """The verdict with its figures, then each reviewer in their own words."""
    if facts.partly:
        head = _("{code}: {done} of {count} reviews are in.").format(
            code=bold(facts.code), done=len(facts.round.said), count=facts.round.count
        )
    else:
        head = _("{code}: all reviews are in.").format(code=bold(facts.code))
    verdict = facts.round.verdict
    if verdict is None:
        return [head]
    if not facts.partly:
        head += "\n" + verdict_line(verdict, facts.rules.review)
    figures = medians_text(facts.round, verdict)
    return [f"{head}\n\n{figures}", *(said_text(facts, said) for said in facts.round.said)]


def said_text(facts: Announced, said: Said) -> str:
    """One reviewer: what would make it better, what they have seen, what they can help with."""
    lines = [bold(f"{said.name} ({said.agency})" if said.agency else said.name)]
    if said.better:
        lines.append(_("Better like this: {words}").format(words=said.better))
    if said.seen or said.seen_as:
        sort = SENT_AS[EvidenceKind(said.seen_as)] if said.seen_as else ""
        seen = sent_as(sort, said.seen) if sort else said.seen
        lines.append(_("Seen in the field: {words}").format(words=seen))
    if kinds := facts.offers.get(said.member_id):
        lines.append(_("🤝 Can help with: {kinds}").format(kinds=helps(kinds)))
    return "\n".join(lines)


def what_next(facts: Announced) -> str:
    """What follows from it, for the owners of a quick win that has not gone on meanwhile."""
    if not facts.own or not facts.latest:
        return _("What would you like to see?")
    left = facts.rules.review.revisions - facts.round.number + 1
    match facts.state:
        case QuickWinState.VALIDATED:
            return _("Congratulations! Your peers stand behind {code}.").format(code=bold(facts.code))
        case QuickWinState.TO_REVISE if left > 0:
            return " ".join(
                [
                    _("Change what you find right, then send it again: the same reviewers see what has changed."),
                    ngettext("You can do that {n} more time.", "You can do that {n} more times.", left).format(n=left),
                ]
            )  # fmt: skip
        case QuickWinState.TO_REVISE:
            return _("It has been revised as often as may be. Your facilitator looks at it and decides.")
        case _:
            return _("What would you like to see?")


def choices(facts: Announced) -> list[tuple[str, str]]:
    """Where one can go from here."""
    found = [("card", _("Open {code}").format(code=facts.code))]
    if facts.own and any(said.member_id in facts.offers for said in facts.round.said):
        found.append(("offers", _("🤝 Look at the help")))
    return [*found, ("close", _("Nothing now"))]
