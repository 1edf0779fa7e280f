"""How far a message to many has come: shown in place as it goes on, and stopped with one tap."""

from bot.i18n import _
from bot.markup import italic
from bot.questions import one_of
from bot.talk import Talk
from handlers.broadcasts.wording import in_short, progress_text
from models.broadcasts.broadcast import BroadcastState, RecipientState
from models.broadcasts.progress import Progress, Stop

STOP, WHO, NOT, CLOSE = "stop", "who", "not", "close"
MISSED = (RecipientState.UNREACHED, RecipientState.UNSENT)


async def broadcast_progress(talk: Talk, facts: Progress | None) -> Stop | None:
    """Show it, and do what is tapped; the subject is the broadcast's id, or "" for their newest."""
    if facts is None:
        talk.say(_("I do not find that message. /batch shows your batch."))
        return None
    says = f"{progress_text(facts)}\n\n{italic(in_short(facts.text))}" if facts.text else progress_text(facts)
    choice = await talk.ask("what", says, one_of(choices(facts)))
    if choice in (WHO, NOT):
        talk.then("broadcast_people", f"{facts.id}:{choice}")
    elif choice == STOP:
        talk.then("broadcast_progress", str(facts.id))
        return Stop(facts.id)
    return None


def choices(facts: Progress) -> list[tuple[str, str]]:
    """Stopping it while it goes, and seeing who got it and who did not."""
    found = []
    if facts.state is BroadcastState.SENDING:
        found.append((STOP, _("⏹ Stop it")))
    if facts.count(*MISSED):
        found.append((NOT, _("📵 Who does not get it")))
    if facts.count(RecipientState.SENT):
        found.append((WHO, _("✅ Who got it")))
    return [*found, (CLOSE, _("Close"))]
