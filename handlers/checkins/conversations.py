"""The conversations around weekly reports, with where their facts come from and who keeps what they return."""

from functools import partial
from typing import Any

from bot.conversation import Conversation
from bot.errands.errand_kind import ErrandKind
from bot.errands.evidence_file import tell_kept
from bot.i18n import N_
from handlers.checkins.asked import asked
from handlers.checkins.blockers import answered, blocker, blockers, escalated, solved
from handlers.checkins.closing import stage_closed, stage_decided
from handlers.checkins.hub import checkins
from handlers.checkins.missing import missing
from handlers.checkins.report import checkin
from handlers.checkins.rule import rule
from handlers.checkins.thanks import high_five, thanked
from models.checkins.asking import keep_put_off, load_askings
from models.checkins.blockers import keep_blocker, load_blocker, load_blockers
from models.checkins.keeping_files import drop_refused, load_shown, load_wanted
from models.checkins.missed_by import load_missing
from models.checkins.occasions import ASKED, MISSING
from models.checkins.own_weeks import load_own_weeks
from models.checkins.reporting import keep_report
from models.checkins.setting import keep_rule, load_rule_settings
from models.checkins.thanking import keep_thanks, load_colleagues, load_received
from models.checkins.verifying import keep_decision, load_closings
from models.checkins.week_reports import load_standings, load_week_reports
from models.quickwins.rules import Rules


def conversations(rules: Rules) -> tuple[Conversation[Any], ...]:
    """Those around weekly reports, obstacles, closed stages and thanks."""
    askings = partial(load_askings, working=rules.working, rules=rules.checkins)
    return (
        Conversation(ASKED, asked, askings, keep_put_off, rests=False),
        Conversation(
            "checkins_rule", rule, partial(load_rule_settings, working=rules.working),
            partial(keep_rule, working=rules.working), title=N_("the weekly reports of the batch"),
        ),
        Conversation(MISSING, missing, partial(load_missing, working=rules.working), rests=False),
        Conversation(
            "checkins", checkins, partial(load_standings, rules=rules),
            words=("laporan", "report"), description=N_("Your weekly report"), rests=False,
        ),
        Conversation(
            "checkin", checkin, partial(load_week_reports, rules=rules), keep_report,
            title=N_("your weekly report"),
        ),
        Conversation(
            "blockers", blockers, load_blockers,
            words=("hambatan", "obstacles"), description=N_("What stands in the way"), rests=False,
        ),
        Conversation("blocker", blocker, load_blocker, keep_blocker, rests=False),
        Conversation("blocker_escalated", escalated, load_blocker, rests=False),
        Conversation("blocker_answered", answered, load_blocker, rests=False),
        Conversation("blocker_solved", solved, load_blocker, rests=False),
        Conversation("stage_closed", stage_closed, load_closings, keep_decision, rests=False),
        Conversation("stage_decided", stage_decided, load_closings, rests=False),
        Conversation("high_five", high_five, load_colleagues, keep_thanks, rests=False),
        Conversation("thanked", thanked, load_received, rests=False),
    )  # fmt: skip


def errands(rules: Rules) -> tuple[ErrandKind, ...]:
    """Keeping the files that were sent as evidence, showing them, and one's own weeks as a picture."""
    return (
        ErrandKind(
            "evidence_file",
            "bot.errands.evidence_file:keep_file",
            partial(load_wanted, rules=rules),
            tell_kept,
            drop_refused,
        ),
        ErrandKind("evidence_shown", "bot.errands.evidence_file:show_file", partial(load_shown, rules=rules)),
        ErrandKind(
            "own_weeks",
            "bot.reports.charts.own_weeks:draw_own_weeks",
            partial(load_own_weeks, rules=rules),
        ),
    )
