"""Why somebody should be called, in words."""

from collections.abc import Sequence

from bot.i18n import _, ngettext
from bot.lights import reason_text
from models.digests.calls import Call, CallReason, Why


def call_text(call: Call, most: int = 3) -> str:
    """The reasons, what counts most first, so many at most."""
    return ", ".join(_unlike([why_text(reason) for reason in call.told])[:most])


def why_text(reason: CallReason) -> str:
    """One reason."""
    n = reason.number
    match reason.why:
        case Why.SILENT:
            return ngettext("silent for {n} week", "silent for {n} weeks", n).format(n=n)
        case Why.APART:
            return _("judges it quite differently")
        case Why.OBSTACLE:
            return ngettext("an obstacle for {n} day", "an obstacle for {n} days", n).format(n=n)
    return reason_text(reason.finding) if reason.finding else ""


def _unlike(texts: Sequence[str]) -> Sequence[str]:
    return list(dict.fromkeys(filter(None, texts)))
