"""Everything that somebody can do with their phone and that the bot is told of."""

from dataclasses import dataclass
from typing import Protocol

from bot.phone.groups import Group
from bot.phone.keyboards import Button
from bot.phone.messages import Message
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.senders import written
from tests.fuzz.bending import Bend
from tests.fuzz.contents import CONTENTS, ELSEWHERE

WITHIN_SIGHT = 6  # how many messages of the bot's somebody scrolls back, to tap in or reply to


@dataclass
class Neighbourhood:
    """Who does things: people by their first name, with the links they were given, and a group they are in."""

    phone: Phone
    people: dict[str, Person]
    links: dict[str, str]
    group: Group


class Doing(Protocol):
    """One thing to do; whoever has blocked the bot has let it in again before."""

    def do(self, here: Neighbourhood, who: Person) -> None:
        """Do it: the phone then has updates for the bot."""
        ...


@dataclass(frozen=True)
class Writes:
    """Writes to the bot, perhaps in reply to the n-th newest message in the chat."""

    text: str
    reply_to: int | None = None

    def do(self, here: Neighbourhood, who: Person) -> None:
        shown = who.messages if self.reply_to is not None else []
        replied = shown[-1 - (self.reply_to or 0) % len(shown)] if shown else None
        who._say(written(self.text), None, replied)


@dataclass(frozen=True)
class Sends:
    """Sends something else than words: see tests.fuzz.contents."""

    what: str

    def do(self, here: Neighbourhood, who: Person) -> None:
        for content in CONTENTS[self.what]:
            who._say(dict(content), None, None)


@dataclass(frozen=True)
class Shares:
    """Shares a contact: the own one, or somebody's."""

    whose: str

    def do(self, here: Neighbourhood, who: Person) -> None:
        theirs = here.people.get(self.whose, who)
        if theirs is who:
            who.send_contact()
        else:
            who.send_contact(own=False, of=theirs.account)


@dataclass(frozen=True)
class Edits:
    """Changes the n-th newest message of their own."""

    nth: int
    text: str

    def do(self, here: Neighbourhood, who: Person) -> None:
        own = [message for message in who.messages if not message.from_bot] or [who.write("Halo")]
        who.edit(own[-1 - self.nth % len(own)], self.text or "…")


@dataclass(frozen=True)
class Moves:
    """A place that was shared for a while goes on moving."""

    def do(self, here: Neighbourhood, who: Person) -> None:
        moving = who._say(dict(CONTENTS["live location"][0]), None, None)
        here.phone.world.tell_bot("edited_message", moving)


@dataclass(frozen=True)
class Taps:
    """Taps the n-th newest button in sight, or one that carries other data; writes where there is none."""

    nth: int = 0
    data: str | None = None

    def do(self, here: Neighbourhood, who: Person) -> None:
        seen = buttons_of(who)
        if not seen:
            who.write("ya")
            return
        message, button = seen[self.nth % len(seen)]
        who.tap(button if self.data is None else Button(button.text, self.data), message)


@dataclass(frozen=True)
class TapsLabel:
    """Taps the newest button with this on it."""

    label: str

    def do(self, here: Neighbourhood, who: Person) -> None:
        who.tap(self.label)


@dataclass(frozen=True)
class TapsWhatIsSomebodyElses:
    """Taps a button that carries what somebody else's n-th newest does."""

    whose: str
    nth: int

    def do(self, here: Neighbourhood, who: Person) -> None:
        theirs = buttons_of(here.people[self.whose])
        Taps(0, (theirs[self.nth % len(theirs)][1].data if theirs else None) or "1.12345678.=1").do(here, who)


@dataclass(frozen=True)
class Opens:
    """Opens an invitation: the own one, somebody's by name, or one that was never given."""

    whose: str = "own"

    def do(self, here: Neighbourhood, who: Person) -> None:
        whose = who.account.first_name if self.whose == "own" else self.whose
        who.open(here.links.get(whose, here.phone.link("TIDAK_ADA-1234567890abcd")))


@dataclass(frozen=True)
class Blocks:
    """Blocks the bot."""

    def do(self, here: Neighbourhood, who: Person) -> None:
        who.block()


@dataclass(frozen=True)
class InTheGroup:
    """Writes in the group, or adds the bot to it once more."""

    text: str = ""

    def do(self, here: Neighbourhood, who: Person) -> None:
        if self.text:
            who._say(written(self.text), here.group, None)
        else:
            here.group.remove_bot(who.account)
            here.group.add_bot(who.account)


@dataclass(frozen=True)
class Elsewhere:
    """Something of a kind that the bot never asked to be told of: see tests.fuzz.contents."""

    kind: str

    def do(self, here: Neighbourhood, who: Person) -> None:
        payload = {"from": who.account.as_json(), "user": who.account.as_json(), **ELSEWHERE[self.kind]}
        here.phone.world.updates.put(self.kind, payload, who.id)


@dataclass(frozen=True)
class Did:
    """Who did what, and how it was bent on its way."""

    who: str
    what: Doing
    bends: tuple[Bend, ...] = ()


def buttons_of(who: Person) -> list[tuple[Message, Button]]:
    """The buttons in sight, from the newest message to older ones."""
    recent = [message for message in reversed(who.messages) if message.from_bot][:WITHIN_SIGHT]
    return [(message, button) for message in recent for row in message.buttons for button in row]
