"""The plans that somebody has to do with (/rencana)."""

from bot.i18n import _
from bot.questions import one_of
from bot.talk import Talk
from handlers.plans.wording import SIGNS
from handlers.quickwins.wording import in_short
from models.plans.overview import Planned, PlanOverview

NOT_BEGUN = "🆕"


async def my_plans(talk: Talk, facts: PlanOverview) -> None:
    """Go straight into the only one, or let the person choose."""
    if not facts.planned and facts.facilitates:
        talk.say(_("Nobody in your batch has begun an action plan yet."))
        return
    if not facts.planned:
        talk.say(
            _(
                "An action plan is written for a quick win that peers have found good, and none of yours is that far "
                "yet. /quickwin shows where they stand."
            )
        )
        return
    if len(facts.planned) == 1:
        talk.then("plan", str(facts.planned[0].id))
        return
    chosen = await talk.ask(
        "which", _("Which action plan?"), one_of((str(one.id), label_of(one)) for one in facts.planned)
    )
    talk.then("plan", chosen)


def label_of(one: Planned) -> str:
    """Its sign, its code and the beginning of its problem."""
    return f"{SIGNS[one.state] if one.state else NOT_BEGUN} {in_short(one.code, one.problem)}"
