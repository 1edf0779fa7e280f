"""A facilitator adds a programme that ran before."""

from decimal import Decimal

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of, text, whole_number
from bot.talk import Talk
from handlers.past_programmes.wording import said
from models.past_programmes.adding import Added, Adding
from models.past_programmes.description import (
    LONGEST_ABOUT,
    LONGEST_NAME,
    Description,
    wrong_about,
    wrong_name,
    wrong_year,
)
from models.spreadsheets.sentences import Sentence

NONE, ANOTHER = "none", "another"
AGENCY = "agency:"


async def add(talk: Talk, facts: Adding | None) -> Added | None:
    """Ask for its name, field, agency, year and what it was about, and look it over."""
    if facts is None:
        talk.say(_("Past programmes are added by facilitators. /lookback shows those that there are."))
        return None
    name = await talk.ask(
        "name",
        bold(_("What was the programme called?")),
        text(LONGEST_NAME),
        brief=_("Name"),
        check=lambda written: in_words(wrong_name(written, facts.taken)),
    )
    field = await talk.ask(
        "field",
        bold(_("In which priority field was it?")),
        one_of([*((one.code, one.name) for one in facts.rules.fields), (NONE, _("In none of them"))]),
        brief=_("Priority field"),
    )
    agency = await ask_agency(talk, facts)
    year = await talk.ask(
        "year",
        bold(_("In which year did it run?")),
        whole_number(),
        optional=True,
        brief=_("Year"),
        check=year_in_words,
    )
    about = await talk.ask(
        "about",
        bold(_("What was it about, in a sentence or two?")),
        text(LONGEST_ABOUT),
        optional=True,
        brief=_("What it was about"),
        check=lambda written: in_words(wrong_about(written)),
    )
    await talk.review(_("Shall I add it like this?"))
    talk.say(_("{name} is added. The agents find it under /lookback.").format(name=bold(name)))
    talk.then("lookback")
    return Added(
        facts.viewer,
        Description(name, "" if field == NONE else field, agency, int(year) if year else None, about or ""),
    )


async def ask_agency(talk: Talk, facts: Adding) -> str:
    """The name of the agency that ran it, "" where that is not known: one that is known, or another."""
    question = bold(_("Which agency ran it?"))
    if facts.agencies:
        known = [(f"{AGENCY}{name}", name) for name in facts.agencies]
        chosen = await talk.ask(
            "agency",
            question,
            one_of([*known, (ANOTHER, _("Another one"))]),
            optional=True,
            brief=_("Agency"),
        )
        if chosen != ANOTHER:
            return (chosen or "").removeprefix(AGENCY)
        question = bold(_("What is that agency called?"))
    written = await talk.ask(
        "other_agency", question, text(LONGEST_NAME), optional=not facts.agencies, brief=_("Agency")
    )
    return written or ""


def in_words(wrong: Sentence | None) -> str | None:
    """What is wrong, as the chat says it."""
    return said(wrong) if wrong else None


def year_in_words(year: Decimal) -> str | None:
    """What is wrong with a year, as the chat says it."""
    return in_words(wrong_year(int(year)))
