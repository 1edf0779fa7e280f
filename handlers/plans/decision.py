"""A facilitator approves a plan, or sends it back with remarks; nobody decides on what they have not seen."""

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of, text
from bot.talk import Talk
from handlers.plans.card import in_full
from handlers.plans.told import version_in
from handlers.plans.wording import state_of
from handlers.quickwins.wording import shortened
from models.plans.approving import Decided
from models.plans.cards import PlanCard
from models.plans.states import PlanState

APPROVE, RETURN = "approve", "return"
LONGEST_REMARKS, SHORTEST_REMARKS = 500, 10  # characters


async def decide(talk: Talk, facts: PlanCard | None) -> Decided | None:
    """Show the plan and ask. The subject names the version that they are told of ("7:2"), or none ("7")."""
    if facts is None or facts.own:
        talk.say(_("That plan is not yours to decide on. /rencana shows what there is."))
        return None
    told = version_in(talk.subject)
    outdated = bool(told) and (told != facts.version or facts.state is not PlanState.SENT)
    if outdated or not facts.decides:
        talk.say(
            _("There is nothing to decide on any more. The plan of {code}: {state}.").format(
                code=bold(facts.code), state=state_of(facts.state)
            )
        )
        return None
    if facts.state is PlanState.APPROVED:
        return await send_back(talk, facts)

    talk.say(
        _("{names} ask you to approve the plan of {code}: {problem}").format(
            names=bold(", ".join(facts.owners)), code=bold(facts.code), problem=shortened(facts.problem, 120)
        )
    )
    in_full(talk, facts)
    decision = await talk.ask(
        f"decide.{facts.version}",
        bold(_("Do you approve the plan of {code}?").format(code=facts.code)),
        one_of([(APPROVE, _("Approve")), (RETURN, _("Send it back with remarks"))]),
    )
    if decision == RETURN:
        return await send_back(talk, facts)
    talk.say(_("The plan of {code} is approved. I tell its owners.").format(code=bold(facts.code)))
    return Decided(facts.plan_id or 0, facts.viewer.member_id, facts.version, approved=True)


async def send_back(talk: Talk, facts: PlanCard) -> Decided:
    """Ask what should be different, which its owners read."""
    remarks = await talk.ask(
        f"remarks.{facts.version}",
        _("What should be different in the plan of {code}? Its owners read what you write.").format(
            code=bold(facts.code)
        ),
        text(LONGEST_REMARKS),
        check=says_enough,
    )
    talk.say(_("I send it back with your remarks."))
    return Decided(facts.plan_id or 0, facts.viewer.member_id, facts.version, approved=False, remarks=remarks)


def says_enough(remarks: str) -> str | None:
    """What is wrong with remarks, in words."""
    if len(remarks) < SHORTEST_REMARKS:
        return _("Please say a little more, so that they know what to change.")
    return None
