"""Coming in: with the token of an invitation (`/start TOKEN`), or with one's own contact.

First contact says what is kept and why (UU PDP 27/2022); who does not agree leaves no trace.
"""

from bot.i18n import N_, _
from bot.markup import bold
from bot.questions import one_of, yes_no
from bot.roles import role_name
from bot.talk import Talk
from handlers.language import LANGUAGES, WHICH
from models.arrivals import Arrival, Guest, Refusal, Refused
from models.joining import Declined, Joined

REFUSALS = {
    Refusal.UNKNOWN: N_(
        "I do not know this invitation. Perhaps part of the link was lost: please open it once more, "
        "or scan the code on your sheet."
    ),
    Refusal.REVOKED: N_("This invitation is no longer valid. A new one comes from {helper}."),
    Refusal.USED_ELSEWHERE: N_(
        "This invitation has been used already, on another phone. If that was not you, please tell {helper}."
    ),
    Refusal.ALREADY_IN: N_("You are in already, {name}."),
    Refusal.SOMEBODY_ELSES: N_(
        "This invitation is for somebody else, and this chat is yours, {name}. Whoever it is for opens it on "
        "their own phone. If something is not right, please tell {helper}."
    ),
    Refusal.NOT_OWN_CONTACT: N_(
        "That is somebody else’s contact. Please share your own with the button, or open your invitation."
    ),
    Refusal.NOBODY: N_(
        "Your number is not in any roster I know. Please open the link or scan the code of your invitation, "
        "or ask the organisers to enter this number."
    ),
    Refusal.SEVERAL: N_(
        "Several people have your number in the roster, so I cannot tell who you are. Please open the link or "
        "scan the code of your invitation, or tell {helper}."
    ),
}


async def join(talk: Talk, facts: Arrival) -> Joined | Declined | None:
    """Greet, agree on a language and on what is kept, and make the chat theirs."""
    if isinstance(facts, Refused):
        talk.say(refusal(facts))
        if facts.reason is Refusal.ALREADY_IN:
            talk.then("menu")
        return None

    language = facts.language or await talk.ask("language", WHICH, one_of(LANGUAGES))
    talk.speak(language)

    if not facts.agreed:
        talk.say(
            _("Hello, {name}. This is your invitation to {batch}.").format(name=facts.name, batch=facts.batch)
        )
        agrees = await talk.ask("consent", consent(facts), yes_no(_("I agree"), _("Not now")))
        if not agrees:
            talk.say(_("All right. Nothing of this chat is kept, and your invitation stays valid."))
            return Declined()
    if facts.elsewhere:
        moves = await talk.ask(
            "move",
            _("You are in already on another phone, {name}. Shall we go on here instead?").format(
                name=facts.name
            ),
            yes_no(_("Go on here"), _("Stay there")),
        )
        if not moves:
            talk.say(_("All right, we stay on your other phone. Nothing of this chat is kept."))
            return Declined()

    talk.say(welcome(facts))
    talk.then("menu")
    return Joined(facts.person_id, facts.invitation_id, language, moves=facts.elsewhere)


def consent(guest: Guest) -> str:
    """What is kept and why. Its version is models.consents.TEXT_VERSION: a new text needs a new one."""
    return _(
        "What I keep about you, and why (UU PDP 27/2022):\n\n"
        "• Responsible: {organisation}\n"
        "• What: from the roster your name, NIP, phone number and position; from here this chat and your "
        "answers with their times\n"
        "• What for: to guide you through the programme and to report on it\n"
        "• How long: while the programme runs, or until you ask to be erased\n"
        "• Your rights: see it all (/mydata), have it corrected, withdraw or be erased (/erase)\n"
        "• Questions: {contact}\n\n"
        "Do you agree?"
    ).format(organisation=guest.organisation, contact=guest.facilitator or guest.organisation)


def welcome(guest: Guest) -> str:
    """Who they are here, and what comes next."""
    role = f"{role_name(guest.role)}, {guest.agency}" if guest.agency else role_name(guest.role)
    return _(
        "Welcome, {name}! You are in {batch} now. Your role: {role}.\n\n"
        "I write to you when something is due, one question at a time. You can stop at any time and go on later."
    ).format(name=bold(guest.name), batch=guest.batch, role=role)


def refusal(refused: Refused) -> str:
    """Why they cannot come in, and who helps."""
    if refused.facilitator:
        helper = _("your facilitator, {name}").format(name=refused.facilitator)
    else:
        helper = _("whoever gave it to you")
    return _(REFUSALS[refused.reason]).format(helper=helper, name=refused.name)
