"""Asking to be forgotten (/hapus), and changing one's mind."""

from bot.i18n import _, when
from bot.questions import yes_no
from bot.talk import Talk
from models.erasures import AskErasure, ErasureStanding, WithdrawErasure


async def erase(talk: Talk, facts: ErasureStanding) -> AskErasure | WithdrawErasure | None:
    """Say what goes and what stays, and record the request; or let it be withdrawn."""
    helper = facts.facilitator or _("the organisers")
    if facts.requested_at is not None:
        asked = when(facts.requested_at, talk.zone)
        withdraw = await talk.ask(
            "withdraw",
            _(
                "You asked to be erased on {time}. That is recorded and waits for {helper}. "
                "Would you like to withdraw it?"
            ).format(time=asked, helper=helper),
            yes_no(_("Withdraw it"), _("Let it stand")),
        )
        if withdraw:
            talk.say(_("It is withdrawn. Everything stays as it is; good to have you here."))
            return WithdrawErasure()
        talk.say(_("All right, the request stands."))
        return None

    certain = await talk.ask(
        "erase",
        _(
            "You can have yourself erased. I pass your request on to {helper}.\n\n"
            "• What goes: your name, NIP, phone number and position, this chat, and everything you wrote in "
            "your own words\n"
            "• What stays, without your name: your role and agency, and what you chose or gave as a number in "
            "assessments, for the programme’s statistics\n\n"
            "It cannot be undone once it has been carried out; until then you can withdraw it here. "
            "Shall I record your request?"
        ).format(helper=helper),
        yes_no(_("Yes, erase me"), _("No, keep it")),
    )
    if not certain:
        talk.say(_("Nothing has been changed."))
        return None
    talk.say(
        _(
            "Your request to be erased is recorded, and I let {helper} know. "
            "You can withdraw it with /erase until it has been carried out."
        ).format(helper=helper)
    )
    return AskErasure()
