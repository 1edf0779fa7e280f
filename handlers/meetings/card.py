"""One meeting: everything about it, what goes with it, and what can be done with it now."""

from bot.i18n import _, number
from bot.markup import bold, italic
from bot.messages import Attachment, SentFile
from bot.questions import one_of
from bot.reports.calendar_file import calendar_file
from bot.talk import Talk
from handlers.meetings.coming import choices as answers
from handlers.meetings.coming import say_whether
from handlers.meetings.wording import counts, in_full, own_word, who_comes
from handlers.quickwins.wording import shortened
from models.meetings.answering import Answer
from models.meetings.cards import MeetingCard, Thing
from models.meetings.pages import NO_PAGES, Pages

CALENDAR, MATERIALS, WHO, CLOSE, BACK = "calendar", "materials", "who", "close", "back"
LEADS = {
    "code": "meeting_code",
    "screen": "meeting_screen",
    "roll": "meeting_roll",
    "change": "meeting_change",
    "cancel": "meeting_cancel",
    "add_material": "meeting_material",
    "recap": "meeting_recap",
    "feedback": "meeting_feedback",
}
HERE = "here"
FEWEST_OPINIONS = 3
"""Of fewer it could be told whose they are."""


async def meeting(talk: Talk, facts: MeetingCard | None, *, pages: Pages = NO_PAGES) -> Answer | None:
    """Show it and let the person choose."""
    if facts is None:
        talk.say(_("I do not find that meeting. /agenda shows what there is."))
        return None
    chosen = await talk.ask(
        f"what.{facts.sequence}", summary(facts, talk.zone), one_of(choices(facts, pages))
    )
    if chosen in LEADS:
        talk.then(LEADS[chosen], str(facts.id))
        return None
    match chosen:
        case "yes" | "no":
            return await say_whether(talk, facts, chosen)
        case "here":
            talk.then("attend")
        case "calendar":
            send_calendar(talk, facts)
        case "materials":
            hand_over(talk, facts)
        case "who":
            talk.say(who_comes(facts))
            talk.then("meeting", str(facts.id))
        case "back":
            talk.then("agenda")
    return None


def summary(card: MeetingCard, zone: str) -> str:
    """When and where it is, what the person said, and for who holds it how many come."""
    parts = [in_full(card.details, zone)]
    if not card.is_planned:
        why = f": {card.reason}" if card.reason else "."
        parts.insert(0, bold(_("🚫 This meeting does not take place")) + why)
    parts.append(own_word(card))
    if card.guests:
        parts.append(counts(card))
    if card.recap:
        parts.append("\n".join([bold(_("In short")), card.recap]))
    if len(card.feedback) >= FEWEST_OPINIONS and card.is_over:
        parts.append(opinions(card))
    return "\n\n".join(part for part in parts if part)


def opinions(card: MeetingCard) -> str:
    """What those who were there thought of it: the averages, and the newest sentences without names."""
    count = len(card.feedback)
    useful = sum(each[0] for each in card.feedback) / count
    clear = sum(each[1] for each in card.feedback) / count
    lines = [
        _("Feedback of {n}: useful {useful}, clear {clear} of 5").format(
            n=count, useful=number(round(useful, 1)), clear=number(round(clear, 1))
        )
    ]
    lines += [italic(f"“{shortened(words, 120)}”") for _useful, _clear, words in card.feedback[-2:] if words]
    return "\n".join(lines)


def choices(card: MeetingCard, pages: Pages = NO_PAGES) -> list[tuple[str, str]]:
    """What can be done with it as it stands."""
    found = []
    if card.invited and card.is_open and card.attendance is None:
        found.append((HERE, _("📲 I am here")))
    if card.may_answer:
        found += answers(card)
    if card.attendance and card.is_over and not card.has_given_feedback:
        found.append(("feedback", _("⭐ Say what you think of it")))
    if card.materials:
        found.append((MATERIALS, _("📎 Materials ({n})").format(n=len(card.materials))))
    if card.is_planned and not card.is_over:
        found.append((CALENDAR, _("🗓 Into my calendar")))
    if card.guests:
        found.append((WHO, _("👥 Who was there") if card.has_begun else _("👥 Who comes")))
    if card.hosts:
        found += hosting(card, pages)
    return [*found, (BACK, _("‹ The agenda")), (CLOSE, _("Nothing now"))]


def hosting(card: MeetingCard, pages: Pages) -> list[tuple[str, str]]:
    """What only who holds it can do."""
    found = []
    if card.is_open:
        found.append(("code", _("🔢 Show the code")))
    if pages.are_served and card.is_planned and (card.is_open or not card.is_over):
        found.append(("screen", _("🖥 QR code on a screen")))
    if card.may_mark and (card.guests or card.uninvited):
        found.append(("roll", _("✍️ Tick names")))
    if card.is_over and card.is_planned:
        found.append(("recap", _("📝 Write a recap")))
    if card.is_planned:
        found.append(("add_material", _("📎 Add or take out material")))
    if card.may_change:
        found += [("change", _("✏️ Change or move it")), ("cancel", _("🚫 Call it off"))]
    return found


def send_calendar(talk: Talk, card: MeetingCard) -> None:
    """Hand over the file that puts it into a calendar."""
    file = calendar_file(card)
    talk.say(
        _(
            "Open this file and your calendar takes the meeting down, at the time where you are. After a change, fetch it here again."
        ),
        Attachment(_("meeting.ics"), file),
    )


def hand_over(talk: Talk, card: MeetingCard) -> None:
    """Say the links, and have the files sent."""
    links = [f"• {thing.name}: {thing.link}" for thing in card.materials if thing.link]
    files = [thing for thing in card.materials if thing.file]
    lines = [bold(_("Materials of {title}").format(title=card.details.title)), *links]
    if files:
        lines.append(_("The files come in a moment."))
    talk.say("\n".join(lines))
    for thing in files:
        talk.order("meeting_material", str(card.id), file=as_sent(thing))


def as_sent(thing: Thing) -> SentFile:
    """The file as the channel knows it."""
    file = thing.file or {}
    return SentFile(
        str(file.get("file_id", "")),
        str(file.get("name", thing.name)),
        str(file.get("media_type", "")),
        int(str(file.get("size", 0))),
    )
