"""How a question looks in a chat: its text, its note, its options, and the ways back and out."""

from collections.abc import Sequence
from dataclasses import replace

from pydantic import JsonValue

from bot.i18n import _
from bot.markup import tidy
from bot.messages import Message
from bot.questions.kind import Offer, Option
from bot.scene import Effect, OpenTalk, Prompt
from bot.talk import Question, Saying
from bot.tapping import BACK, LATER, SKIP

LONGEST_MESSAGE = 600  # characters that fit a small phone without scrolling (DESIGN 10)


def prompt(
    talk: OpenTalk,
    question: Question[object],
    *,
    first: bool,
    may_rest: bool,
    offer: Offer | None = None,
    replaces: int | None = None,
) -> Prompt:
    """The question with its options, what was answered before, and how to go back, skip or leave it.

    Its first options are offered where nothing else is.
    """
    offer = offer or question.kind.offer(_before(talk, question))
    ways = [
        *([] if first else [Option(_("‹ Back"), BACK)]),
        *([Option(_("Skip"), SKIP)] if question.optional else []),
        *([Option(_("Later"), LATER)] if may_rest else []),
    ]
    rows = (*(tuple(row) for row in offer.rows), *([tuple(ways)] if ways else []))
    text = tidy(f"{question.text}\n\n{offer.note}" if offer.note else question.text)
    return Prompt(talk, question, text, rows, offer.contact_button, replaces)


def in_few_messages(said: Sequence[Saying], asked: Prompt | None) -> list[Effect]:
    """What is said and asked in one turn, in as few messages as stay readable on a small phone."""
    effects, lead = _gathered(said)
    if asked is not None and _fits(lead, asked.text):
        return [*effects, led_by(lead, asked)]
    return [*effects, *([Message(lead)] if lead else []), *([asked] if asked else [])]


def shared_lead(said: Sequence[Saying], text: str) -> str:
    """Of what was said before a question, put with this text, what stands in one message with it."""
    lead = _gathered(said)[1]
    return lead if _fits(lead, text) else ""


def led_by(lead: str, asked: Prompt) -> Prompt:
    """The question with what was said before it in the same message."""
    return replace(asked, text=f"{lead}\n\n{asked.text}") if lead else asked


def _gathered(said: Sequence[Saying]) -> tuple[list[Effect], str]:
    """What goes out by itself, and the text after it that a question may follow."""
    effects: list[Effect] = []
    lead = ""
    for saying in map(_tidied, said):
        if saying.shows or saying.contact_button:
            effects += [Message(lead)] if lead else []
            effects.append(_message(saying))
            lead = ""
        elif lead and not _fits(lead, saying.text):
            effects.append(Message(lead))
            lead = saying.text
        else:
            lead = f"{lead}\n\n{saying.text}" if lead else saying.text
    return effects, lead


def _tidied(saying: Saying) -> Saying:
    return saying if saying.word_for_word else replace(saying, text=tidy(saying.text))


def _fits(lead: str, text: str) -> bool:
    return len(lead) + len(text) <= LONGEST_MESSAGE


def _before(talk: OpenTalk, question: Question[object]) -> JsonValue:
    kept = talk.kept.get(question.key)
    return kept.value if kept else None


def _message(saying: Saying) -> Message:
    return Message(saying.text, contact_button=saying.contact_button, attachment=saying.attachment)
