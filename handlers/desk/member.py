"""One person of the batch: where they stand, what they are stuck at, how to reach them, and a push with one tap."""

from collections.abc import Sequence

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of
from bot.roles import role_name
from bot.steps import step_text, stuck_text
from bot.talk import Talk
from handlers.checkins.wording import judgement_text, obstacle_label, report_text, status_text
from handlers.desk.wording import push_text, quickwin_label, reach_text
from models.checkins.progress import ProgressCard, ToVerify
from models.desk.overview import Desk
from models.desk.pushes import Push
from models.desk.standing import Reach, Standing
from models.members import Role
from models.subjects import number_in

PUSH, BACK, CLOSE = "push", "back", "close"
DIGEST = "digest"  # who was found there is in no list of the desk
QUICKWIN, VERIFY, OBSTACLE = "quickwin:", "verify:", "obstacle:"
LEADS = {QUICKWIN: "quickwin", VERIFY: "stage_closed", OBSTACLE: "blocker"}
MOST_OBSTACLES = 3  # on a card, the oldest


async def batch_member(talk: Talk, facts: Desk | None) -> Push | None:
    """Show them, and do what the facilitator taps; the subject is the member's id, and the list they were found in."""
    standing = facts.of(number_in(talk.subject)) if facts else None
    if facts is None or standing is None:
        talk.say(_("I do not find that person in your batch. /batch shows everybody."))
        return None
    found_in = talk.subject.partition(":")[2]
    choice = await talk.ask("what", about(facts, standing), one_of(choices(facts, standing)))
    if choice == CLOSE:
        return None
    for beginning, script in LEADS.items():
        if choice.startswith(beginning):
            talk.then(script, choice.removeprefix(beginning))
            return None
    list_of, _colon, its_subject = found_in.partition(":")
    talk.then(*((DIGEST, its_subject) if list_of == DIGEST else ("batch", found_in)))
    if choice == BACK:
        return None
    talk.say(
        _("I give {name} a gentle push as soon as it does not disturb them.").format(
            name=bold(standing.member.name)
        )
    )
    return Push(standing.member, facts.viewer, facts.today)


def about(facts: Desk, standing: Standing) -> str:
    """Who they are, where they stand, what they are stuck at, and what was done about it."""
    member, zone = standing.member, facts.viewer.zone
    where = [member.agency] if member.agency else []
    where += [role_name(member.role)] if member.role is not Role.AGENT else [step_text(standing.step)]
    stuck = facts.stuck.get(member.member_id, ())
    parts = [
        f"{bold(member.name)}\n{' · '.join(where)}",
        reach_text(standing, zone, with_phone=facts.acts),
        "\n".join(
            f"{'⏳' if one.waits_for_facilitator else '🐢'} {stuck_text(one, facts.now, zone)}"
            for one in stuck
        ),
        progress_text(facts.progress.get(member.member_id)),
        push_text(standing, zone),
        why_no_push(facts, standing),
    ]
    return "\n\n".join(part for part in parts if part)


def progress_text(card: ProgressCard | None) -> str:
    """The status with its reasons beside their own judgement, the last report, and the obstacles by age; "" without reports."""
    if card is None:
        return ""
    lines = [
        status_text(card.status),
        _("Their own judgement: {judgement}").format(judgement=judgement_text(card.judgement)),
    ]
    if card.differs:
        lines.append(_("⚠️ That is far from the status: worth a talk."))
    if card.last:
        lines.append(_("Last report: {report}").format(report=report_text(card.last)))
    lines += [
        f"🧱 {obstacle_label(one.what, (card.today - one.since).days)}"
        for one in card.blockers[:MOST_OBSTACLES]
    ]
    return "\n".join(lines)


def why_no_push(facts: Desk, standing: Standing) -> str:
    """Why there is nobody to push, where that is not plain to see."""
    if standing.reach is not Reach.HERE or standing.member.role is not Role.AGENT or not facts.acts:
        return ""
    card = facts.progress.get(standing.member.member_id)
    if card is not None and card.open_weeks:
        return ""
    if standing.next_step is None:
        return _("Nothing is theirs to do now.")
    if pushed_today(facts, standing):
        return _("They have had their push for today.")
    return ""


def pushed_today(facts: Desk, standing: Standing) -> bool:
    """Whether somebody has pushed them already on this day of the batch."""
    return standing.pushed is not None and standing.pushed.on == facts.today


def choices(facts: Desk, standing: Standing) -> Sequence[tuple[str, str]]:
    """What can be done about them."""
    found = [
        (f"{QUICKWIN}{one.id}", quickwin_label(one.code, one.problem, one.step if one.alive else None))
        for one in standing.quickwins
    ]
    if card := facts.progress.get(standing.member.member_id):
        found += [(f"{VERIFY}{one.id}", verify_label(one)) for one in card.to_verify if facts.acts]
        found += [
            (f"{OBSTACLE}{one.id}", f"🧱 {obstacle_label(one.what, (card.today - one.since).days)}")
            for one in card.blockers[:MOST_OBSTACLES]
        ]
    pushable = standing.reach is Reach.HERE and standing.member.role is Role.AGENT
    if facts.acts and pushable and standing.next_step and not pushed_today(facts, standing):
        found.append((PUSH, _("👋 Give a gentle push")))
    return [*found, (BACK, _("‹ The list")), (CLOSE, _("Nothing now"))]


def verify_label(one: ToVerify) -> str:
    """A closed stage on a button."""
    return _("☑️ Verify {code}, stage {n}").format(code=one.code, n=one.number)
