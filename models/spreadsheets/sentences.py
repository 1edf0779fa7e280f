"""What models have to say to people: English sentences that a terminal shows and a chat translates."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(sentence: str) -> str:  # noqa: N802  the name that gettext's tools know
    """Mark a sentence for translation; whoever says it translates it."""
    return sentence


@dataclass(frozen=True)
class Sentence:
    """A sentence with {named} places, and what goes into them."""

    wording: str  # an N_() string, or words that are to be said as they are where nothing goes into them
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.filled(self.wording)

    def filled(self, wording: str) -> str:
        """This sentence in a `wording` of another language."""
        return wording.format(**self.values) if self.values else wording
