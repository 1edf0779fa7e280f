"""The conversations about meetings, with where their facts come from and who keeps what they return."""

from functools import partial
from typing import Any

from bot.conversation import Conversation
from bot.i18n import N_
from handlers.meetings.add import add
from handlers.meetings.afterwards import ended, feedback, missed, recap
from handlers.meetings.agenda import agenda
from handlers.meetings.attend import attend
from handlers.meetings.card import meeting
from handlers.meetings.change import cancel, change
from handlers.meetings.materials import material
from handlers.meetings.roll import code, roll
from handlers.meetings.screen import screen
from handlers.meetings.sent_list import send_meetings
from handlers.meetings.subscription import subscription
from handlers.meetings.told import changed, news, reminder
from models.meetings.agenda import load_agendas, load_plannings
from models.meetings.answering import keep_answer, keep_material, keep_opinion, keep_recap
from models.meetings.attending import keep_present, keep_roll, load_doors
from models.meetings.calendar_link import keep_subscription, load_subscriptions
from models.meetings.library import load_cards, load_news
from models.meetings.planning import keep_change, keep_new
from models.meetings.telling import CHANGED, ENDED, FEEDBACK, MISSED, NEWS, REMINDED
from models.quickwins.rules import Rules


def conversations(rules: Rules) -> tuple[Conversation[Any], ...]:
    """Those about meetings."""
    pages = rules.pages
    return (
        Conversation(
            "agenda", partial(agenda, pages=pages), load_agendas,
            words=("agenda",), description=N_("The meetings of your batch"), rests=False,
        ),
        Conversation(
            "attend", partial(attend, rules=rules.meetings), load_doors,
            partial(keep_present, rules=rules.meetings),
            words=("hadir", "here"), description=N_("Say that you are at the meeting"), rests=False,
        ),
        Conversation("meeting", partial(meeting, pages=pages), load_cards, keep_answer, rests=False),
        Conversation("meeting_add", add, load_plannings, keep_new, title=N_("the meeting you are planning")),
        Conversation("meeting_change", change, load_cards, keep_change, title=N_("the meeting you are changing")),
        Conversation("meeting_cancel", cancel, load_cards, keep_change, rests=False),
        Conversation("meeting_material", material, load_cards, keep_material, title=N_("the material of a meeting")),
        Conversation("send_meetings", send_meetings, load_plannings, title=N_("the list of meetings")),
        Conversation("meeting_code", code, load_cards, rests=False),
        Conversation("meeting_screen", partial(screen, pages=pages), load_cards, rests=False),
        Conversation("meeting_roll", roll, load_cards, keep_roll, rests=False),
        Conversation("meeting_recap", recap, load_cards, keep_recap, title=N_("the recap of a meeting")),
        Conversation(
            "calendar_link", partial(subscription, pages=pages), load_subscriptions, keep_subscription, rests=False,
        ),
        Conversation(NEWS, news, load_news, keep_answer, rests=False),
        Conversation(CHANGED, changed, load_cards, keep_answer, rests=False),
        Conversation(REMINDED, partial(reminder, pages=pages), load_cards, keep_answer, rests=False),
        Conversation(ENDED, ended, load_cards, rests=False),
        Conversation(FEEDBACK, feedback, load_cards, keep_opinion, title=N_("what you think of a meeting")),
        Conversation(MISSED, missed, load_cards, rests=False),
    )  # fmt: skip
