"""High five: thanking a colleague, and hearing that one is thanked."""

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of, text
from bot.talk import Talk
from models.checkins.thanking import Colleagues, Received, Thanks

LONGEST = 250  # characters


async def high_five(talk: Talk, facts: Colleagues | None) -> Thanks | None:
    """Choose whom to thank, and for what."""
    if facts is None or not facts.others:
        talk.say(_("There is nobody in your batch to thank yet."))
        return None
    chosen = await talk.ask(
        "whom",
        bold(_("Whom would you like to thank?")),
        one_of((str(one.member_id), one.name) for one in facts.others),
    )
    colleague = next(one for one in facts.others if str(one.member_id) == chosen)
    if colleague.member_id in facts.thanked:
        talk.say(
            _("You have thanked {name} today already. Tomorrow is another day.").format(name=colleague.name)
        )
        return None
    words = await talk.ask(
        "words",
        bold(_("What for?")) + "\n\n" + _("One sentence, or skip it: a high five says it as well."),
        text(LONGEST),
        optional=True,
    )
    talk.say(_("🙌 {name} hears of it.").format(name=bold(colleague.name)))
    return Thanks(facts.viewer.member_id, colleague.member_id, facts.today, words or "")


async def thanked(talk: Talk, facts: Received | None) -> None:
    """Somebody hears that they are thanked."""
    if facts is None:
        return
    who = f"{facts.by} ({facts.agency})" if facts.agency else facts.by
    words = f"\n\n“{facts.words}”" if facts.words else ""
    talk.say(_("🙌 A high five from {who}!").format(who=bold(who)) + words)
