"""Several things that are due for one person come as one message: what only tells, and then what asks."""

import contextlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from pydantic import JsonValue

from bot.messages import Message
from bot.performing import Performer, ScriptFailed
from bot.prompts import led_by
from bot.scene import Effect, Prompt
from bot.talk import Begin

LONGEST = 3_500  # characters that are joined; a channel takes some more in one message


@dataclass(frozen=True)
class Matter:
    """Something that asks: the conversation that does, and what it would put."""

    script: str
    subject: str
    text: str


def say_together(performer: Performer, due: Sequence[Begin], gathering: str, at: datetime) -> None:
    """Say what is due in one message. Of several that ask, `gathering` is the conversation that leads to each."""
    scene = performer.scene
    before, matters = len(scene.effects), list[Matter]()
    for wanted in due:
        with contextlib.suppress(ScriptFailed):  # parked, logged and said
            if text := performer.tell(wanted, at):
                matters.append(Matter(wanted.script, wanted.subject, text))
    with contextlib.suppress(ScriptFailed):
        if len(matters) == 1:
            performer.begin(Begin(matters[0].script, matters[0].subject), at)
        elif matters:
            brought: dict[str, JsonValue] = {"matters": [asdict(matter) for matter in matters]}
            performer.begin_with(Begin(gathering), brought, at)
        elif len(scene.effects) > before:
            performer.return_to_front(at)
    scene.effects[before:] = in_one_message(scene.effects[before:])


def in_one_message(effects: Sequence[Effect]) -> list[Effect]:
    """The same with neighbouring texts joined, and a question put below what is said before it."""
    joined: list[Effect] = []
    for effect in effects:
        above = joined[-1] if joined else None
        if not isinstance(above, Message) or not _is_plain(above) or not _fits(above, effect):
            joined.append(effect)
        elif isinstance(effect, Message):
            joined[-1] = replace(effect, text=f"{above.text}\n\n{effect.text}")
        elif isinstance(effect, Prompt):
            joined[-1] = led_by(above.text, effect)
    return joined


def _is_plain(message: Message) -> bool:
    return message == Message(message.text)


def _fits(above: Message, effect: Effect) -> bool:
    match effect:
        case Message() if _is_plain(effect):
            return len(above.text) + len(effect.text) <= LONGEST
        case Prompt(text=text, replaces=None):
            return len(above.text) + len(text) <= LONGEST
    return False
