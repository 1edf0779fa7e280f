"""Those who were there before the visitor: they join and answer on their phones, as anybody would."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

import structlog

from bot.demo.doings import Doing, do
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.viewers import CannotDo

log = structlog.get_logger()

Settled = Callable[[], Awaitable[None]]
"""Returns when everything that was done on the phones has been answered."""


async def liven_up(
    phone: Phone,
    people: Mapping[str, Person],
    already: Sequence[tuple[str, Sequence[Doing]]],
    settled: Settled,
    within: timedelta,
) -> None:
    """Let each do what they do (see `bot.demo.doings`); who still has an invitation opens that first.

    Each doing moves the clock, `within` so long altogether.
    """
    links = {invitation.name: invitation.link for invitation in phone.invitations}
    pace = within / max(1, sum(len(does) for _name, does in already))
    end = phone.clock.ahead + within
    try:
        for name, does in already:
            try:
                if name in links:
                    people[name].open(links[name])
                    await settled()
                for doing in does:
                    phone.clock.move(pace)
                    do(people[name], doing)
                    await settled()
            except (CannotDo, TimeoutError) as why:
                log.warning("somebody in the demo could not go on", who=name, why=str(why))
            people[name].look()
            phone.invitations[:] = [each for each in phone.invitations if each.name != name]
            phone.world.changes.note("settings", None)
    finally:
        phone.clock.move(max(end - phone.clock.ahead, timedelta()))
