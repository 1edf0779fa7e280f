"""One quick win: where it stands, what it says, and what can be done with it now."""

from zoneinfo import ZoneInfo

from bot.i18n import _, day, ngettext
from bot.markup import bold
from bot.questions import one_of, yes_no
from bot.talk import Talk
from handlers.quickwins.questions import QUESTIONS
from handlers.quickwins.wording import in_full, shortened, state_of, verdict_text
from handlers.reviews.on_card import peer_choices, peer_lines, round_shown
from models.plans.states import BEING_WRITTEN
from models.quickwins.cards import Act, Card, Wish
from models.quickwins.content import FIELDS
from models.quickwins.joining import MERGEABLE
from models.quickwins.states import CHANGEABLE, QuickWinState

REQUEST = "request:"


async def card(talk: Talk, facts: Card | None) -> Act | None:
    """Say where it stands and let the person choose what to do."""
    if facts is None:
        talk.say(_("That quick win is not yours. /quickwin shows yours."))
        return None
    choice = await talk.ask("what", summary(facts, talk.zone), one_of(choices(facts)))
    if where := leads_to(facts, choice):
        talk.then(*where)
        return None
    match choice:
        case "text":
            talk.say(f"{bold(facts.code)}\n{in_full(facts.content, facts.rules)}")
            talk.then("quickwin", str(facts.id))
        case "history":
            talk.say(f"{bold(facts.code)}\n{history(facts, talk.zone)}")
            talk.then("quickwin", str(facts.id))
        case "ask":
            talk.say(_("I ask your facilitator. You hear from me when it is decided."))
            return Act(facts.id, Wish.ASK)
        case "drop":
            return await drop(talk, facts)
        case "revive":
            talk.say(_("{code} is taken up again.").format(code=bold(facts.code)))
            return Act(facts.id, Wish.REVIVE)
    return None


def leads_to(facts: Card, choice: str) -> tuple[str, str] | None:
    """The conversation that a choice opens, and its subject; None where it opens none."""
    of = str(facts.id)
    if choice.startswith(REQUEST):
        return "join_requested", choice.removeprefix(REQUEST)
    return {
        "write": ("quickwin_draft", facts.draft),
        "change": ("quickwin_change", of),
        "plan": ("plan", of),
        "merge": ("other_quickwins", of),
        "send": ("send_quickwin", of),
        "results": ("review_result", f"{of}:{round_shown(facts)}"),
        "decide": ("decide_quickwin", of),
    }.get(choice)


def summary(facts: Card, zone: str) -> str:
    """Its problem, whose it is, its state, and what its figures come to."""
    lines = [f"{bold(facts.code)} · {state_of(facts.state)}", facts.content.problem or ""]
    if len(facts.owners) > 1 or not facts.own:
        lines.append(_("Owners: {names}").format(names=", ".join(facts.owners)))
    if facts.evidence:
        count = len(facts.evidence)
        lines.append(ngettext("{n} piece of evidence", "{n} pieces of evidence", count).format(n=count))
    if facts.state is QuickWinState.MERGED:
        lines.append(_("It goes on in {code}.").format(code=facts.merged_into))
    lines += peer_lines(facts, zone)
    parts = ["\n".join(line for line in lines if line)]
    if facts.state is QuickWinState.READY and facts.judged:
        parts.append(verdict_text(facts.judged, facts.rules))
    if facts.let_through and facts.state in CHANGEABLE:
        parts.append(_("A facilitator has let it through: it may go to its reviewers."))
    return "\n\n".join(parts)


def choices(facts: Card) -> list[tuple[str, str]]:
    """What can be done with it as it stands."""
    found = [
        (f"{REQUEST}{request}", _("Answer {name}").format(name=shortened(name)))
        for request, name in facts.requests
    ]
    if facts.own and facts.state is QuickWinState.DRAFT:
        far = len(FIELDS) - len(facts.content.missing)
        found.append(("write", _("Go on writing ({n} of {count})").format(n=far, count=len(FIELDS))))
    found += peer_choices(facts)
    if facts.state is QuickWinState.VALIDATED and (facts.own or facts.plan is not None):
        found.append(("plan", plan_label(facts)))
    if facts.may_change:
        found.append(("change", _("Change an answer")))
    found.append(("text", _("Read all of it")))
    if len(facts.history) > 1:
        found.append(("history", _("How it came about")))
    if facts.own and facts.state in MERGEABLE:
        found.append(("merge", _("Merge it with another")))
    if facts.own and facts.state in (QuickWinState.DRAFT, QuickWinState.READY, QuickWinState.TO_REVISE):
        found.append(("drop", _("Give it up")))
    if facts.own and facts.state is QuickWinState.DROPPED:
        found.append(("revive", _("Take it up again")))
    found.append(("close", _("Nothing now")))
    return found


def plan_label(facts: Card) -> str:
    """What the way to its action plan is called."""
    if facts.plan is None:
        return _("Write the plan")
    return _("Go on with the plan") if facts.own and facts.plan in BEING_WRITTEN else _("The plan")


def history(facts: Card, zone: str) -> str:
    """Who wrote what when, and what went into it."""
    lines = []
    for before, version in zip([None, *facts.history], facts.history, strict=False):
        at = day(version.at.astimezone(ZoneInfo(zone)))
        if version.merged:
            what = _("{code} went into it").format(code=version.merged)
        elif before is None:
            what = _("first written")
        else:
            changed = version.content.changed_from(before.content)
            what = ", ".join(_(QUESTIONS[name].label) for name in changed)
        lines.append(f"{version.number}. {at}, {version.writer}: {what}")
    return "\n".join(lines)


async def drop(talk: Talk, facts: Card) -> Act | None:
    """Give it up, when that is really meant; it can be taken up again."""
    certain = await talk.ask(
        "drop",
        _("Give up {code}? Nothing of it is lost, and you can take it up again.").format(
            code=bold(facts.code)
        ),
        yes_no(_("Give it up"), _("Keep it")),
    )
    if not certain:
        talk.say(_("Good, it stays."))
        return None
    talk.say(
        _("{code} is put away. /quickwin has it, should you change your mind.").format(code=bold(facts.code))
    )
    return Act(facts.id, Wish.DROP)
