"""What somebody hears of a plan: its owners what was decided, its facilitators what has changed since."""

from collections.abc import Sequence

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of
from bot.talk import Talk
from handlers.plans.wording import REACHES, label, shown
from models.plans.cards import PlanCard
from models.plans.comparing import Difference, differences, is_reordered
from models.plans.stages import PlanContent
from models.plans.states import PlanEvent, PlanState
from models.plans.versions import Version

OPEN, LATER, FINE, RETURN = "open", "later", "fine", "return"


async def decided(talk: Talk, facts: PlanCard | None) -> None:
    """An owner hears what was decided; with remarks they can go on at once."""
    version = told_version(facts, talk.subject)
    if facts is None or version is None:
        return
    if version.event is PlanEvent.APPROVED:
        talk.say(
            _("🎉 {name} has approved your plan {code}. Now it can begin.").format(
                name=version.who, code=bold(facts.code)
            )
        )
        return
    news = _("{name} sends your plan {code} back with remarks:").format(
        name=version.who, code=bold(facts.code)
    )
    now = await talk.ask(
        "now",
        f"{news}\n\n{version.reason}",
        one_of([(OPEN, _("Open the plan")), (LATER, _("Later"))]),
    )
    if now == OPEN:
        talk.then("plan", str(facts.id))
    else:
        talk.say(_("All right. /rencana has it."))


async def changed(talk: Talk, facts: PlanCard | None) -> None:
    """A facilitator hears what has changed in an approved plan and why, and may send it back."""
    version = told_version(facts, talk.subject)
    if facts is None or version is None:
        return
    before = next((v for v in reversed(facts.history) if v.number < version.number), version)
    news = _("{name} has changed the approved plan {code}. The reason: {reason}").format(
        name=version.who, code=bold(facts.code), reason=version.reason
    )
    what = "\n".join(changes(before.content, version.content))
    if facts.state is not PlanState.APPROVED or facts.own:
        talk.say(f"{news}\n\n{what}")
        return
    answer = await talk.ask(
        "answer", f"{news}\n\n{what}", one_of([(FINE, _("All right")), (RETURN, _("Send it back"))])
    )
    if answer == RETURN:
        talk.then("plan_decision", str(facts.id))
    else:
        talk.say(_("Good, it stays approved."))


def changes(before: PlanContent, after: PlanContent) -> Sequence[str]:
    """What is different, a line each."""
    lines = []
    if before.horizon is not after.horizon:
        lines.append(
            _("• Horizon: {before} → {after}").format(
                before=_(REACHES[before.horizon]), after=_(REACHES[after.horizon])
            )
        )
    for difference in differences(before, after):
        lines += stage_changes(difference)
    if is_reordered(before, after):
        lines.append(_("• The stages stand in another order."))
    return lines


def stage_changes(difference: Difference) -> Sequence[str]:
    """What is different about one stage."""
    match difference:
        case Difference(before=None, after=after) if after is not None:
            return [_("• New stage “{name}”: {dates}").format(name=after.name, dates=shown("dates", after))]
        case Difference(before=before, after=None) if before is not None:
            return [_("• Taken out: “{name}”").format(name=before.name)]
        case Difference(before=before, after=after) if before is not None and after is not None:
            return [
                _("• “{name}”, {part}: {before} → {after}").format(
                    name=before.name,
                    part=label(part),
                    before=shown(part, before),
                    after=shown(part, after),
                )
                for part in difference.parts
            ]
    return []


def told_version(facts: PlanCard | None, subject: str) -> Version | None:
    """The version that a subject names; None where it is not theirs."""
    wanted = version_in(subject)
    return next((v for v in facts.history if v.number == wanted), None) if facts else None


def version_in(subject: str) -> int:
    """The number behind the quick win's: 2 in "7:2"; 0 where there is none."""
    number = subject.partition(":")[2]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0
