"""Writing to many: to whom, what, what it will look like, and whether it is to go."""

from bot.announcement import announcement
from bot.i18n import _, ngettext, when
from bot.markup import italic
from bot.questions import one_of, text, yes_no
from bot.talk import Talk
from handlers.broadcasts.wording import in_short, people_text
from models.broadcasts.broadcast import Audience
from models.broadcasts.writing import Lately, NewBroadcast, Writing

LONGEST = 3000  # characters: Telegram takes 4096, and who writes stands above it
SENT = "sent"


async def broadcast(talk: Talk, facts: Writing | None) -> NewBroadcast | None:
    """Ask for everything, show it, and send it where that is meant."""
    if facts is None:
        talk.say(_("This is for the facilitators of a batch. /menu shows what you can do."))
        return None
    if not facts.group(Audience.BATCH):
        talk.say(_("There is nobody in your batch yet to whom you could write."))
        return None
    to = await talk.ask("to", _("To whom would you like to write?"), one_of(audiences(facts)))
    if to == SENT:
        talk.then("broadcasts")
        return None
    audience = Audience(to)
    agency_id = None
    if audience is Audience.AGENCY:
        agency_id = int(await talk.ask("agency", _("To which agency?"), one_of(agencies(facts))))
    words = await talk.ask(
        "text",
        _("What would you like to tell them? I pass it on word for word."),
        text(LONGEST, in_lines=True),
    )
    talk.show(announcement(facts.author.name, facts.author.batch, words))
    group = facts.group(audience, agency_id)
    reached = sum(one.unreached is None for one in group)
    label = _("Send it to {people}").format(people=people_text(reached))
    goes = await talk.ask(
        "send", to_confirm(facts, reached, len(group) - reached), yes_no(label, _("Do not send it"))
    )
    if goes and (other := facts.like(words)):
        goes = await talk.ask(
            "again", meant(facts, other, words), yes_no(_("Yes, send mine"), _("No, leave it"))
        )
    if not goes:
        talk.say(_("All right, nothing is sent."))
        return None
    talk.then("broadcast_progress")
    week = facts.crowd.week if audience is Audience.SILENT else None
    return NewBroadcast(facts.author, audience, agency_id, week, words, facts.newest)


def audiences(facts: Writing) -> list[tuple[str, str]]:
    """The groups that have somebody in them, and what was sent before."""
    everybody, silent = facts.group(Audience.BATCH), facts.group(Audience.SILENT)
    found = [
        (
            Audience.BATCH.value,
            _("Everybody in {batch} ({n})").format(batch=facts.author.batch, n=len(everybody)),
        )
    ]
    if silent:
        label = _("Who has not reported this week ({n})").format(n=len(silent))
        found.append((Audience.SILENT.value, label))
    if facts.agencies:
        found.append((Audience.AGENCY.value, _("One agency")))
    if facts.before:
        found.append((SENT, _("📨 What was sent before")))
    return found


def agencies(facts: Writing) -> list[tuple[str, str]]:
    """The agencies that have somebody in the batch, with how many."""
    return [(str(of), f"{name} ({n})") for of, (name, n) in facts.agencies.items()]


def to_confirm(facts: Writing, reached: int, away: int) -> str:
    """How many it goes to, how many cannot be reached, when it goes, and whether it is to."""
    whom = [_("This is what it looks like. It goes to {people}.").format(people=people_text(reached))]
    if away:
        whom.append(
            ngettext(
                "{n} more cannot be reached: not here yet, away, or they have blocked me.",
                "{n} more cannot be reached: not here yet, away, or they have blocked me.",
                away,
            ).format(n=away)
        )
    parts = [" ".join(whom)]
    if facts.waits_until is not None:
        parts.append(
            _("It is late, and nobody is disturbed at night. It goes out in the morning, {time}.").format(
                time=when(facts.waits_until, facts.author.zone)
            )
        )
    return "\n\n".join([*parts, _("Shall I send it?")])


def meant(facts: Writing, other: Lately, words: str) -> str:
    """What was sent some minutes ago, by whom, and whether this one is meant as well."""
    at = when(other.at, facts.author.zone)
    if other.mine:
        said = _("You sent the same words already, {time}:").format(time=at)
    elif other.text.split() == words.split():
        said = _("{name} sent the same words already, {time}:").format(name=other.author, time=at)
    else:
        said = _("{name} wrote to your batch as well, {time}:").format(name=other.author, time=at)
    too = _("Is yours meant to go too?")
    return f"{said}\n\n{italic(in_short(other.text))}\n\n{too}"
