"""What is said before a question stays when the question changes its message, and is said once."""

import pytest

from bot.conversation import Conversation, no_facts
from bot.questions import many_of
from bot.talk import Talk
from tests.bot.desk import DeskFor, Somebody
from tests.bot.small_talk import repertoire

SHORT = "You scored 80."
LONG = " ".join(["You scored 80."] * 39)
TOOLS = [(f"tool{n}", f"Tool {n}") for n in range(12)]


async def scored(talk: Talk, _facts: None) -> None:
    """Tell a score of this length, then ask."""
    talk.say(LONG if talk.subject == "long" else SHORT)
    await talk.ask("tools", "What do you use?", many_of(TOOLS))


async def at_length(talk: Talk, _facts: None) -> None:
    """Go on to a long score."""
    talk.then("scored", "long")


@pytest.fixture
def siti(desk_for: DeskFor) -> Somebody:
    more = (
        Conversation("scored", scored, no_facts, words=("short",)),
        Conversation("at_length", at_length, no_facts, words=("long",), rests=False),
    )
    return desk_for(repertoire(*more)).person("Siti Aminah")


def test_what_stands_in_the_question_s_message_stays_while_it_is_answered(siti: Somebody) -> None:
    [asked] = siti.writes("/short")
    assert asked.startswith(f"{SHORT}\n\nWhat do you use?")
    assert siti.taps("Tool 3")[0].startswith(f"{SHORT}\n\nWhat do you use?")
    assert siti.taps("›")[0].startswith(f"{SHORT}\n\nWhat do you use?")
    assert siti.taps("Done (1)")[0] == f"{SHORT}\n\nWhat do you use?\n\n✓ Tool 3"


def test_what_stands_in_a_message_of_its_own_is_not_said_again(siti: Somebody) -> None:
    said, asked = siti.writes("/long")
    assert (said, asked.partition("\n")[0]) == (LONG, "What do you use?")
    [ticked] = siti.taps("Tool 3")
    assert ticked.startswith("What do you use?")
    [turned] = siti.taps("›")
    assert turned.startswith("What do you use?")
    assert siti.taps("Done (1)")[0] == "What do you use?\n\n✓ Tool 3"
