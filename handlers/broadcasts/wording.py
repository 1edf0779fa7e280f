"""How a message to many is spoken of: to whom it goes, how far it has come, why somebody did not get it."""

from bot.i18n import N_, _, ngettext, when
from models.broadcasts.broadcast import Audience, BroadcastState, RecipientState, Why
from models.broadcasts.progress import Progress

BRIEF = 120  # characters of a message by which it is known
WHY = {
    Why.NEVER: N_("has not come in yet"),
    Why.BLOCKED: N_("has blocked me"),
    Why.AWAY: N_("is away, or wants no messages"),
    Why.REFUSED: N_("Telegram did not take it"),
    Why.STOPPED: N_("stopped before their turn"),
    Why.GONE: N_("has been erased"),
}
SIGNS = {
    RecipientState.WAITING: "⏳",
    RecipientState.QUEUED: "⏳",
    RecipientState.SENT: "✅",
    RecipientState.UNREACHED: "📵",
    RecipientState.UNSENT: "⏹",
}


def people_text(count: int) -> str:
    """So many people."""
    return ngettext("{n} person", "{n} people", count).format(n=count)


def audience_text(facts: Progress) -> str:
    """To whom it goes."""
    match facts.audience:
        case Audience.AGENCY:
            return facts.agency
        case Audience.SILENT:
            return _("who had not reported")
        case _:
            return _("everybody")


def in_short(text: str) -> str:
    """Its beginning, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= BRIEF else f"{line[: BRIEF - 1].rstrip()}…"


def progress_text(facts: Progress) -> str:
    """What it is, how many got it, how many wait and until when, how many did not get it."""
    sent, waiting = (
        facts.count(RecipientState.SENT),
        facts.count(RecipientState.WAITING, RecipientState.QUEUED),
    )
    lines = [_("✅ {sent} of {people} have got it").format(sent=sent, people=facts.people)]
    if waiting:
        lines.append(
            _("⏳ {n} get it {time}").format(n=waiting, time=when(facts.goes_on_at, facts.zone))
            if facts.goes_on_at
            else ngettext("⏳ {n} is waiting", "⏳ {n} are waiting", waiting).format(n=waiting)
        )
    if unreached := facts.count(RecipientState.UNREACHED):
        lines.append(_("📵 {n} cannot be reached").format(n=unreached))
    if unsent := facts.count(RecipientState.UNSENT):
        lines.append(_("⏹ {n} do not get it any more").format(n=unsent))
    return "\n".join([heading(facts), "", *lines])


def heading(facts: Progress) -> str:
    """How it stands, in a few words."""
    match facts.state:
        case BroadcastState.STOPPED:
            return _("Your message was stopped.")
        case BroadcastState.DONE:
            return _("Your message has gone out.")
        case _:
            return _("Your message is on its way.")
