"""How the bot presents itself: its menu of commands, and what is read before the first word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.channels.telegram.api import Api
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.errors import telling

Commands = Sequence[tuple[str, str]]
"""Words without the slash, each with what it does."""

_ANY = ""  # what people see whose language has nothing of its own


@dataclass(frozen=True)
class Presentation:
    """The bot in one language: `about` (at most 120 characters) on its page, `greeting` (512) in an empty chat."""

    commands: Commands
    about: str
    greeting: str


async def present(
    channel: TelegramChannel, by_language: Mapping[str, Presentation], default: str = "id"
) -> None:
    """Tell Telegram how the bot presents itself, as far as it does not know. Raises TokenRefused or DeliveryFailed's kinds."""
    with telling():
        for language, presentation in {_ANY: by_language[default], **by_language}.items():
            await _present(channel.api, presentation, language)


async def _present(api: Api, presentation: Presentation, language: str) -> None:
    known = await api.get_my_commands(language_code=language)
    if [(command.command, command.description) for command in known] != list(presentation.commands):
        await api.set_my_commands(presentation.commands, language_code=language)
    about = await api.get_my_short_description(language_code=language)
    if about.short_description != presentation.about:
        await api.set_my_short_description(presentation.about, language_code=language)
    greeting = await api.get_my_description(language_code=language)
    if greeting.description != presentation.greeting:
        await api.set_my_description(presentation.greeting, language_code=language)
