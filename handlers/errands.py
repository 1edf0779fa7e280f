"""What is done beside the talks: the pictures and files that are asked for in them."""

from functools import partial

from bot.errands.errand_kind import ErrandKind
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
    )
