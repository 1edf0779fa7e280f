"""People and the bot with no messenger between them.

What people do is put into the inbox the way Telegram would have sent it; turns are taken; what is queued
is read back as they would see it. Everything runs in the test's own thread.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot.channels.telegram.api import Api
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.understanding import Me
from bot.clock import StoppedClock
from bot.outbox.queued import Queued
from bot.repertoire import Repertoire
from bot.turns import Turns
from models.consents import TEXT_VERSION, Consent
from models.inbound import Inbound, keep_updates
from models.members import Member, Role
from models.outbound import Delivery, Outbound
from models.people import Chat, Person
from models.programmes import add_batch
from models.talks import Talk
from tests.bot.telegram_updates import Sender

BATCH = "angkatan-1"
DeskFor = Callable[[Repertoire], "Desk"]
NEVER_OPENED = cast(Api, None)  # what is understood and composed needs no network


@dataclass
class Bubble:
    """One message of the bot's on somebody's phone."""

    id: int
    text: str
    buttons: list[list[str]]
    data: dict[str, str] = field(repr=False)


class Desk:
    """Where the updates come in."""

    def __init__(self, engine: Engine, clock: StoppedClock, repertoire: Repertoire) -> None:
        self.engine = engine
        self.clock = clock
        self.repertoire = repertoire
        self.people: dict[int, Somebody] = {}
        self.batch_id = 0
        self.turns = self.another()
        self._together = False
        self._last_update = 0
        self._read = 0

    @property
    def database(self) -> str:
        """The address of the database, for another process."""
        return self.engine.url.render_as_string(hide_password=False)

    def another(self, engine: Engine | None = None) -> Turns:
        """Turns as a new process would take them: nothing remembered, only what is stored."""
        channel = TelegramChannel(NEVER_OPENED, Me(7200000001, "penggerak_bot"))
        return Turns(engine or self.engine, {channel.name: channel}, self.repertoire, self.clock)

    def restart(self) -> None:
        """Go on in a new process."""
        self.engine.dispose()
        self.turns = self.another()

    def stranger(self, name: str, language: str = "en") -> "Somebody":
        """Somebody nobody knows."""
        somebody = Somebody(self, 5_000_000_000 + len(self.people), name, language)
        self.people[somebody.address] = somebody
        return somebody

    def person(self, name: str, language: str = "en", batch: str = BATCH) -> "Somebody":
        """Somebody of the batch who has agreed."""
        somebody = self.stranger(name, language)
        now = self.clock.now()
        with Session(self.engine) as session, session.begin():
            if not self.batch_id:
                added = add_batch(session, batch, batch.title(), "Penggerak Layanan", "Kota Tirtanagari")
                self.batch_id = added.id or 0
            person = Person(name=name, language=language, created_at=now)
            session.add(person)
            session.flush()
            somebody.person_id = person.id or 0
            chat = Chat(channel="telegram", address=somebody.address, person_id=person.id, opened_at=now)
            member = Member(person_id=somebody.person_id, batch_id=self.batch_id, role=Role.AGENT)
            consent = Consent(
                person_id=somebody.person_id, text_version=TEXT_VERSION, language=language, given_at=now
            )
            session.add_all([chat, member, consent])
            session.flush()
            somebody.member_id = member.id or 0
        return somebody

    @contextmanager
    def closed(self) -> Iterator[None]:
        """What is done inside comes in and is left lying."""
        self._together = True
        try:
            yield
        finally:
            self._together = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is done inside comes in as one batch."""
        with self.closed():
            yield
        self.work()

    def receive(self, address: int, update: dict[str, Any], *, number: int | None = None) -> None:
        """Put an update into the inbox, and work on it unless more is to come in with it."""
        self._last_update = number or self._last_update + 1
        payload = {"update_id": self._last_update, **update}
        row = {
            "channel": "telegram",
            "update_id": self._last_update,
            "address": address,
            "payload": payload,
            "received_at": self.clock.now(),
        }
        with Session(self.engine) as session, session.begin():
            keep_updates(session, [row])
        if not self._together:
            self.work()

    def receive_again(self) -> None:
        """Telegram sends the last update once more, as it does when it did not hear that we have it."""
        with Session(self.engine) as session:
            last = session.exec(select(Inbound).order_by(col(Inbound.id).desc())).first()
        assert last is not None
        payload = dict(last.payload or {})
        payload.pop("update_id", None)
        self.receive(last.address or 0, payload, number=last.update_id)

    def work(self) -> None:
        """Take turns until nothing waits, and deliver what they said."""
        for somebody in self.people.values():
            somebody.look_away()
        while self.turns.take().count:
            pass
        self.deliver()

    def tick(self) -> None:
        """What is late is closed, what is due is said."""
        for somebody in self.people.values():
            somebody.look_away()
        while self.turns.close_what_is_late().count:
            pass
        while self.turns.say_what_is_due().count:
            pass
        self.deliver()

    def deliver(self) -> None:
        """Show on the phones what is queued."""
        with Session(self.engine) as session, session.begin():
            queued = select(Outbound).where(col(Outbound.id) > self._read).order_by(col(Outbound.id))
            for row in session.exec(queued):
                self._read = row.id or 0
                somebody = self.people.get(row.address)
                row.message_id = somebody.shown(row.method, row.payload) if somebody else None
                row.delivery, row.sent_at = Delivery.SENT, self.clock.now()

    def leave_undelivered(self, rows: Sequence[Queued]) -> None:
        """These messages, the newest there are, are somebody else's to deliver."""
        self._read = max([self._read, *(row.id for row in rows)])

    def talks(self, somebody: "Somebody") -> list[tuple[str, str]]:
        """Script and state of each of a person's talks, the oldest first."""
        with Session(self.engine) as session:
            theirs = (
                select(Talk.script, Talk.state)
                .join(Chat, col(Chat.id) == Talk.chat_id)
                .where(Chat.address == somebody.address)
                .order_by(col(Talk.id))
            )
            return [(script, str(state)) for script, state in session.exec(theirs)]


class Somebody:
    """A person with a phone."""

    def __init__(self, desk: Desk, address: int, name: str, language: str) -> None:
        self.desk = desk
        self.address = address
        self.name = name
        self._sender = Sender(address, name, language)
        self.person_id = 0
        self.member_id = 0
        self.chat: list[Bubble] = []
        self.changed: list[str] = []  # since they last did something: what has changed in place
        self.said: list[str] = []  # and what is new
        self.notes: list[str] = []
        self._last_message = 0

    # What they see

    @property
    def last(self) -> Bubble:
        """The newest message of the bot's."""
        return self.chat[-1]

    @property
    def sees(self) -> list[str]:
        """What has changed in place since they last did something, and then what is new."""
        return self.changed + self.said

    @property
    def buttons(self) -> list[list[str]]:
        """The buttons under the newest message."""
        return self.last.buttons

    def bubble(self, text: str) -> Bubble:
        """The newest message in which this stands."""
        return next(b for b in reversed(self.chat) if text in b.text)

    def look_away(self) -> None:
        """From here on only what is new is seen."""
        self.changed, self.said, self.notes = [], [], []

    def shown(self, method: str, payload: dict[str, Any]) -> int | None:
        """A call arrives on the phone; the id of the message it made or changed."""
        if method == "answerCallbackQuery":
            self.notes += [payload["text"]] if "text" in payload else []
            return None
        text = html.unescape(re.sub("<[^>]+>", "", payload.get("text") or payload.get("caption", "")))
        keyboard = payload.get("reply_markup", {}).get("inline_keyboard", [])
        data = {b["text"]: b["callback_data"] for row in reversed(keyboard) for b in row}
        bubble = Bubble(0, text, [[b["text"] for b in row] for row in keyboard], data)
        if method == "editMessageText":
            self.changed.append(text)
            bubble.id = payload["message_id"]
            place = next(i for i, b in enumerate(self.chat) if b.id == bubble.id)
            self.chat[place] = bubble
        else:
            bubble.id = self._next_message()
            self.chat.append(bubble)
            self.said.append(text)
        return bubble.id

    # What they do

    def writes(self, text: str, reply_to: Bubble | None = None) -> Sequence[str]:
        """Write a text, perhaps as a reply; what is then said to them."""
        return self.sends(reply_to=reply_to, text=text)

    def sends(self, *, reply_to: Bubble | None = None, edited: bool = False, **content: Any) -> Sequence[str]:
        """Send a message with this content; what is then said to them."""
        message = self._message(self._next_message(), **{"from": self._sender.user}, **content)
        if reply_to is not None:
            message["reply_to_message"] = self._message(reply_to.id, text=reply_to.text or "…")
        self.desk.receive(self.address, {"edited_message" if edited else "message": message})
        return self.said

    def taps(self, label: str, on: Bubble | None = None) -> Sequence[str]:
        """Tap a button of the newest message that has it, or of the one given; what they then see."""
        bubble = on or next(b for b in reversed(self.chat) if label in b.data)
        return self.taps_data(bubble.data[label], bubble)

    def taps_data(self, data: str, on: Bubble) -> Sequence[str]:
        """Tap a button that carries this; what they then see."""
        self.desk.receive(self.address, self._sender.tap(self._message(on.id, text=on.text or "…"), data))
        return self.sees

    def turns_the_bot(self, status: str) -> Sequence[str]:
        """Shut the bot out ("kicked") or let it in again ("member"); what they then see."""
        self.desk.receive(self.address, self._sender.standing(self.desk.clock.now(), status))
        return self.sees

    def _message(self, message_id: int, **content: Any) -> dict[str, Any]:
        return self._sender.message(message_id, self.desk.clock.now(), **content)

    def _next_message(self) -> int:
        self._last_message += 1
        return self._last_message
