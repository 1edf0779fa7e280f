"""The batch at a glance (/angkatan): who is at which step, who is stuck, what waits, who cannot be reached."""

from collections.abc import Sequence

from bot.i18n import _, ngettext
from bot.lights import SIGNS
from bot.markup import bold
from bot.questions import one_of
from bot.steps import step_text
from bot.talk import Talk
from handlers.desk.wording import person_label, stuck_label, unreached_label, waiting_label
from models.desk.overview import Desk
from models.desk.standing import Standing

STUCK, WAITING, UNREACHED, EVERYBODY, CLOSE = "stuck", "waiting", "unreached", "everybody", "close"
LISTS = (STUCK, WAITING, UNREACHED, EVERYBODY)
"""What the talk is about; anything else is the overview."""
BACK, FILE, PLANS, REPORTS = "back", "file", "plans", "reports"
OBSTACLES, WRITE, DIGEST, MEETINGS = "blockers", "write", "digest", "agenda"
ORDERS = {FILE: "batch_table", PLANS: "batch_plans"}
PERSON, PLAN = "person:", "plan:"


async def batch(talk: Talk, facts: Desk | None) -> None:
    """Show the overview and let a list be chosen; where the talk is about a list, show that."""
    if facts is None:
        talk.say(_("This is for the facilitators and leaders of a batch. /menu shows what you can do."))
        return
    if talk.subject in LISTS:
        await choose(talk, facts)
        return
    wanted = await talk.ask("what", overview(facts), one_of(choices(facts)))
    if wanted in ORDERS:
        talk.order(ORDERS[wanted])
        talk.say(_("I am writing it; it comes in a moment."))
    elif wanted == REPORTS:
        talk.then("checkins_rule")
    elif wanted in {OBSTACLES, DIGEST, MEETINGS}:
        talk.then(wanted)
    elif wanted == WRITE:
        talk.then("broadcast")
    elif wanted != CLOSE:
        talk.then("batch", wanted)


async def choose(talk: Talk, facts: Desk) -> None:
    """Let somebody or something be chosen from the list that the talk is about."""
    heading, options = listed(facts, talk.subject)
    chosen = await talk.ask("who", heading, one_of([*options, (BACK, _("‹ The batch"))]))
    if chosen == BACK:
        talk.then("batch")
    elif chosen.startswith(PERSON):
        talk.then("batch_member", f"{chosen.removeprefix(PERSON)}:{talk.subject}")
    else:
        talk.then("plan", chosen.removeprefix(PLAN))


def overview(facts: Desk) -> str:
    """How many agents there are, how many at each step, and how many need somebody."""
    count = len(facts.agents)
    agents = ngettext("{n} change agent", "{n} change agents", count).format(n=count)
    steps = [f"{step_text(step)}: {n}" for step, n in facts.steps.items() if n]
    needs = []
    if stuck := len(facts.who_is_stuck):
        needs.append(ngettext("🐢 {n} is stuck", "🐢 {n} are stuck", stuck).format(n=stuck))
    if waiting := len(facts.waiting):
        needs.append(
            ngettext("⏳ {n} plan waits for approval", "⏳ {n} plans wait for approval", waiting).format(
                n=waiting
            )
        )
    if unreached := len(facts.unreached):
        needs.append(
            ngettext("📵 {n} person cannot be reached", "📵 {n} people cannot be reached", unreached).format(
                n=unreached
            )
        )
    if obstacles := facts.obstacles:
        needs.append(
            ngettext("🧱 {n} obstacle is open", "🧱 {n} obstacles are open", obstacles).format(n=obstacles)
        )
    parts = [f"{bold(facts.viewer.batch)} · {agents}", "\n".join(steps)]
    if facts.lights:
        parts.append(" · ".join(f"{SIGNS[light]} {n}" for light, n in facts.lights.items()))
    parts.append("\n".join(needs) if needs else _("Nobody is stuck, and nothing waits for you."))
    return "\n\n".join(part for part in parts if part)


def choices(facts: Desk) -> list[tuple[str, str]]:
    """The lists that have somebody in them."""
    found = [
        (STUCK, _("🐢 Who is stuck"), facts.who_is_stuck),
        (WAITING, _("⏳ What waits for approval"), facts.waiting),
        (UNREACHED, _("📵 Who cannot be reached"), facts.unreached),
        (EVERYBODY, _("👥 Every agent"), facts.agents),
    ]
    lists = [(code, label) for code, label, those in found if those]
    lists += [(OBSTACLES, _("🧱 Obstacles"))] if facts.obstacles else []
    lists += [(DIGEST, _("📊 How the week went"))] if facts.progress else []
    files = [(FILE, _("📄 All of it as a file"))]
    if any(one.plan for standing in facts.everybody for one in standing.quickwins):
        files.append((PLANS, _("🗓 The action plans as a file")))
    write = [(WRITE, _("📣 Write to all"))] if facts.acts else []
    more = [(REPORTS, _("🗒 Weekly reports")), (MEETINGS, _("📆 Meetings"))]
    return [*lists, *write, *more, *files, (CLOSE, _("Nothing now"))]


def listed(facts: Desk, wanted: str) -> tuple[str, Sequence[tuple[str, str]]]:
    """The heading of a list, and everybody or everything in it."""
    match wanted:
        case "stuck":
            heading = _("Who is stuck, the longest first. 👋 has been pushed already.")
            stuck = facts.who_is_stuck
            options = [
                (_code(one), stuck_label(one, facts.stuck[one.member.member_id], facts.now)) for one in stuck
            ]
        case "waiting":
            heading = _("These plans wait for approval, the longest first.")
            options = [
                (f"{PLAN}{one.quickwin.id}", waiting_label(one.quickwin, one.days(facts.now)))
                for one in facts.waiting
                if one.quickwin
            ]
        case "unreached":
            heading = _("I cannot write to them. Whom would you like to reach another way?")
            options = [(_code(one), unreached_label(one)) for one in facts.unreached]
        case _:
            heading = _("Every agent of the batch:")
            options = [(_code(one), person_label(one)) for one in facts.agents]
    return heading, options


def _code(standing: Standing) -> str:
    return f"{PERSON}{standing.member.member_id}"
