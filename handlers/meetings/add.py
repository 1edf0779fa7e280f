"""A facilitator adds a meeting."""

from bot.i18n import _
from bot.markup import bold
from bot.questions import many_of, one_of
from bot.roles import role_name
from bot.talk import Talk
from handlers.meetings.parts import Times, ask_speaker, ask_times, ask_title, ask_where
from handlers.meetings.wording import in_full
from models.meetings.agenda import Planning
from models.meetings.audience import Audience
from models.meetings.meeting import Details
from models.meetings.planning import NewMeeting
from models.members import Role

BATCH, AGENCIES, ROLES, MEMBERS = "batch", "agencies", "roles", "members"
INVITED_ROLES = (Role.AGENT, Role.ASSESSOR, Role.PARTNER, Role.LEADER)


async def add(talk: Talk, facts: Planning | None) -> NewMeeting | None:
    """Ask for everything about it and whom it is for, and look it over."""
    if facts is None:
        talk.say(_("Meetings are planned by facilitators. /agenda shows what there is."))
        return None
    title = await ask_title(talk, facts.taken)
    speaker = await ask_speaker(talk)
    place, link = await ask_where(talk)
    times = await ask_times(talk, facts.viewer.zone)
    audience = await ask_audience(talk, facts)
    details = Details(title, times.starts_at, times.ends_at, speaker, place, link)
    shown = in_full(details, facts.viewer.zone)
    past = _("It has begun already; nobody is invited any more.") if has_begun(talk, times) else ""
    await talk.review("\n\n".join(part for part in (shown, past, _("Shall I plan it like this?")) if part))
    talk.say(_("{title} is planned. I invite everybody whom it is for.").format(title=bold(title)))
    talk.then("agenda")
    return NewMeeting(facts.viewer.batch_id, facts.viewer.member_id, details, audience)


def has_begun(talk: Talk, times: Times) -> bool:
    """Whether the beginning lies behind."""
    return times.starts_at <= talk.opened_at


async def ask_audience(talk: Talk, facts: Planning) -> Audience:
    """Whom it is for."""
    choices = [(BATCH, _("Everybody in the batch"))]
    choices += [(AGENCIES, _("Some agencies"))] if len(facts.agencies) > 1 else []
    choices += [(ROLES, _("Some roles")), (MEMBERS, _("Some people"))]
    whom = await talk.ask("audience", bold(_("Whom is it for?")), one_of(choices), brief=_("For whom"))
    if whom == BATCH:
        return Audience()
    options = {
        AGENCIES: [(str(agency), name) for agency, name in facts.agencies],
        ROLES: [(role.value, role_name(role)) for role in INVITED_ROLES],
        MEMBERS: [(str(member), name) for member, name in facts.members],
    }[whom]
    questions = {
        AGENCIES: _("Which agencies?"),
        ROLES: _("Which roles?"),
        MEMBERS: _("Which people?"),
    }
    chosen = await talk.ask(whom, bold(questions[whom]), many_of(options), check=somebody, brief=_("Invited"))
    match whom:
        case "agencies":
            return Audience(agencies=tuple(map(int, chosen)))
        case "roles":
            return Audience(roles=tuple(map(Role, chosen)))
    return Audience(members=tuple(map(int, chosen)))


def somebody(chosen: list[str]) -> str | None:
    """What is wrong where nobody is chosen, in words."""
    return None if chosen else _("Please choose at least one.")
