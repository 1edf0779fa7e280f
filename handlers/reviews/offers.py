"""Help that was offered (/offers): take it or decline it with thanks, write to each other, and close it when it is done."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of, text
from bot.talk import Talk
from handlers.reviews.wording import HELP, HELP_STATES
from models.reviews.help_offers import HelpState
from models.reviews.threads import OPEN, HelpTurn, Thread
from models.subjects import number_in

LONGEST_TEXT = 500  # characters
LINES_SHOWN = 5  # of a thread, the newest


async def offers(talk: Talk, facts: Sequence[Thread]) -> None:
    """List them, of one quick win where the subject names it, and open one."""
    of = number_in(talk.subject)
    shown = [thread for thread in facts if not of or thread.quickwin_id == of]
    if not shown:
        talk.say(_("No help has been offered yet. Reviewers offer it with their review."))
        return
    chosen = await talk.ask(
        "which", _("Which offer of help?"), one_of((str(thread.id), label_of(thread)) for thread in shown)
    )
    talk.then("help_offer", chosen)


def label_of(thread: Thread) -> str:
    """The quick win, the kind of help, and who is on the other side."""
    other = thread.offerer.name if thread.owner else ", ".join(thread.owners)
    sign = "🤝" if thread.state in OPEN else "✓"
    return f"{sign} {thread.code} · {_(HELP[thread.kind])} · {other}"


async def offer(talk: Talk, facts: Thread | None) -> HelpTurn | None:
    """Show the thread and let the person answer in it."""
    if facts is None:
        talk.say(_("That offer is not there for you. /offers shows those that are."))
        return None
    if facts.state not in OPEN:
        talk.say("\n\n".join(text for text in (thread_text(facts), thanks(facts)) if text))
        return None
    chosen = await talk.ask("do", thread_text(facts), one_of(choices(facts)))
    if chosen == "close":
        return None
    return await DOING[chosen](talk, facts)


def choices(facts: Thread) -> list[tuple[str, str]]:
    """What this side can do now."""
    if facts.owner and facts.state is HelpState.OFFERED:
        found = [
            (HelpState.TAKEN.value, _("Accept it gladly")),
            ("write", _("Ask something first")),
            (HelpState.DECLINED.value, _("Decline with thanks")),
        ]
    elif facts.owner:
        found = [("write", _("Reply")), (HelpState.DONE.value, _("Done"))]
    else:
        found = [("write", _("Write something") if not facts.lines else _("Reply"))]
    return [*found, ("close", _("Nothing now"))]


async def write(talk: Talk, facts: Thread) -> HelpTurn:
    """Ask what to pass on."""
    to = ", ".join(facts.owners) if not facts.owner else facts.offerer.name
    words = await talk.ask("words", _("What shall I tell {name}?").format(name=to), text(LONGEST_TEXT))
    talk.say(_("I pass it on to {name}.").format(name=to))
    return HelpTurn(facts.id, facts.viewer.member_id, facts.state, words)


async def take(talk: Talk, facts: Thread) -> HelpTurn:
    """Accept it, with a few words about what comes next."""
    words = await talk.ask(
        "next",
        _("Good! What comes next? For example: when and where you meet. I tell {name}.").format(
            name=facts.offerer.name
        ),
        text(LONGEST_TEXT),
        optional=True,
    )
    talk.say(
        _("I tell {name}. /offers has it until you say that it is done.").format(name=facts.offerer.name)
    )
    return HelpTurn(facts.id, facts.viewer.member_id, facts.state, words or "", HelpState.TAKEN)


async def decline(talk: Talk, facts: Thread) -> HelpTurn:
    """Decline it, with a few words if one likes."""
    words = await talk.ask(
        "why",
        _("I thank {name} for you. Would you like to say something with it?").format(name=facts.offerer.name),
        text(LONGEST_TEXT),
        optional=True,
    )
    talk.say(_("I tell {name} kindly.").format(name=facts.offerer.name))
    return HelpTurn(facts.id, facts.viewer.member_id, facts.state, words or "", HelpState.DECLINED)


async def close(talk: Talk, facts: Thread) -> HelpTurn:
    """Say that the help was given."""
    talk.say(_("Good. I tell {name} with your thanks.").format(name=facts.offerer.name))
    return HelpTurn(facts.id, facts.viewer.member_id, facts.state, state=HelpState.DONE)


DOING: Mapping[str, Callable[[Talk, Thread], Awaitable[HelpTurn]]] = {
    "write": write,
    HelpState.TAKEN.value: take,
    HelpState.DECLINED.value: decline,
    HelpState.DONE.value: close,
}
"""What each choice leads to."""


def thanks(facts: Thread) -> str:
    """What the owners say at the end to whoever offered it."""
    if facts.owner:
        return ""
    names = ", ".join(facts.owners)
    match facts.state:
        case HelpState.DONE:
            return _("{names} thank you for your help: it is done.").format(names=names)
        case HelpState.DECLINED:
            return _("{names} thank you for the offer; they do not need it now.").format(names=names)
    return ""


def thread_text(facts: Thread) -> str:
    """What is offered for what, where that stands, and what was written last."""
    kind, state = _(HELP[facts.kind]), _(HELP_STATES[facts.state])
    lines = [f"🤝 {bold(facts.code)} · {bold(kind)} · {state}"]
    who = f"{facts.offerer.name} ({facts.offerer.agency})" if facts.offerer.agency else facts.offerer.name
    lines.append(f"{who}: “{facts.words}”" if facts.words else who)
    newest = [f"{bold(line.by)}: {line.text or '–'}" for line in facts.lines[-LINES_SHOWN:]]
    return "\n".join([*lines, "", *newest]).strip()
