"""A facilitator adds what goes with a meeting, or takes it out."""

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of, proof, text
from bot.talk import Talk
from models.meetings.answering import Added, TakenOut
from models.meetings.cards import MeetingCard
from models.meetings.material import LONGEST_NAME
from models.meetings.where import parted

OUT = "out:"
ADD, CLOSE = "add", "close"


async def material(talk: Talk, facts: MeetingCard | None) -> Added | TakenOut | None:
    """Take a link or a file, or out what is chosen."""
    if facts is None or not facts.hosts or not facts.is_planned:
        talk.say(_("Materials are added by facilitators. /agenda shows what there is."))
        return None
    talk.then("meeting", str(facts.id))
    if facts.materials:
        options = [(ADD, _("+ Add"))]
        options += [(f"{OUT}{thing.id}", _("✕ {name}").format(name=thing.name)) for thing in facts.materials]
        chosen = await talk.ask(
            "what", _("Add something, or tap what is to go."), one_of([*options, (CLOSE, _("Nothing now"))])
        )
        if chosen == CLOSE:
            return None
        if chosen != ADD:
            talk.say(_("It is taken out."))
            return TakenOut(facts.id, int(chosen.removeprefix(OUT)))
    asked = bold(_("Send a file, or a link."))
    sent = await talk.ask("sent", asked, proof(), check=is_material)
    file = sent.get("file")
    link = "" if file else parted(str(sent["text"]))[1]
    known_as = str(sent.get("text", "")) if file else ""
    name = known_as[:LONGEST_NAME] or await talk.ask(
        "name", _("What shall it be called in the list of materials?"), text(LONGEST_NAME)
    )
    talk.say(_("{name} is among the materials now.").format(name=bold(name)))
    return Added(facts.id, facts.viewer.member_id, name, link, file)


def is_material(sent: dict[str, object]) -> str | None:
    """What is wrong with what was sent, in words."""
    if sent.get("file") or parted(str(sent.get("text", "")))[1]:
        return None
    return _("That is neither a file nor a link. A link begins with https://.")
