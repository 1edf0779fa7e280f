"""The phone: a bot's Telegram, and everybody who has the bot in theirs."""

import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot.clock import Clock
from bot.phone.accounts import Account
from bot.phone.calls import Call
from bot.phone.chats import Chat, Standing
from bot.phone.faults import Faults
from bot.phone.groups import Group
from bot.phone.people import Person
from bot.phone.updates import Update
from bot.phone.world import World

T = TypeVar("T")

FIRST_PERSON = 6_210_000_001
"""User ids begin beyond 32 bits, as those of new accounts do."""
FIRST_GROUP = -1_002_110_000_001
CALLS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link somebody was given, to be opened by them on the page."""

    name: str
    link: str


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody for whom a newcomer could act first, and why, in each language of the page."""

    person: int
    words: Mapping[str, str]


class Phone:
    """One bot, its people and groups. Use it on one event loop; nothing here is thread-safe."""

    def __init__(
        self,
        *,
        token: str | None = None,
        bot_name: str = "Penggerak",
        bot_username: str = "penggerak_bot",
        clock: Clock | None = None,
        files: Path | None = None,
        reads_groups: bool = False,
        zone: str = "Asia/Jakarta",
        on_clock_moved: Callable[[datetime], Awaitable[None]] | None = None,
    ) -> None:
        """``reads_groups`` is BotFather's privacy mode switched off; ``zone`` is what the page shows times in.

        ``on_clock_moved`` is awaited with the new present after the page has moved the clock.
        """
        self.token = token or f"7200000001:{secrets.token_urlsafe(26)}"
        bot = Account(int(self.token.partition(":")[0]), bot_name, username=bot_username, is_bot=True)
        self.clock = clock or Clock()
        self.zone = zone
        self.on_clock_moving: Callable[[timedelta], Awaitable[None]] | None = None
        """Awaited before the clock is moved so far: for what is still done at the time that is left."""
        self.on_clock_moved = on_clock_moved
        self.stride: timedelta | None = None
        """By how much the clock is moved at once; further in several steps, so that things happen in between. None: all at once."""
        self.world = World(bot, self.clock, reads_groups=reads_groups, files=files)
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.invitations: list[Invitation] = []
        self.notes: dict[int, Mapping[str, str]] = {}
        """What the page says under the name of a chat, by its id, in each language of the page."""
        self.leads: list[Lead] = []
        self.used: set[int] = set()
        """The people for whom something was done on the page, or from another process; looking is nothing."""
        self.watched: int | None = None
        """The chat that was last opened on the page."""
        self.faults = Faults()
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        """What the bot called, oldest first; the newest ten thousand. ``getUpdates`` is not among them."""

    def add_person(
        self,
        name: str,
        *,
        language_code: str = "id",
        phone_number: str = "",
        user_id: int | None = None,
        username: str = "",
    ) -> Person:
        """Somebody new, who has not written to the bot yet."""
        first, _, last = name.partition(" ")
        account = Account(
            user_id or FIRST_PERSON + 7 * len(self.people), first, last, username, language_code, phone_number
        )
        person = self.people[account.id] = Person(self.world, account)
        self.world.accounts[account.id] = account
        self.world.add_chat(Chat(account.id, members={account.id: account}))
        return person

    def add_group(self, title: str, people: Iterable[Person], *, with_bot: bool = True) -> Group:
        """A group of these people; the first of them adds the bot, which is told so."""
        accounts = [person.account for person in people]
        members = {account.id: account for account in accounts}
        chat = Chat(FIRST_GROUP - 11 * len(self.groups), title, members, Standing.LEFT)
        self.world.add_chat(chat)
        group = self.groups[chat.id] = Group(self.world, chat)
        if with_bot:
            group.add_bot(accounts[0])
        return group

    @property
    def pending(self) -> list[Update]:
        """Updates the bot has not confirmed yet, oldest first."""
        return self.world.updates.pending()

    def link(self, payload: str) -> str:
        """The link that opens the bot with ``/start`` and this payload."""
        return f"https://t.me/{self.world.bot.username}?start={payload}"

    async def until(self, holds: Callable[[], T], within: float = 10.0) -> T:
        """Wait until ``holds()`` gives something true, looking after every change, and return it.

        Raises TimeoutError after so many seconds of real time.
        """
        return await self.world.changes.until(holds, within)

    async def move_clock(self, by: timedelta) -> datetime:
        """Move the clock, `stride` by `stride`, and each time tell whoever asked to know."""
        while self.stride is not None and by > self.stride:
            await self._move_clock(self.stride)
            by -= self.stride
        return await self._move_clock(by)

    async def _move_clock(self, by: timedelta) -> datetime:
        if self.on_clock_moving is not None:
            await self.on_clock_moving(by)
        now = self.clock.move(by)
        self.world.changes.note("settings", None)
        if self.on_clock_moved is not None:
            await self.on_clock_moved(now)
        return now
