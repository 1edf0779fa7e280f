"""A stage that was closed: a facilitator looks at what shows it and verifies it or returns it; its owners hear."""

from collections.abc import Sequence

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of, text
from bot.talk import Talk
from handlers.reviews.wording import SENT_AS, sent_as
from models.checkins.evidence import CheckInEvidence
from models.checkins.stage_reports import ClosingState
from models.checkins.verifying import ClosingCard, Decision
from models.quickwins.evidence import EvidenceKind

VERIFY, RETURN, SHOW, LATER = "verify", "return", "show", "later"
LONGEST_REMARK = 400  # characters
MOST_SHOWN = 10


async def stage_closed(talk: Talk, facts: ClosingCard | None) -> Decision | None:
    """A facilitator decides on a closed stage; the subject is the closing's id."""
    if facts is None or not facts.decides:
        talk.say(_("That stage is not waiting for you. /batch shows what is."))
        return None
    if facts.state is not ClosingState.WAITING:
        talk.say(_("{name} has decided on it already. Thank you.").format(name=facts.decider or "–"))
        return None
    chosen = await talk.ask("do", closing_text(facts), one_of(choices(facts)))
    if chosen == SHOW:
        files = [piece for piece in facts.evidence if piece.kept_as][:MOST_SHOWN]
        for piece in files:
            talk.order("evidence_shown", str(piece.id))
        talk.say(_("It comes in a moment. After it you decide."))
        talk.then("stage_closed", str(facts.id))
        return None
    if chosen == LATER:
        talk.say(_("All right. You find it on the card of {name}, under /batch.").format(name=facts.by))
        return None
    if chosen == VERIFY:
        talk.say(_("Verified. I tell its owners."))
        return Decision(facts.id, facts.viewer.member_id, verified=True)
    remark = await talk.ask(
        "remark",
        bold(_("What is still missing?")) + "\n\n" + _("{name} reads it.").format(name=facts.by),
        text(LONGEST_REMARK),
    )
    talk.say(_("I pass it on to its owners; the stage is open again."))
    return Decision(facts.id, facts.viewer.member_id, verified=False, remark=remark)


def choices(facts: ClosingCard) -> Sequence[tuple[str, str]]:
    """What can be done; files can be looked at once they have been fetched."""
    found = [(SHOW, _("📎 Show what was sent"))] if any(piece.kept_as for piece in facts.evidence) else []
    return [
        *found,
        (VERIFY, _("✅ Verify it")),
        (RETURN, _("↩️ Return it with a remark")),
        (LATER, _("Later")),
    ]


def closing_text(facts: ClosingCard) -> str:
    """Which stage, what happened, how the plan says that it is verified, and what shows it."""
    title = _("{code} · stage {n}: {name}").format(code=facts.code, n=facts.number, name=facts.name)
    parts = [_("{name} reports a stage as done:").format(name=facts.by), bold(title)]
    if facts.what:
        parts.append(f"“{facts.what}”")
    if facts.verification:
        parts.append(_("Verification by the plan: {how}").format(how=facts.verification))
    parts.append(
        "\n".join([_("What shows it:"), *(f"• {piece_text(piece)}" for piece in facts.evidence[:MOST_SHOWN])])
    )
    return "\n".join(parts)


def piece_text(piece: CheckInEvidence) -> str:
    """A piece of evidence in a line."""
    kind = EvidenceKind(piece.kind)
    if kind is EvidenceKind.FILE and piece.file:
        return f"{piece.file.get('name', '')} {piece.text}".strip()
    if kind is EvidenceKind.PLACE:
        return f"{sent_as(SENT_AS[kind], piece.text)} ({piece.latitude:.5f}, {piece.longitude:.5f})"
    return sent_as(SENT_AS[kind], piece.text) if kind in SENT_AS else piece.text


async def stage_decided(talk: Talk, facts: ClosingCard | None) -> None:
    """An owner hears what a facilitator made of a stage that was closed."""
    if facts is None or facts.state is ClosingState.WAITING:
        return
    title = bold(_("{code} · stage {n}: {name}").format(code=facts.code, n=facts.number, name=facts.name))
    if facts.state is ClosingState.VERIFIED:
        talk.say(_("🎉 {name} has verified a stage of yours:").format(name=facts.decider) + f"\n{title}")
        return
    told = _("{name} sends a stage back to you, with a remark:").format(name=facts.decider)
    ending = _("Your next report asks for it again.")
    talk.say(f"{told}\n{title}\n\n“{facts.remark}”\n\n{ending}")
