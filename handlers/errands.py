"""What is done beside the talks: the pictures and files that are asked for in them."""

from functools import partial

from bot.errands.errand_kind import ErrandKind
from handlers.checkins.conversations import errands as checkins
from handlers.digests.conversations import errands as digests
from handlers.meetings.sent_list import keep_sent_meetings
from handlers.past_programmes.sent_list import keep_sent_list
from models.desk.table import load_batch_table
from models.meetings.importing import load_known
from models.past_programmes.importing import load_adding_to
from models.plans.papers import load_batch_papers, load_paper
from models.plans.timeline import load_timeline
from models.quickwins.picture import load_picture
from models.quickwins.rules import Rules


def errands(rules: Rules) -> tuple[ErrandKind, ...]:
    """Every kind of errand, by the rules of the programme."""
    return (
        ErrandKind(
            "impact_effort",
            "bot.reports.charts.impact_effort:draw_impact_effort",
            partial(load_picture, rules=rules),
        ),
        ErrandKind(
            "batch_table",
            "bot.reports.batch_table:make_batch_table",
            partial(load_batch_table, rules=rules),
        ),
        ErrandKind("plan_timeline", "bot.reports.charts.plan_timeline:draw_plan_timeline", load_timeline),
        ErrandKind("plan_pdf", "bot.reports.plans.pdf:make_plan_pdf", partial(load_paper, rules=rules)),
        ErrandKind(
            "plan_workbook",
            "bot.reports.plans.workbook:make_plan_workbook",
            partial(load_paper, rules=rules),
        ),
        ErrandKind(
            "batch_plans",
            "bot.reports.plans.workbook:make_batch_plans",
            partial(load_batch_papers, rules=rules),
        ),
        ErrandKind(
            "past_programmes_list",
            "handlers.past_programmes.sent_list:read_sent_list",
            partial(load_adding_to, rules=rules),
            keep_sent_list,
        ),
        *checkins(rules),
        *digests(rules),
        ErrandKind(
            "meetings_list",
            "handlers.meetings.sent_list:read_sent_meetings",
            load_known,
            keep_sent_meetings,
        ),
        ErrandKind("meeting_material", "bot.errands.passing_on:pass_on"),
    )
