"""Faults on demand: what a network and a busy Telegram do to a bot."""

import random
from dataclasses import dataclass
from enum import StrEnum

from bot.phone.refusals import Forbidden, Refusal, TooManyRequests
from bot.phone.throttle import Throttle

EVERY_METHOD = ""
"""Stands for every method but ``getUpdates``, which fails only when it is named."""


class Fault(StrEnum):
    """What goes wrong with a call."""

    TIME_OUT = "time_out"
    """It is carried out, and the answer never comes."""
    DROP = "drop"
    """The connection closes before anything is done."""
    ERROR_500 = "error_500"
    """Internal Server Error, as JSON."""
    ERROR_502 = "error_502"
    """Bad Gateway, as a page of HTML from a proxy."""
    TOO_MANY = "too_many"
    """429 with ``retry_after``."""
    BLOCKED = "blocked"
    """403, as if the person had blocked the bot."""


@dataclass(slots=True, eq=False)
class Plan:
    """One fault that is to come: for the next ``times`` calls, or by chance for as long as it stands."""

    fault: Fault
    method: str
    times: int | None
    probability: float
    retry_after: int
    chance: random.Random

    def strikes(self, method: str) -> bool:
        """Whether it strikes this call; counts it if so."""
        if self.times == 0 or (
            method == "getUpdates" if self.method == EVERY_METHOD else method != self.method
        ):
            return False
        if self.chance.random() >= self.probability:
            return False
        if self.times is not None:
            self.times -= 1
        return True

    def refusal(self) -> Refusal | None:
        """What the call is answered with; None where the fault is not an answer in JSON."""
        match self.fault:
            case Fault.ERROR_500:
                return Refusal(500, "Internal Server Error")
            case Fault.TOO_MANY:
                return TooManyRequests(self.retry_after)
            case Fault.BLOCKED:
                return Forbidden("bot was blocked by the user")
            case _:
                return None


class Faults:
    """All faults that are planned, the network's delay, and whether sending is throttled for real."""

    def __init__(self) -> None:
        self.delay = 0.0
        """Seconds every call takes on its way."""
        self.throttle: Throttle | None = None
        self.plans: list[Plan] = []

    def next(self, fault: Fault, times: int = 1, *, method: str = EVERY_METHOD, retry_after: int = 1) -> Plan:
        """Let the next so many calls (of this method) fail."""
        return self._plan(Plan(fault, method, times, 1.0, retry_after, random.Random(0)))  # noqa: S311

    def at_random(
        self,
        fault: Fault,
        probability: float,
        *,
        seed: int = 0,
        method: str = EVERY_METHOD,
        retry_after: int = 1,
    ) -> Plan:
        """Let calls fail by chance, the same ones for the same seed, until the faults are cleared."""
        return self._plan(Plan(fault, method, None, probability, retry_after, random.Random(seed)))  # noqa: S311

    def _plan(self, plan: Plan) -> Plan:
        self.plans.append(plan)
        return plan

    def clear(self) -> None:
        """No delay, no limits, no faults."""
        self.delay = 0.0
        self.throttle = None
        self.plans.clear()

    def strike(self, method: str) -> Plan | None:
        """The fault that strikes this call, if one does."""
        for plan in self.plans:
            if plan.strikes(method):
                if plan.times == 0:
                    self.plans.remove(plan)
                return plan
        return None
