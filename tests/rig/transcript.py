"""Conversations as plain text: what people do stands at the margin, what they then see stands indented.

    Siti: /asesmen
        Penggerak: Asesmen yang mana?
          [Suasana kerja]
    Siti taps [Suasana kerja]

What people do is kept word for word; what they see is written anew on every run and compared.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.phone.keyboards import Keyboard
from bot.phone.messages import Message
from bot.phone.people import Person
from bot.phone.phone import Phone

INDENT = "    "
TRANSCRIPTS = Path(__file__).parents[1] / "transcripts"

Doing = Callable[..., object]


class NotUnderstood(Exception):
    """A line at the margin that says nothing the rig can do."""


@dataclass
class Seen:
    """What everybody has seen so far, so that only what is new is told."""

    phone: Phone

    def __post_init__(self) -> None:
        self.version = 0
        self.newest: dict[int, int] = {}
        self.toasts: dict[int, int] = {}
        self.keyboards: dict[int, Keyboard | None] = {}

    def news(self, actor: str) -> list[str]:
        """What the bot has said or changed since the last call, as lines; then it counts as seen."""
        lines: list[str] = []
        for person in self.phone.people.values():
            to = "" if actor and person.name.startswith(actor) else f" to {person.name}"
            lines += self._toasts(person, to)
            fresh = [m for m in person.messages if m.from_bot and m.version > self.version and not m.deleted]
            for message in sorted(fresh, key=lambda m: m.version):
                in_place = " (in place)" if message.id <= self.newest.get(person.id, 0) else ""
                lines += shown(f"Penggerak{to}{in_place}", message)
            lines += self._keyboard(person, to)
            self.newest[person.id] = max((m.id for m in person.messages), default=0)
        self.version = self.phone.world.changes.version
        return [(INDENT + line).rstrip() for line in lines]

    def _toasts(self, person: Person, to: str) -> list[str]:
        new = person.toasts[self.toasts.get(person.id, 0) :]
        self.toasts[person.id] = len(person.toasts)
        return [f"Penggerak{to} ({'alert' if t.show_alert else 'note'}): {t.text}" for t in new if t.text]

    def _keyboard(self, person: Person, to: str) -> list[str]:
        before, now = self.keyboards.get(person.id), person.keyboard
        self.keyboards[person.id] = now
        if now is before:
            return []
        if now is None:
            return [f"(the keys are put away{to})"]
        return [f"(keys{to}: {' '.join(f'[{button.text}]' for row in now.rows for button in row)})"]


def shown(who: str, message: Message) -> list[str]:
    """One message with its buttons, as lines."""
    first, *others = message.text.split("\n")
    lines = [f"{who}: {first}".rstrip(), *(f"  {line}".rstrip() for line in others)]
    if (file := message.file) is not None:
        told = f"{file.width} × {file.height}" if file.kind == "photo" else file.name
        lines.append(f"  ({'file' if file.kind == 'document' else file.kind}: {told})")
    lines += [f"  {' '.join(f'[{button.text}]' for button in row)}" for row in message.buttons]
    return lines


def doings(people: Mapping[str, Person], links: Mapping[str, str]) -> list[tuple[re.Pattern[str], Doing]]:
    """What can stand at the margin, and how it is done."""

    def message_with(person: Person, words: str) -> Message:
        return next(m for m in reversed(person.messages) if words in m.text)

    def tap(name: str, label: str, twice: str | None, words: str | None) -> None:
        person = people[name]
        message = message_with(person, words) if words else None
        for _time in range(2 if twice else 1):
            person.tap(label, message)

    def send(name: str, what: str) -> None:
        person = people[name]
        doing: dict[str, Callable[[], object]] = {
            "photo": person.send_photo,
            "document": lambda: person.send_document("laporan.pdf", b"%PDF-1.7"),
            "voice message": person.send_voice,
            "sticker": person.send_sticker,
            "location": lambda: person.send_location(-6.28, 106.71),
        }
        doing[what]()

    def share(name: str, whose: str) -> None:
        if whose == "somebody else's":
            people[name].send_contact(own=False, phone_number="+6281300000000", name="Teman")
        else:
            people[name].send_contact()

    def change(name: str, before: str, after: str) -> None:
        person = people[name]
        mine = next(m for m in reversed(person.messages) if m.text == before and not m.from_bot)
        person.edit(mine, after)

    return [
        (
            re.compile(r"(\w+) opens (\w+)'s invitation"),
            lambda name, whose: people[name].open(links[whose]),
        ),
        (re.compile(r'(\w+) taps \[(.+?)\]( twice)?(?: on "(.+)")?'), tap),
        (
            re.compile(r'(\w+) replies to "(.+?)": (.+)'),
            lambda name, words, text: people[name].write(text, reply_to=message_with(people[name], words)),
        ),
        (re.compile(r"(\w+) sends a (photo|document|voice message|sticker|location)"), send),
        (
            re.compile(r"(\w+) sends the file (\S+)"),
            lambda name, file: people[name].send_document(file, (TRANSCRIPTS / file).read_bytes()),
        ),
        (re.compile(r"(\w+) shares (an own|somebody else's) contact"), share),
        (re.compile(r'(\w+) changes "(.+)" to "(.+)"'), change),
        (re.compile(r"(\w+) blocks the bot"), lambda name: people[name].block()),
        (re.compile(r"(\w+) unblocks the bot"), lambda name: people[name].unblock()),
        (re.compile(r"(\w+): (.+)"), lambda name, text: people[name].write(text)),
    ]


def at_the_margin(lines: Iterable[str]) -> list[str]:
    """The lines that are not what people see: neither indented nor blank between such lines."""
    kept: list[str] = []
    blank = 0
    for line in lines:
        if not line:
            blank += 1
            continue
        if not line.startswith(INDENT):
            kept += [""] * blank + [line]
        blank = 0
    return kept


async def told_anew(lines: Iterable[str], act: Callable[[str], Awaitable[list[str]]]) -> list[str]:
    """The transcript with what people see written anew; `act` does what a line at the margin says."""
    told: list[str] = []
    for line in at_the_margin(lines):
        told.append(line)
        if line and not line.startswith("#"):
            try:
                told += await act(line)
            except Exception as error:
                error.add_note("\n".join(["so far:", *told[-40:]]))
                raise
    return told
