"""A facilitator at a meeting: showing the code, and ticking who is there."""

from bot.i18n import _
from bot.markup import bold
from bot.questions import many_of, one_of
from bot.talk import Talk
from handlers.meetings.wording import counts
from models.meetings.attending import Roll
from models.meetings.cards import MeetingCard
from models.meetings.codes import digits, seconds_left, step_at

AGAIN, DONE = "again", "done"
THERE, NOT_THERE, UNINVITED, BACK = "there", "not_there", "uninvited", "back"
MOST_LOOKS = 60


async def code(talk: Talk, facts: MeetingCard | None) -> None:
    """Show the figures of this half minute, and the next ones when asked."""
    if facts is None or not facts.hosts or not facts.is_open:
        talk.say(_("There is a code from an hour before a meeting until half an hour after it."))
        return
    talk.then("meeting", str(facts.id))
    for look in range(MOST_LOOKS):
        choice = await talk.ask(
            f"look.{look}", shown(facts), one_of([(AGAIN, _("🔄 The next code")), (DONE, _("✓ Done"))])
        )
        if choice == DONE:
            return


def shown(card: MeetingCard) -> str:
    """The figures, for how long they are taken, and who is there so far."""
    figures = digits(card.secret, card.id, step_at(card.now))
    parts = [
        bold(card.details.title),
        bold(f"🔢 {figures[:3]} {figures[3:]}"),
        _("Taken for {n} seconds more. Read it out or write it up; people type it under /hadir.").format(
            n=seconds_left(card.now) + 30
        ),
        counts(card),
    ]
    return "\n\n".join(parts)


async def roll(talk: Talk, facts: MeetingCard | None) -> Roll | None:
    """Tick who is there and not on the list yet, invited or not, or take somebody off it."""
    if facts is None or not facts.hosts or not facts.may_mark:
        talk.say(_("Names are ticked by facilitators, from an hour before a meeting on."))
        return None
    talk.then("meeting", str(facts.id))
    choices = [(THERE, _("Tick who is there"))] if facts.missing else []
    choices += [(UNINVITED, _("Somebody who was not invited"))] if facts.uninvited else []
    choices += [(NOT_THERE, _("Take somebody off the list"))] if facts.present else []
    what = await talk.ask("what", counts(facts), one_of([*choices, (BACK, _("‹ The meeting"))]))
    if what == BACK:
        return None
    people = [
        (g.member.member_id, g.member.name) for g in (facts.missing if what == THERE else facts.present)
    ]
    people = list(facts.uninvited) if what == UNINVITED else people
    asked = _("Who was not there after all?") if what == NOT_THERE else _("Who is there?")
    chosen = await talk.ask(what, asked, many_of((str(member), name) for member, name in people))
    members = tuple(map(int, chosen))
    if not members:
        return None
    talk.say(_("Written down."))
    return Roll(facts.id, not_there=members) if what == NOT_THERE else Roll(facts.id, members)
