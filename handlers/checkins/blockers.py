"""What stands in somebody's way (/hambatan): the batch's obstacles, helping with one, and saying what solved it."""

from collections.abc import Sequence

from bot.i18n import _, short_day
from bot.markup import bold
from bot.questions import one_of, text
from bot.talk import Talk
from handlers.checkins.wording import days_text, obstacle_label
from models.checkins.blockers import Answer, Obstacle, Solved

HELP, SOLVED, BACK, CLOSE = "help", "solved", "back", "close"
LONGEST = 400  # characters
REPLIES_SHOWN = 4  # the newest


async def blockers(talk: Talk, facts: Sequence[Obstacle]) -> None:
    """List those that are open, one's own first, and open one."""
    if not facts:
        talk.say(_("Nothing stands in anybody’s way. When something does, say so in your weekly report."))
        return
    listed = [(str(one.id), label_of(one)) for one in facts]
    heading = _("What stands in the way in your batch. Perhaps you can help with one?")
    chosen = await talk.ask("which", heading, one_of([*listed, (CLOSE, _("Nothing now"))]))
    if chosen != CLOSE:
        talk.then("blocker", chosen)


def label_of(one: Obstacle) -> str:
    """Whose it is, what it is, and how old."""
    sign = "👤" if one.own else "⏰" if one.escalated else "🧱"
    return f"{sign} {obstacle_label(one.what, one.days)}"


async def blocker(talk: Talk, facts: Obstacle | None) -> Answer | Solved | None:
    """Show it, and let the person help, or say what solved it."""
    if facts is None:
        talk.say(_("I do not find that obstacle in your batch. /obstacles shows those that are open."))
        return None
    if not facts.open:
        talk.say(obstacle_text(facts))
        return None
    chosen = await talk.ask("do", obstacle_text(facts), one_of(choices(facts)))
    match chosen:
        case "help":
            return await help_with(talk, facts)
        case "solved":
            return await solve(talk, facts)
        case "back":
            talk.then("blockers")
    return None


def choices(facts: Obstacle) -> Sequence[tuple[str, str]]:
    """What the person can do about it."""
    found = [(HELP, _("🤝 I can help"))] if facts.may_answer else []
    found += [(SOLVED, _("✅ It is solved"))] if facts.may_close else []
    return [*found, (BACK, _("‹ The list")), (CLOSE, _("Nothing now"))]


async def help_with(talk: Talk, facts: Obstacle) -> Answer:
    """How they can help; whose obstacle it is hears of it."""
    name = facts.owner.name
    words = await talk.ask(
        "help",
        bold(_("How can you help, {name}?").format(name=talk.name))
        + "\n\n"
        + _("I tell {name} at once.").format(name=name),
        text(LONGEST),
    )
    talk.say(_("Thank you. {name} hears of it as soon as it does not disturb them.").format(name=name))
    return Answer(facts.id, facts.viewer.member_id, words)


async def solve(talk: Talk, facts: Obstacle) -> Solved:
    """What solved it."""
    by = await talk.ask("by", bold(_("Good! What solved it? Others may learn from it.")), text(LONGEST))
    talk.say(_("Noted, and off the list. An obstacle less."))
    return Solved(facts.id, facts.viewer.member_id, by)


def obstacle_text(facts: Obstacle) -> str:
    """What it is, whose and since when, who could help, and what was answered."""
    owner = facts.owner
    who = f"{owner.name} ({owner.agency})" if owner.agency else owner.name
    since = _("{who}, since {day} ({days})").format(
        who=who, day=short_day(facts.since), days=days_text(facts.days)
    )
    parts = [f"🧱 {bold(facts.what)}", since]
    if facts.helper:
        parts.append(_("Could help: {helper}").format(helper=facts.helper))
    parts += [f"🤝 {bold(reply.by)}: {reply.text}" for reply in facts.replies[-REPLIES_SHOWN:]]
    if not facts.open:
        parts.append(_("✅ Solved: {by}").format(by=facts.solved_by))
    return "\n".join(parts)


async def escalated(talk: Talk, facts: Obstacle | None) -> None:
    """A facilitator hears that an obstacle lasts."""
    await heard_of(talk, facts, _("An obstacle has been open for {days}. Perhaps you can clear the way."))


async def answered(talk: Talk, facts: Obstacle | None) -> None:
    """Whose obstacle it is hears that somebody can help."""
    await heard_of(talk, facts, _("Good news: somebody can help with your obstacle."))


async def heard_of(talk: Talk, facts: Obstacle | None, news: str) -> None:
    """Say the news with the obstacle, and open it where that suits."""
    if facts is None or not facts.open:
        return
    told = f"{news.format(days=days_text(facts.days))}\n\n{obstacle_text(facts)}"
    now = await talk.ask("now", told, one_of([("open", _("Open it")), ("later", _("Later"))]))
    if now == "open":
        talk.then("blocker", str(facts.id))
    else:
        talk.say(_("All right. /obstacles has it."))


async def solved(talk: Talk, facts: Obstacle | None) -> None:
    """Who answered, or whose it is, hears that it is solved."""
    if facts is not None and not facts.open:
        talk.say(
            _("An obstacle is out of the way. Thank you for your part in it.") + "\n\n" + obstacle_text(facts)
        )
