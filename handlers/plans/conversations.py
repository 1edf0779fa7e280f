"""The conversations around action plans, with where their facts come from and who keeps what they return."""

from typing import Any

from bot.conversation import Conversation
from bot.i18n import N_
from handlers.plans.card import plan
from handlers.plans.change import change_plan
from handlers.plans.decision import decide
from handlers.plans.mine import my_plans
from handlers.plans.papers import plan_papers
from handlers.plans.stage import write_stage
from handlers.plans.told import changed, decided
from models.plans.approving import keep_decision, keep_plan
from models.plans.cards import load_plans
from models.plans.overview import load_plan_overviews

CONVERSATIONS: tuple[Conversation[Any], ...] = (
        Conversation(
            "plans", my_plans, load_plan_overviews,
            words=("rencana", "plan"), description=N_("Your action plans"), rests=False,
        ),
        Conversation("plan", plan, load_plans, keep_plan, rests=False),
        Conversation("plan_stage", write_stage, load_plans, keep_plan, title=N_("your action plan")),
        Conversation("plan_change", change_plan, load_plans, keep_plan, title=N_("your action plan")),
        Conversation("plan_decision", decide, load_plans, keep_decision, title=N_("an action plan to decide on")),
        Conversation("plan_papers", plan_papers, load_plans, rests=False),
        Conversation("plan_changed", changed, load_plans, rests=False),
        Conversation("plan_decided", decided, load_plans, rests=False),
)  # fmt: skip
"""Those around action plans."""
