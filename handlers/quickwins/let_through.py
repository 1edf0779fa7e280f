"""A facilitator lets a draft through the gate although its figures say no, and its owners hear why."""

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of, text
from bot.talk import Talk
from handlers.quickwins.wording import verdict_text
from models.quickwins.cards import Card
from models.quickwins.letting_through import Letter, LetThrough

SHORTEST_REASON, LONGEST_REASON = 15, 300  # characters


async def let_through(talk: Talk, facts: Card | None) -> LetThrough | None:
    """Say what the figures come to and ask why it may go on all the same."""
    if facts is None or not facts.may_let_through or facts.judged is None:
        talk.say(_("It is not held back by its figures, or no longer. /batch shows where it stands."))
        return None
    asked = bold(_("Why may {code} go to its reviewers all the same?").format(code=facts.code))
    who_reads = _("Its owners read this with your name.")
    reason = await talk.ask(
        "reason",
        "\n\n".join([verdict_text(facts.judged, facts.rules), asked, who_reads]),
        text(LONGEST_REASON),
        check=says_why,
    )
    talk.say(
        _("{code} may be sent to its reviewers now. I let {names} know.").format(
            code=bold(facts.code), names=", ".join(facts.owners)
        )
    )
    talk.then("quickwin", str(facts.id))
    return LetThrough(facts.id, facts.viewer.member_id, reason)


def says_why(reason: str) -> str | None:
    """What is wrong with a reason, in words."""
    if len(reason) < SHORTEST_REASON:
        return _("Please say in a sentence what speaks for it, so that its owners understand.")
    return None


async def let_through_told(talk: Talk, facts: Letter | None) -> None:
    """Tell an owner, and lead to the quick win."""
    if facts is None:
        return
    code = bold(facts.code)
    news = _("{code} may go to its reviewers although its figures say no: {facilitator} lets it through.")
    lines = [news.format(code=code, facilitator=facts.facilitator)]
    lines += [f"“{facts.reason}”"] if facts.reason else []
    choice = await talk.ask(
        "now",
        "\n\n".join(lines),
        one_of([("open", _("Open {code}").format(code=facts.code)), ("later", _("Later"))]),
    )
    if choice == "open":
        talk.then("quickwin", str(facts.quickwin_id))
    else:
        talk.say(_("All right. You will find it under /quickwin."))
