"""What a problem comes to: the things it is about, and what is wrong with them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from models.neighbours.phrases import Found, Word
from models.neighbours.terms import Mention
from models.neighbours.thesaurus import Thesaurus, thesaurus

LONGEST = 1000  # characters that are read: a problem is a sentence, more only adds noise
_PLACE = 0.5  # how much tells what stands where one says where, beside 1
_UNKNOWN = 0.3  # how much tells a word the thesaurus does not have, beside 1 for a thing


@dataclass(frozen=True)
class Gist:
    """Things and troubles of one text; `words` are all that may say something, by their roots."""

    words: tuple[str, ...]
    things: tuple[Mention, ...]
    troubles: tuple[Mention, ...]


@lru_cache(maxsize=8192)
def gist_of(text: str) -> Gist:
    """Read a problem with the vocabulary that ships; what it comes to is kept for the next time."""
    return read(text, thesaurus())


def read(text: str, known: Thesaurus) -> Gist:
    """Read a problem: what is mentioned, longest phrases first, and the words that are not known."""
    words = known.words(text[:LONGEST])
    things = known.things.find(words)
    troubles = known.troubles.find(words)
    understood = {place for found in (*things, *troubles) for place in found.at}
    unknown = (
        Found((place,), Mention(_UNKNOWN, frozenset({f"“{word.root}”"})))
        for place, word in enumerate(words)
        if place not in understood and not known.is_light(word.root)
    )
    return Gist(
        words=tuple(word.root for word in words),
        things=_apart(_placed(found, words) for found in (*things, *unknown)),
        troubles=_apart(
            [
                *(found.mention for found in troubles),
                *(Mention(1, frozenset({name})) for found in things for name in found.mention.troubles),
            ]
        ),
    )


def _placed(found: Found, words: list[Word]) -> Mention:
    mention = found.mention
    return replace(mention, weight=mention.weight * _PLACE) if words[found.at[0]].says_where else mention


def _apart(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Each once, as heavy as it gets, without those that another one says already."""
    heaviest: dict[frozenset[str], Mention] = {}
    for mention in mentions:
        known = heaviest.get(mention.names)
        if known is None or known.weight < mention.weight:
            heaviest[mention.names] = mention
    return tuple(
        mention
        for names, mention in heaviest.items()
        if mention.weight > 0 and not any(names < other for other in heaviest)
    )
