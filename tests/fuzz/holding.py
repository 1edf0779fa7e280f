"""What has to hold after whatever came in."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select
from structlog.typing import EventDict

from bot.phone.calls import Call
from bot.phone.phone import Phone
from models.inbound import Inbound
from models.outbound import Delivery, Outbound
from models.talks import Talk, TalkState
from tests.fuzz.calling_for import ASKED_FOR, Update, tap_of, to_be_answered

NOT_A_FAULT = {
    "answerCallbackQuery": ("query is too old",),  # a tap that never was
    "editMessageText": (  # a tap on a message that never was, or is somebody's own: it is sent anew
        "message is not modified",
        "message to edit not found",
        "message can't be edited",
        "there is no text in the message to edit",
    ),
}
"""What the phone may refuse, by method."""
UNREACHABLE = (
    "chat not found",
    "bot was blocked by the user",
    "bot can't initiate conversation",  # blocked and unblocked by somebody who never wrote
    "bot is not a member",
    "bot was kicked",
)


class DoesNotHold(AssertionError):
    """Something that always has to hold does not."""


def everybody_was_answered(phone: Phone, sound: Sequence[Update], bent: Sequence[Update]) -> None:
    """Each sound update that calls for an answer had its own, in its chat or as the acknowledgement of a tap.

    Several bent ones of one person, when they came in together, may have one in common.
    """
    answers = Counter(
        int(call.parameters["chat_id"])
        for call in phone.calls
        if "chat_id" in call.parameters and _arrived(call)
    )
    noted = {call.parameters.get("callback_query_id") for call in phone.calls}
    wanted: Counter[int] = Counter()
    for update in sound:
        wanted.update(to_be_answered(update) if tap_of(update) not in noted else ())
    for update in bent:
        chats = {chat for chat in to_be_answered(update) if is_reachable(phone, chat)}
        if chats and tap_of(update) not in noted and not any(answers[chat] > wanted[chat] for chat in chats):
            raise DoesNotHold(f"nobody answered {update!r:.900}")
    for chat, times in wanted.items():
        if answers[chat] < times and is_reachable(phone, chat):
            raise DoesNotHold(f"{phone.people[chat].name} did {times} things, answered {answers[chat]} times")


def the_sound_were_understood(engine: Engine, sound: Sequence[Update]) -> None:
    """Nothing that was well formed, and of a kind that is asked for, was a riddle."""
    numbers = [update["update_id"] for update in sound if any(kind in update for kind in ASKED_FOR)]
    with Session(engine) as session:
        riddles = session.exec(
            select(Inbound.update_id).where(
                col(Inbound.update_id).in_(numbers), col(Inbound.error).is_not(None)
            )
        ).all()
    if riddles:
        raise DoesNotHold(f"not understood: {[one for one in sound if one['update_id'] in riddles]!r:.900}")


def is_reachable(phone: Phone, chat: int) -> bool:
    """Whether somebody with this chat can be written to."""
    person = phone.people.get(chat)
    return person is not None and person.conversation.chat.started and not person.has_blocked


def every_call_was_acceptable(phone: Phone) -> None:
    """Telegram would have taken every call, but for what cannot be known beforehand."""
    for call in phone.calls:
        if call.refused and not _is_no_fault(phone, call):
            raise DoesNotHold(f"Telegram refuses {call.method}: {call.refused}: {str(call.parameters)[:600]}")


def all_is_settled(engine: Engine) -> None:
    """Every update is done and none failed, no talk is parked, and everything said has gone out."""
    with Session(engine) as session:
        waiting = session.exec(select(func.count()).where(col(Inbound.done_at).is_(None))).one()
        failed = session.exec(
            select(Inbound.error).where(col(Inbound.error).not_in(("not understood",)))
        ).all()
        parked = session.exec(select(Talk.script, Talk.subject).where(Talk.state == TalkState.PARKED)).all()
        unsent = session.exec(select(func.count()).where(Outbound.delivery == Delivery.QUEUED)).one()
        lost = session.exec(
            select(Outbound.method, Outbound.error).where(Outbound.delivery == Delivery.UNDELIVERABLE)
        ).all()
    for what, found in (
        ("updates are not done", waiting),
        ("updates failed", failed),
        ("talks are parked", parked),
        ("messages were not sent", unsent),
        ("messages are undeliverable", [one for one in lost if not _says(str(one[1]), UNREACHABLE)]),
    ):
        if found:
            raise DoesNotHold(f"{what}: {found}")


def nothing_went_wrong(logged: Sequence[EventDict]) -> None:
    """No error was logged, but for what was meant for chats that nobody has."""
    for entry in logged:
        if entry["log_level"] in ("error", "critical") and not _says(
            str(entry.get("reason", "")), UNREACHABLE
        ):
            raise DoesNotHold(f"an error was logged: {entry}")


def _arrived(call: Call) -> bool:
    return not call.refused or _says(call.refused, NOT_A_FAULT["editMessageText"][:1])


def _is_no_fault(phone: Phone, call: Call) -> bool:
    chat = call.parameters.get("chat_id")
    if chat is not None and not is_reachable(phone, int(chat)):
        return _says(call.refused, UNREACHABLE)
    return _says(call.refused, NOT_A_FAULT.get(call.method, ()))


def _says(text: str, words: Sequence[str]) -> bool:
    return any(word in text.lower() for word in words)
