"""Looking back on what ran before (/kilasbalik): judge it, read what the batch thinks, add to it."""

from bot.i18n import _
from bot.questions import one_of
from bot.talk import Talk
from handlers.past_programmes.wording import SIGNS
from models.past_programmes.looking_back import FIELD, ONE, OTHERS, OWN, LookingBack

TALLY, CHANGE, ADD, SEND, CLOSE = "tally", "change", "add", "send", "close"


async def look_back(talk: Talk, facts: LookingBack | None) -> None:
    """Let the person choose what to look back on."""
    if facts is None:
        talk.say(_("You are in no batch, so there is nothing to look back on."))
        return
    if not facts.programmes and not facts.adds:
        talk.say(_("There are no past programmes yet. Your facilitator adds them; I have them here then."))
        return
    chosen = await talk.ask("what", introduction(facts), one_of(choices(facts)))
    match chosen:
        case "tally":
            talk.then("lookback_tally")
        case "add":
            talk.then("add_past_programme")
        case "send":
            talk.then("send_past_programmes")
        case "change":
            which = await talk.ask(
                "which", _("Which one do you judge differently now?"), one_of(judged(facts))
            )
            talk.then("judge_past_programmes", which)
        case group if group in facts.groups:
            talk.then("judge_past_programmes", group)


def introduction(facts: LookingBack) -> str:
    """What there is, and what one can do with it."""
    if not facts.programmes:
        return _("There are no past programmes yet. Add the first one, and the agents judge them.")
    if not facts.judges:
        return _("{n} programmes ran before. The batch has given {count} judgements so far.").format(
            n=len(facts.programmes), count=facts.judged
        )
    return _(
        "Before anything new: what became of the programmes that ran before, and what should become of them?\n\n"
        "Which ones would you like to look back on?"
    )


def choices(facts: LookingBack) -> list[tuple[str, str]]:
    """What can be done now: groups with how many of them the person has judged, and then the rest."""
    found = [(group, group_label(facts, group)) for group in facts.groups] if facts.judges else []
    if facts.judged:
        found.append((TALLY, _("📊 What the batch thinks")))
    if judged(facts):
        found.append((CHANGE, _("Change a judgement")))
    if facts.adds:
        found += [(ADD, _("+ Add a programme")), (SEND, _("📄 Send a list"))]
    return [*found, (CLOSE, _("Nothing now"))]


def group_label(facts: LookingBack, group: str) -> str:
    """Its name, with how many of how many are judged."""
    programmes = facts.of(group)
    done = sum(programme.judged is not None for programme in programmes)
    progress = "✓" if done == len(programmes) else _("{n} of {count}").format(n=done, count=len(programmes))
    return f"{group_name(facts, group)} · {progress}"


def group_name(facts: LookingBack, group: str) -> str:
    """What a group of programmes is called."""
    names = {OWN: _("My own agency"), OTHERS: _("Other fields")}
    return names.get(group) or facts.rules.field(group.removeprefix(FIELD))


def judged(facts: LookingBack) -> list[tuple[str, str]]:
    """The programmes that the person has judged, each with what they said."""
    return [(f"{ONE}{p.id}", f"{SIGNS[p.judged.verdict]} {p.name}") for p in facts.programmes if p.judged]
