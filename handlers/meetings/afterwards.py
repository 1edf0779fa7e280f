"""When a meeting is over: who was there says what they think, who was not hears what they missed, a facilitator sums up."""

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of, scale, text
from bot.talk import Talk
from handlers.meetings.card import hand_over
from handlers.meetings.wording import counts, names
from models.meetings.answering import Opinion, Recap
from models.meetings.cards import MeetingCard
from models.meetings.feedback import LONGEST_WORDS

LONGEST_RECAP = 500  # characters
OPEN, LATER, READ = "open", "later", "read"


async def feedback(talk: Talk, facts: MeetingCard | None) -> Opinion | None:
    """Hand over the materials and ask three questions; nobody reads a name with the answers."""
    if facts is None or facts.attendance is None or facts.has_given_feedback or not facts.is_planned:
        return None
    if facts.materials:
        hand_over(talk, facts)
    thanks = _(
        "Thank you for coming to {title}. Three short questions; your name does not go with the answers."
    ).format(title=bold(facts.details.title))
    useful = await talk.ask(
        "useful",
        "\n\n".join([thanks, rating(_("How much does it help in your work?"))]),
        scale(1, 5),
        brief=_("How much it helps"),
    )
    clear = await talk.ask(
        "clear",
        rating(_("How clear was it?")),
        scale(1, 5),
        brief=_("How clear it was"),
    )
    words = await talk.ask(
        "words",
        bold(_("One sentence: what do you take along, or what was missing?")),
        text(LONGEST_WORDS),
        optional=True,
        brief=_("In a sentence"),
    )
    talk.say(_("Thank you, that helps the next meeting."))
    return Opinion(facts.id, facts.viewer.member_id, useful, clear, words or "")


def rating(question: str) -> str:
    """A question that is answered with a figure, and what the figures mean."""
    return "\n".join([bold(question), _("1 not at all, 5 very much")])


async def missed(talk: Talk, facts: MeetingCard | None) -> None:
    """What somebody missed: the recap, and the materials."""
    if facts is None or facts.attendance is not None or not facts.is_planned:
        return
    title = bold(facts.details.title)
    told = _("We missed you at {title}.") if facts.is_counted else _("{title} has been; in short:")
    told = told.format(title=title)
    recap = facts.recap or _("There is no recap of it; your colleagues can tell you about it.")
    talk.say(f"{told}\n\n{recap}")
    if facts.materials:
        hand_over(talk, facts)


async def ended(talk: Talk, facts: MeetingCard | None) -> None:
    """A facilitator hears who was there, and goes on to what is left to do."""
    if facts is None or not facts.hosts or not facts.is_planned or not facts.guests:
        return
    absent = _("Not there: {names}").format(names=names(facts.missing)) if facts.missing else ""
    asked = _("Is the list right? Whoever missed it gets your recap and the materials.")
    head = _("{title} is over.").format(title=bold(facts.details.title))
    told = "\n\n".join(part for part in (f"{head}\n{counts(facts)}", absent, asked) if part)
    chosen = await talk.ask(
        "now",
        told,
        one_of([(READ, _("📝 Write a recap")), (OPEN, _("Open the meeting")), (LATER, _("Later"))]),
    )
    if chosen == LATER:
        talk.say(_("All right. /agenda has it under “What has been”."))
    else:
        talk.then("meeting_recap" if chosen == READ else "meeting", str(facts.id))


async def recap(talk: Talk, facts: MeetingCard | None) -> Recap | None:
    """What those who missed it should know, in a few sentences."""
    if facts is None or not facts.hosts or not facts.is_over or not facts.is_planned:
        talk.say(_("A recap is written by facilitators, when the meeting is over."))
        return None
    talk.then("meeting", str(facts.id))
    words = await talk.ask(
        "words",
        _(
            "What should those know who missed {title}? A few sentences: what was agreed, and what is to be done until when."
        ).format(title=bold(facts.details.title)),
        text(LONGEST_RECAP, in_lines=True),
    )
    if facts.is_counted:
        talk.say(_("Thank you. Those who were not there hear it from me now."))
    else:
        talk.say(_("Thank you. Nobody is on the list of those who were there, so everybody hears it now."))
    return Recap(facts.id, words)
