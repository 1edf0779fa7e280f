"""What the phone's page says of people: under each name what they are at, and with whom a newcomer could begin."""

import asyncio
from collections.abc import Mapping, Sequence

from bot.demo.home import Home
from bot.demo.leads import leads
from bot.demo.whereabouts import Whereabouts, whereabouts
from bot.i18n import LANGUAGES, speaking
from bot.phone.people import Person
from bot.phone.phone import Lead, Phone

LOOKS_EVERY = 3.0  # seconds between looks at what has changed


async def keep_noted(phone: Phone, people: Mapping[str, Person], home: Home) -> None:
    """Keep it true until cancelled."""
    seen = -1
    while True:
        if phone.world.changes.version != seen:
            seen = phone.world.changes.version
            note(phone, people, await asyncio.to_thread(whereabouts, home))
        await asyncio.sleep(LOOKS_EVERY)


def note(phone: Phone, people: Mapping[str, Person], everybody: Sequence[Whereabouts]) -> None:
    """Write it on the phone, and tell the page where it is something new."""
    notes: dict[int, dict[str, str]] = {people[one.name].id: {} for one in everybody}
    led: dict[int, dict[str, str]] = {}
    for language in LANGUAGES:
        with speaking(language):
            for one in everybody:
                notes[people[one.name].id][language] = one.note
            for one, words in leads(everybody):
                led.setdefault(people[one.name].id, {})[language] = words
    for person in people.values():
        if person.id in notes and phone.notes.get(person.id) != notes[person.id]:
            phone.notes[person.id] = notes[person.id]
            phone.world.changes.note("chat", person.conversation)
    found = [Lead(person, words) for person, words in led.items()]
    if found != phone.leads:
        phone.leads = found
        phone.world.changes.note("settings", None)
