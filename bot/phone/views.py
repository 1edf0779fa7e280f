"""What the page and a load rig are shown of the phone, as JSON."""

from typing import Any

from bot.phone.callbacks import CallbackQuery
from bot.phone.chats import Standing
from bot.phone.conversations import Conversation
from bot.phone.faults import Faults
from bot.phone.keyboards import Button
from bot.phone.links import start_payload
from bot.phone.messages import Message
from bot.phone.phone import Phone


def state_view(phone: Phone) -> dict[str, Any]:
    """Everything the page needs to open: settings, and a line for every chat."""
    return {
        **settings_view(phone),
        "version": phone.world.changes.version,
        "chats": [chat_view(phone, conversation) for conversation in phone.world.conversations.values()],
    }


def settings_view(phone: Phone) -> dict[str, Any]:
    """The bot, the clock, invitations and faults."""
    bot = phone.world.bot
    return {
        "bot": {
            "id": bot.id,
            "name": bot.first_name,
            "username": bot.username,
            "description": {
                language: phone.world.profile.text("description", language) for language in ("", "id", "en")
            },
        },
        "now": phone.clock.now().timestamp(),
        "zone": phone.zone,
        "invitations": [
            {"name": invitation.name, "link": invitation.link} for invitation in phone.invitations
        ],
        "leads": [{"chat": lead.person, "words": lead.words} for lead in phone.leads],
        "faults": faults_view(phone.faults),
        "pending": len(phone.world.updates),
    }


def faults_view(faults: Faults) -> dict[str, Any]:
    """What is set to go wrong."""
    return {
        "delay_ms": round(faults.delay * 1000),
        "throttle": faults.throttle is not None,
        "plans": [
            {
                "fault": str(plan.fault),
                "method": plan.method,
                "times": plan.times,
                "probability": plan.probability,
            }
            for plan in faults.plans
        ],
    }


def chat_view(phone: Phone, conversation: Conversation) -> dict[str, Any]:
    """A chat's line in the list, and what its phone shows beside the messages."""
    chat, last = conversation.chat, conversation.last
    keyboard = conversation.keyboard
    view: dict[str, Any] = {
        "id": chat.id,
        "group": chat.is_group,
        "name": chat.title if chat.is_group else chat.person.name,
        "blocked": chat.standing is Standing.KICKED,
        "started": chat.started or chat.is_group,
        "unread": conversation.unread,
        "note": phone.notes.get(chat.id),
        "last": message_view(phone, last) if last else None,
        "keyboard": keyboard
        and {
            "rows": [[_key(button) for button in row] for row in keyboard.rows],
            "one_time": keyboard.one_time,
            "placeholder": keyboard.placeholder,
        },
        "force_reply": conversation.force_reply.id if conversation.force_reply else None,
    }
    if chat.is_group:
        view["members"] = [{"id": account.id, "name": account.name} for account in chat.members.values()]
    else:
        view["language"] = chat.person.language_code
        view["phone_number"] = chat.person.phone_number
        view["commands"] = phone.world.profile.commands_for(chat.person)
    return view


def message_view(phone: Phone, message: Message) -> dict[str, Any]:
    """One message."""
    view: dict[str, Any] = {
        "id": message.id,
        "chat": message.chat.id,
        "version": message.version,
        "from": {"id": message.sender.id, "name": message.sender.name, "bot": message.from_bot},
        "at": message.date.timestamp(),
        "text": message.text,
    }
    if message.deleted:
        view["deleted"] = True
    if message.edited:
        view["edited"] = True
    if message.entities:
        view["entities"] = message.entities
    if message.buttons:
        username = phone.world.bot.username
        view["buttons"] = [[_inline(button, username) for button in row] for row in message.buttons]
    if message.reply_to is not None:
        quoted = message.reply_to
        view["reply"] = {"id": quoted.id, "name": quoted.sender.name, "text": quoted.text[:120]}
    if message.forward_origin:
        origin = message.forward_origin
        view["forwarded"] = origin.get("sender_user_name") or origin["sender_user"]["first_name"]
    if message.reactions:
        view["reactions"] = message.reactions
    return view | _enclosed(message)


def _enclosed(message: Message) -> dict[str, Any]:
    """What a message carries besides its text."""
    view: dict[str, Any] = {
        kind: message.content[kind] for kind in ("location", "contact") if kind in message.content
    }
    if "new_chat_members" in message.content:
        view["joined"] = [member["first_name"] for member in message.content["new_chat_members"]]
    if (file := message.file) is not None:
        view["file"] = {
            "kind": file.kind,
            "url": f"/phone/files/{file.path}",
            "name": file.name,
            "size": file.size,
            "width": file.width,
            "height": file.height,
            "duration": file.duration,
        }
    return view


def toast_view(query: CallbackQuery) -> dict[str, Any]:
    """How a tap was answered."""
    toast = query.answer
    return {
        "id": query.id,
        "person": query.person.id,
        "chat": query.message.chat.id,
        "message": query.message.id,
        "text": toast.text if toast else "",
        "alert": toast.show_alert if toast else False,
    }


def _key(button: Button) -> dict[str, Any]:
    shares = "contact" if button.shares_contact else "location" if button.shares_location else None
    return {"text": button.text, "shares": shares, "style": button.style}


def _inline(button: Button, username: str) -> dict[str, Any]:
    said: dict[str, Any] = {"text": button.text, "style": button.style}
    if button.url is not None:
        said["url"] = button.url
        said["opens_bot"] = start_payload(button.url, username) is not None
    if button.copies is not None:
        said["copies"] = button.copies
    return said
