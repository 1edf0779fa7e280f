"""Being there (/hadir): by the link on the screen, or by typing its six figures."""

from collections.abc import Sequence

from bot.i18n import N_, _, hour, ngettext
from bot.markup import bold
from bot.questions import text
from bot.talk import Talk
from handlers.meetings.wording import span
from models.meetings.attendance import How, minutes_late
from models.meetings.attending import AtTheDoor, On, Present, Refusal, WrongCode
from models.meetings.codes import DIGITS
from models.meetings.rules import USUAL_MEETINGS, MeetingRules

REFUSALS = {
    Refusal.OLD_CODE: N_(
        "This code is no longer on the screen: it changes every half minute. Please scan the one that is there now."
    ),
    Refusal.NOT_INVITED: N_(
        "You are not among those invited to {title}. If you are in the room, your facilitator writes you down."
    ),
    Refusal.TOO_EARLY: N_(
        "You are early: {title} is on {when}. From an hour before I write down who is there."
    ),
    Refusal.TOO_LATE: N_(
        "{title} is over, and I no longer write down who was there by the code. If you were, your facilitator adds you."
    ),
    Refusal.CANCELLED: N_("{title} does not take place, so there is nothing to come to."),
}


async def attend(
    talk: Talk, facts: AtTheDoor, *, rules: MeetingRules = USUAL_MEETINGS
) -> Present | WrongCode | None:
    """Write down that they are there, or say kindly why that cannot be now."""
    if facts.viewer is None:
        talk.say(_("You are in no batch, so there is no meeting of yours."))
        return None
    if talk.subject:
        return linked(talk, facts, facts.viewer.member_id, rules)
    if not facts.on:
        talk.say(nothing_on(facts, talk.zone))
        return None
    if all(one.there_at for one in facts.on):
        talk.say(already(facts.on[0], talk.zone))
        return None
    open_ = [one for one in facts.on if one.takes_codes]
    if not open_:
        talk.say(
            _(
                "You have typed many codes that were not on the screen. Please scan the QR code there, or ask your facilitator to write you down."
            )
        )
        return None
    return await typed(talk, open_, facts.viewer.member_id, rules)


async def typed(talk: Talk, open_: Sequence[On], member_id: int, rules: MeetingRules) -> Present | WrongCode:
    """Ask for the figures; wrong ones are counted, and asked for again."""
    title = _(" or ").join(bold(one.title) for one in open_)
    code = await talk.ask(
        "code",
        _("Which six figures are on the screen of {title}? They change every half minute.").format(
            title=title
        ),
        text(20),
        check=in_full,
    )
    there = next((one for one in open_ if figures(code) in one.codes), None)
    if there is None:
        talk.say(
            _(
                "That code is not on the screen, or no longer: it changes every half minute. Please type the one that is there now."
            )
        )
        talk.then("attend")
        return WrongCode(tuple(one.id for one in open_), member_id)
    return written_down(talk, there, Present(there.id, member_id, How.CODE, talk.answered_at("code")), rules)


def linked(talk: Talk, facts: AtTheDoor, member_id: int, rules: MeetingRules) -> Present | None:
    """What a link came to."""
    one = facts.linked
    if one is not None and one.there_at is not None and facts.refusal in (None, Refusal.OLD_CODE):
        talk.say(already(one, talk.zone))
        return None
    if facts.refusal is not None or one is None:
        when = span(one.starts_at, one.ends_at, talk.zone) if one else ""
        talk.say(
            _(REFUSALS[facts.refusal or Refusal.OLD_CODE]).format(
                title=bold(one.title) if one else "", when=when
            )
        )
        return None
    return written_down(talk, one, Present(one.id, member_id, How.QR, talk.opened_at), rules)


def written_down(talk: Talk, one: On, present: Present, rules: MeetingRules) -> Present:
    """Thank them; who is late hears by how much."""
    late = minutes_late(one.starts_at, present.at, rules.grace)
    told = _("✓ You are there: {title}, {time}.").format(
        title=bold(one.title), time=hour(present.at, talk.zone)
    )
    if late:
        told += " " + ngettext("{n} minute after the start.", "{n} minutes after the start.", late).format(
            n=late
        )
    talk.say(told)
    return present


def already(one: On, zone: str) -> str:
    """That it has been written down."""
    at = hour(one.there_at, zone) if one.there_at else ""
    return _("I have you already: {title}, {time}.").format(title=bold(one.title), time=at)


def nothing_on(facts: AtTheDoor, zone: str) -> str:
    """That there is nothing to come to now, and when there is."""
    if facts.next is None:
        return _("No meeting of yours is on now. /agenda shows what there is.")
    return _(
        "No meeting of yours is on now. The next one is {title}, {when}; from an hour before I write down who is there."
    ).format(title=bold(facts.next.title), when=span(facts.next.starts_at, facts.next.ends_at, zone))


def figures(written: str) -> str:
    """The figures alone: people part them."""
    return "".join(str(int(sign)) for sign in written if sign.isdecimal())


def in_full(written: str) -> str | None:
    """What is wrong with a code that cannot be one, in words."""
    return None if len(figures(written)) == DIGITS else _("The code has six figures, such as 123 456.")
