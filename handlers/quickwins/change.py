"""Changing what a quick win says, one field at a time, as many as one likes."""

from dataclasses import replace

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of
from bot.talk import Talk
from handlers.quickwins.draft import say_hints
from handlers.quickwins.questions import QUESTIONS, ask_field, stored
from handlers.quickwins.wording import shown
from models.quickwins.cards import Card, Changed
from models.quickwins.content import FIELDS

DONE = "done"


async def change(talk: Talk, facts: Card | None) -> Changed | None:
    """Ask which field and what it should say, until the person is done."""
    if facts is None or not facts.may_change:
        talk.say(_("It cannot be changed now. /quickwin shows where it stands."))
        return None
    content = facts.content
    place = 1
    while True:
        done = [(DONE, _("✓ Done"))] if place > 1 else []
        name = await talk.ask(
            f"which.{place}",
            bold(_("What would you like to change?")) if place == 1 else bold(_("Anything else?")),
            one_of([*done, *((name, _(QUESTIONS[name].label)) for name in FIELDS)]),
        )
        if name == DONE:
            break
        now = _("So far: {answer}").format(answer=shown(name, getattr(content, name), facts.rules))
        answer = await ask_field(talk, f"{name}.{place}", name, facts.rules, content, now)
        content = replace(content, **{name: stored(name, answer)})
        say_hints(talk, name, answer)
        place += 1
    talk.then("quickwin", str(facts.id))
    if content == facts.content:
        return None
    talk.say(_("{code} now says so.").format(code=bold(facts.code)))
    return Changed(facts.id, facts.viewer.member_id, facts.content, content)
