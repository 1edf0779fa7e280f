"""Free text."""

from dataclasses import dataclass

from pydantic import JsonValue

from bot.i18n import _
from bot.messages import Act, Heard
from bot.questions.folding import folded
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Option, Paged

KEEP = "+"  # what was answered before stands
KEEPING = {"tetap", "keep", "sama"}
LONGEST_SHOWN = 300  # characters of an earlier answer that are enough to know it by


@dataclass(frozen=True)
class Words(Kind[str]):
    """A few words, or up to `longest` characters of them; `in_lines` where several lines are welcome."""

    longest: int = 2000
    in_lines: bool = False

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """What was written before, with a button that keeps it."""
        if before is None and self.in_lines:
            return Offer(note=_("Several lines are welcome; please send them in one message."))
        shown = str(before)
        return offer_to_keep(before, shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…")

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """The text as it was written, without the spaces around it."""
        if kept := heard_to_keep(heard, act, before):
            return kept
        if heard.act is not Act.TEXT:
            raise Misunderstood(_("Please answer this one in words."))
        text = heard.text.strip()
        if not text:
            raise Misunderstood(_("Please write a few words."))
        if len(text) > self.longest:
            raise Misunderstood(
                _(
                    "That is {length} characters long; up to {longest} fit. Please shorten it a little."
                ).format(length=len(text), longest=self.longest)
            )
        return Answered(text)

    def read(self, value: JsonValue) -> str:
        """The text."""
        if isinstance(value, str) and value:
            return value
        raise Misunderstood(_("Please write a few words."))

    def show(self, value: JsonValue) -> str:
        """The text."""
        return str(value)


def text(longest: int = 2000, *, in_lines: bool = False) -> Words:
    """Free text of at most `longest` characters; where several lines are welcome that is said."""
    return Words(longest, in_lines)


def offer_to_keep(before: JsonValue, shown: str) -> Offer:
    """What was answered before, with a button that keeps it; nothing the first time."""
    if before is None:
        return Offer()
    return Offer(
        [[Option(_("Keep my answer"), KEEP)]], _("Your answer so far: {answer}").format(answer=shown)
    )


def heard_to_keep(heard: Heard, act: str, before: JsonValue) -> Answered | None:
    """The earlier answer, when it was said that it stands. Raises Misunderstood for taps on other buttons."""
    stands = act == KEEP or (not act and folded(heard.text) in {*KEEPING, folded(_("Keep my answer"))})
    if stands and before is not None:
        return Answered(before)
    if act:
        raise Misunderstood(_("That button is from earlier. Please write your answer."))
    return None
