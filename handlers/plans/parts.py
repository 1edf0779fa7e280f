"""What is asked about a stage: one part after the other, the same when it is written and when it is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.i18n import N_, _, number, rupiah
from bot.i18n import day as in_words
from bot.markup import bold, italic
from bot.questions import Kind, day, last_day, one_of, quantity, text
from bot.questions import rupiah as amount
from bot.talk import Question, Talk
from handlers.plans.wording import REACHES, label, notice_text
from models.days.leaning import Lean
from models.plans.notices import Bounds, notices_on
from models.plans.stages import DAYS, Horizon, Stage

SPLIT, OTHER_END = "split", "other_end"


@dataclass(frozen=True)
class Asked:
    """One question in words. `wording` is an N_() string: what is asked, an empty line, what helps to answer it."""

    wording: str
    longest: int = 0  # characters
    optional: bool = False


WORDS: Mapping[str, Asked] = {
    "name": Asked(N_("What is done in this stage?\n\nFor example: Train the counter staff."), 120),
    "output": Asked(
        N_("What will be there when it is done?\n\nFor example: Staff who take appointments by WhatsApp."),
        200,
    ),
    "in_charge": Asked(N_("Who is in charge of it?\n\nFor example: Head of the service section."), 120),
    "partners": Asked(N_("Who works on it with you? Skip it if nobody does."), 200, optional=True),
    "budget_source": Asked(
        N_(
            "Where does the money come from? Skip it if that is open.\n\nFor example: DPA Dinas Kesehatan 2027."
        ),
        120,
        optional=True,
    ),
    "verification": Asked(
        N_("How will it be verified that it is done?\n\nFor example: List of participants and photos."), 250
    ),
    "risk": Asked(N_("What could get in the way? Skip it if nothing could."), 250, optional=True),
    "answer": Asked(N_("What will you do if that happens?"), 250),
}


@dataclass(frozen=True)
class Asking:
    """The talk in which a stage is asked about, and what has to be known for it.

    `place` says where one stands; `suffix` goes behind every key, so that a part may be asked again in one talk.
    Where `splits`, a stage that is too long may be split in two.
    """

    talk: Talk
    horizon: Horizon
    bounds: Bounds
    splits: bool
    place: str = ""
    suffix: str = ""

    def ask(self, name: str, wording: str, kind: Kind[Any], **more: Any) -> Question[Any]:
        """Ask under this name; `wording` is what is asked, an empty line, what helps to answer it."""
        asked, _blank, help_with_it = wording.partition("\n\n")
        lines = [italic(self.place) if self.place else "", bold(asked), help_with_it]
        return self.talk.ask(
            f"{name}{self.suffix}", "\n\n".join(line for line in lines if line), kind, **more
        )

    def words(self, name: str, part: str) -> Question[Any]:
        """Ask for words."""
        asked = WORDS[name]
        return self.ask(
            name, _(asked.wording), text(asked.longest), optional=asked.optional, brief=label(part)
        )

    def has(self, name: str) -> bool:
        """Whether that was answered in this talk."""
        return self.talk.has(f"{name}{self.suffix}")


async def ask_part(asking: Asking, part: str, stage: Stage) -> Stage:
    """The stage with one part as it is answered; one whose days are asked may be too long (`within_horizon`)."""
    match part:
        case "volume":
            return await ask_volume(asking, stage)
        case "dates":
            return await ask_dates(asking, stage)
        case "budget":
            return await ask_budget(asking, stage)
        case "risk":
            risk = await asking.words("risk", part) or ""
            answer = await asking.words("answer", part) if risk else ""
            return replace(stage, risk=risk, answer=answer)
    words: Any = await asking.words(part, part) or ""
    return replace(stage, **{part: words})


async def ask_volume(asking: Asking, stage: Stage) -> Stage:
    """How much of the output there will be."""
    volume = await asking.ask(
        "volume",
        _(
            "How much of it? A number and what it counts.\n\nFor example: 3 pelatihan, 40 orang, 1 dokumen SOP."
        ),
        quantity(),
        brief=label("volume"),
    )
    asking.talk.say(_("Volume: {number} {unit}.").format(number=number(volume.number), unit=volume.unit))
    return replace(stage, volume=format(volume.number, "f"), unit=volume.unit)


async def ask_budget(asking: Asking, stage: Stage) -> Stage:
    """What it costs, and who pays."""
    budget = await asking.ask(
        "budget",
        _("What does it cost?\n\nFor example: 2,5 juta, 500 ribu, Rp1.500.000, or: none."),
        amount(),
        brief=label("budget"),
    )
    if not budget:
        return replace(stage, budget=0, budget_source="")
    asking.talk.say(_("Budget: {amount}.").format(amount=rupiah(budget)))
    return replace(stage, budget=budget, budget_source=await asking.words("budget_source", "budget") or "")


async def ask_dates(asking: Asking, stage: Stage) -> Stage:
    """When it begins and when it is done; each is said back in full, with what is noticed about it."""
    starts_on = await asking.ask(
        "starts_on",
        _("When does it begin?\n\nFor example: 5 Okt, next Monday, in 3 days, the end of the month."),
        day(asking.talk.zone, Lean.AHEAD),
        brief=_("Start"),
    )
    asking.talk.say(understood(asking, _("Start: {day}.").format(day=in_words(starts_on)), starts_on))
    ends_on = await ask_end(asking, "ends_on", _("When is it done? A day, or how long it takes."), starts_on)
    return replace(stage, starts_on=starts_on, ends_on=ends_on)


async def ask_end(
    asking: Asking, name: str, wording: str, starts_on: date, latest: date | None = None
) -> date:
    """A last day that is not before the first, and not after `latest`."""

    def check(ends_on: date) -> str | None:
        if ends_on < starts_on:
            return _("That is before it begins, on {day}. Please write a later day.").format(
                day=in_words(starts_on)
            )
        if latest is not None and ends_on > latest:
            return _("That is still too long: {day} at the latest.").format(day=in_words(latest))
        return None

    ends_on: date = await asking.ask(
        name, wording, last_day(asking.talk.zone, starts_on), check=check, brief=_("End")
    )
    asking.talk.say(understood(asking, _("End: {day}.").format(day=in_words(ends_on)), ends_on))
    return ends_on


def understood(asking: Asking, said: str, on: date) -> str:
    """A day said back, with what is noticed about it."""
    noticed: Sequence[str] = [
        f"📅 {notice_text(notice, asking.bounds)}"
        for notice in notices_on(on, asking.bounds, asking.talk.today)
    ]
    return "\n".join([said, *noticed])


async def within_horizon(
    asking: Asking, stage: Stage, *, was_too_long: bool = False
) -> tuple[Stage, Stage | None]:
    """The stage with days that its plan's horizon lets it take, and the rest of it where it was split in two.

    A stage that is too long is never taken as it is: it is split, or ends earlier. One that `was_too_long` has been
    kept with its new end meanwhile, and its rest with the old one.
    """
    if stage.starts_on is None or stage.ends_on is None:
        return stage, None
    if not was_too_long and not stage.is_longer_than(asking.horizon):
        return stage, None
    most = DAYS[asking.horizon]
    latest = stage.starts_on + timedelta(days=most - 1)
    told = _("This stage takes {days} days. In a plan of the {horizon} horizon up to {most} fit.").format(
        days=number(stage.days), horizon=_(REACHES[asking.horizon]), most=number(most)
    )
    if not asking.splits:
        wording = f"{told}\n\n" + _(
            "When is it done? {day} at the latest; the rest can be a stage of its own."
        )
        ends_on = await ask_end(
            asking, "earlier_end", wording.format(day=in_words(latest)), stage.starts_on, latest
        )
        return replace(stage, ends_on=ends_on), None
    way = await asking.ask(
        "too_long",
        f"{told}\n\n" + _("Shall I split it in two?"),
        one_of([(SPLIT, _("Split it in two")), (OTHER_END, _("Another end"))]),
        brief=_("Too long"),
    )
    if way == OTHER_END:
        wording = _("When is it done? {day} at the latest.").format(day=in_words(latest))
        ends_on = await ask_end(asking, "earlier_end", wording, stage.starts_on, latest)
        return replace(stage, ends_on=ends_on), None
    wording = _("When is the first part done? {day} at the latest.").format(day=in_words(latest))
    first_ends_on = await ask_end(asking, "first_end", wording, stage.starts_on, latest)
    rest = Stage(starts_on=first_ends_on + timedelta(days=1), ends_on=stage.ends_on)
    asking.talk.say(
        _("The second part goes from {start} to {end}. I ask you about it when this one is written.").format(
            start=in_words(first_ends_on + timedelta(days=1)), end=in_words(stage.ends_on)
        )
    )
    return replace(stage, ends_on=first_ends_on), rest
