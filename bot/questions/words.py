"""Free text."""

from dataclasses import dataclass

from pydantic import JsonValue

from bot.i18n import _
from bot.messages import Act, Heard
from bot.questions.folding import folded
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Option, Paged

KEEP = "+"  # what was answered before stands
KEEPING = {"tetap", "keep", "sama"}
AS_BEFORE = "*"  # what was said another time is said again
LONGEST_SHOWN = 300  # characters of an earlier answer that are enough to know it by


@dataclass(frozen=True)
class Words(Kind[str]):
    """A few words, or up to `longest` characters of them; `in_lines` where several lines are welcome.

    `earlier` is what was said another time: it is shown, and one tap says it again.
    """

    longest: int = 2000
    in_lines: bool = False
    earlier: str = ""

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """What was written before, or another time, with a button that keeps it."""
        if before is None and self.earlier:
            note = _("Last time: “{words}”").format(words=_shortened(self.earlier))
            return Offer([[Option(_("The same as last time"), AS_BEFORE)]], note)
        if before is None and self.in_lines:
            return Offer(note=_("Several lines are welcome; please send them in one message."))
        return offer_to_keep(before, _shortened(str(before)))

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """The text as it was written, without the spaces around it."""
        again = act == AS_BEFORE or (not act and folded(heard.text) in _again())
        if self.earlier and again:
            return Answered(self.earlier)
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


def text(longest: int = 2000, *, in_lines: bool = False, earlier: str = "") -> Words:
    """Free text of at most `longest` characters; where several lines are welcome that is said.

    What was said `earlier`, another time, can be said again with one tap.
    """
    return Words(longest, in_lines, earlier)


def _shortened(written: str) -> str:
    return written if len(written) <= LONGEST_SHOWN else f"{written[:LONGEST_SHOWN]}…"


def _again() -> set[str]:
    return {*KEEPING, folded(_("The same as last time"))}


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
