"""How much of something is done: 0, 25, 50, 75, 100 percent to tap, or any whole percent typed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from bot.i18n import _
from bot.messages import Act, Heard
from bot.questions.choices import OneOf, one_of, tapped
from bot.questions.folding import folded
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Option, Paged, act_of

ALL = 100
STEPS = (0, 25, 50, 75, ALL)
NOT_STARTED = {"belum", "belum mulai", "not started", "not yet", "nothing"}
DONE = {"selesai", "sudah", "sudah selesai", "done", "finished"}
_WRITTEN = re.compile(r"(\d{1,3})\s*(?:%|persen|percent)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Percent(Kind[int | str]):
    """A whole percent from 0 to 100, kept as its figures, or the code of one of the `others` that stand beside it."""

    others: Mapping[str, str]  # labels by code

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """What else there is on top, then not started, the steps in a row, done."""
        labels = {str(step): self._label(step) for step in STEPS}
        ticked = {code: f"✓ {label}" if code == str(before) else label for code, label in labels.items()}
        ahead = [[Option(label, act_of(code))] for code, label in self.others.items()]
        between = [Option(ticked[str(step)], act_of(str(step))) for step in STEPS[1:-1]]
        return Offer(
            [
                *ahead,
                [Option(ticked["0"], act_of("0"))],
                between,
                [Option(ticked[str(ALL)], act_of(str(ALL)))],
            ],
            _("You can also type the percent, such as 40."),
        )

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A tap, a percent that was typed, or words for nothing and for all of it."""
        if act:
            return tapped(act, self._choices.options)
        said = folded(heard.text) if heard.act is Act.TEXT else ""
        if said in NOT_STARTED or said in DONE:
            return Answered("0" if said in NOT_STARTED else str(ALL))
        for code, label in self.others.items():
            if said and said in (folded(label), code):
                return Answered(code)
        written = _WRITTEN.fullmatch(heard.text.strip()) if heard.act is Act.TEXT else None
        if written is None or int(written[1]) > ALL:
            raise _wrong()
        return Answered(str(int(written[1])))

    def read(self, value: JsonValue) -> int | str:
        """The percent, or the code."""
        if isinstance(value, str) and value in self.others:
            return value
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}", value) and int(value) <= ALL:
            return int(value)
        raise _wrong()

    def show(self, value: JsonValue) -> str:
        """The percent with its sign, or the label."""
        code = str(value)
        return self.others.get(code) or (self._label(int(code)) if code.isdecimal() else code)

    @property
    def _choices(self) -> OneOf[str]:
        return one_of([*self.others.items(), *((str(step), str(step)) for step in STEPS)])

    @staticmethod
    def _label(step: int) -> str:
        if step == 0:
            return _("Not started")
        return _("✅ Done (100%)") if step == ALL else f"{step}%"


def percent(others: Iterable[tuple[str, str]] = ()) -> Percent:
    """How many percent are done, or one of the (code, label) pairs that stand above them."""
    return Percent(dict(others))


def _wrong() -> Misunderstood:
    return Misunderstood(_("Tap how far it is, or type a percent from 0 to 100, such as 40."))
