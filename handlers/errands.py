"""What is done beside the talks: the pictures and files that are asked for in them."""

from functools import partial

from bot.errands.errand_kind import ErrandKind
from handlers.past_programmes.sent_list import keep_sent_list
from models.desk.table import load_batch_table
from models.past_programmes.importing import load_adding_to
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
        ErrandKind(
            "past_programmes_list",
            "handlers.past_programmes.sent_list:read_sent_list",
            partial(load_adding_to, rules=rules),
            keep_sent_list,
        ),
    )
