"""What a person can be told to do from another process or from the page: one function a word."""

from collections.abc import Callable
from typing import Any

from bot.phone.groups import Group
from bot.phone.messages import Message
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.viewers import CannotDo

Said = dict[str, Any]
Doing = Callable[[Phone, Person, Said], Any]


def _group(phone: Phone, said: Said) -> Group | None:
    number = said.get("group")
    if number is None:
        return None
    if int(number) not in phone.groups:
        raise CannotDo(f"there is no group {number}")
    return phone.groups[int(number)]


def _message(phone: Phone, person: Person, said: Said, name: str) -> Message | None:
    number = said.get(name)
    if number is None or number == "":
        return None
    conversation = (_group(phone, said) or person).conversation
    message = conversation.messages.get(int(number))
    if message is None:
        raise CannotDo(f"there is no message {number}")
    return message


def _write(phone: Phone, person: Person, said: Said) -> Any:
    return person.write(
        str(said["text"]), _group(phone, said), reply_to=_message(phone, person, said, "reply_to")
    )


def _edit(phone: Phone, person: Person, said: Said) -> Any:
    message = _message(phone, person, said, "message")
    if message is None:
        raise CannotDo("which message?")
    return person.edit(message, str(said["text"]))


def _tap(phone: Phone, person: Person, said: Said) -> Any:
    message = _message(phone, person, said, "message")
    if "button" in said:
        return person.tap(str(said["button"]), message)
    try:
        button = message.buttons[int(said["row"])][int(said["column"])] if message else None
    except IndexError:
        button = None
    if button is None:
        raise CannotDo("there is no such button any more")
    return person.tap(button, message)


def _open(_phone: Phone, person: Person, said: Said) -> Any:
    return person.open(str(said["link"]))


def _contact(phone: Phone, person: Person, said: Said) -> Any:
    of = said.get("of")
    if of is None:
        return person.send_contact()
    if int(of) not in phone.people:
        raise CannotDo(f"there is nobody with id {of}")
    return person.send_contact(own=False, of=phone.people[int(of)].account)


def _location(_phone: Phone, person: Person, said: Said) -> Any:
    return person.send_location(float(said["latitude"]), float(said["longitude"]))


def _sticker(phone: Phone, person: Person, said: Said) -> Any:
    return person.send_sticker(str(said.get("emoji", "👍")), _group(phone, said))


def _voice(phone: Phone, person: Person, said: Said) -> Any:
    return person.send_voice(int(said.get("seconds", 3)), _group(phone, said))


def _file(phone: Phone, person: Person, said: Said) -> Any:
    file, caption, where = said["file"], str(said.get("caption", "")), _group(phone, said)
    reply_to = _message(phone, person, said, "reply_to")
    if said.get("as") == "photo":
        return person.send_photo(file.data, caption, where, reply_to=reply_to)
    return person.send_document(
        file.name, file.data, caption, where, mime_type=file.mime_type, reply_to=reply_to
    )


def _block(_phone: Phone, person: Person, _said: Said) -> Any:
    person.block()


def _unblock(_phone: Phone, person: Person, _said: Said) -> Any:
    person.unblock()


def _look(phone: Phone, person: Person, said: Said) -> Any:
    person.look(_group(phone, said))


DOINGS: dict[str, Doing] = {
    "write": _write,
    "edit": _edit,
    "tap": _tap,
    "open": _open,
    "contact": _contact,
    "location": _location,
    "sticker": _sticker,
    "voice": _voice,
    "file": _file,
    "block": _block,
    "unblock": _unblock,
    "look": _look,
}
