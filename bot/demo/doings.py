"""What somebody in the demo does with their phone in the hand, as the files of the sample write it.

| written | done |
|---|---|
| "12" | it is sent as a text |
| 3 | the third button of the newest message that has any is tapped |
| { tap = "Lanjut" } | the newest button is tapped whose label begins so, whatever sign stands before it |
| { photo = "Antrean pukul tujuh" } | a photo is sent, with these words under it |
| { file = "rekap.csv", text = "…" } | a file of this name is sent, with this in it |
"""

from collections.abc import Iterator, Mapping

from bot.phone.keyboards import Button
from bot.phone.messages import Message
from bot.phone.people import Person
from bot.phone.viewers import CannotDo

Doing = int | str | Mapping[str, str]


def do(person: Person, doing: Doing) -> None:
    """Do it. Raises CannotDo where there is no such button."""
    match doing:
        case str():
            person.write(doing)
        case int():
            _tap_nth(person, doing)
        case {"tap": label}:
            button, message = button_beginning(person, label)
            person.tap(button, message)
        case {"photo": words}:
            person.send_photo(caption=words)
        case {"file": name, "text": text}:
            person.send_document(name, text.encode(), mime_type="text/csv")
        case _:
            raise CannotDo(f"nobody knows how to do {dict(doing)}")


def can_do(person: Person, doing: Doing) -> bool:
    """Whether somebody could do it now: a button may not be there yet."""
    match doing:
        case {"tap": label}:
            try:
                button_beginning(person, label)
            except CannotDo:
                return False
    return True


def button_beginning(person: Person, label: str) -> tuple[Button, Message]:
    """The newest button whose label begins so, and its message. Raises CannotDo where there is none."""
    for message in reversed(person.messages):
        for button in buttons_of(message):
            if without_sign(button.text).startswith(label):
                return button, message
    raise CannotDo(f"no button {label!r} in the chat of {person.name}")


def buttons_of(message: Message) -> Iterator[Button]:
    """The buttons under a message, row by row."""
    for row in message.buttons:
        yield from row


def without_sign(label: str) -> str:
    """A label from its first letter or figure on."""
    return label[next((n for n, sign in enumerate(label) if sign.isalnum()), 0) :]


def _tap_nth(person: Person, place: int) -> None:
    message = next((m for m in reversed(person.messages) if m.buttons), None)
    buttons = list(buttons_of(message)) if message else []
    if place > len(buttons):
        raise CannotDo(f"no button {place} in the chat of {person.name}")
    person.tap(buttons[place - 1], message)
