"""The vocabulary at work: a text’s words by their roots, and the things and troubles they mention."""

from collections.abc import Sequence
from functools import cache
from sys import intern

from models.neighbours import terms
from models.neighbours.phrases import Phrases, Word
from models.neighbours.roots import Roots, stem
from models.neighbours.spelling import spellings
from models.neighbours.terms import Mention, Term


class Thesaurus:
    """All terms, found in the words of a text. Raises ValueError if a phrase among them says nothing."""

    def __init__(self, things: Sequence[Term], troubles: Sequence[Term]) -> None:
        self._spellings = spellings()
        self._light = frozenset(map(stem, self._spellings.light))
        self._roots = Roots(
            word
            for text in (
                *(phrase for term in (*things, *troubles) for phrase in term.phrases),
                *self._spellings.light,
                *self._spellings.skipped,
                *self._spellings.read_as.values(),
            )
            for word in self._spellings.words(text)
        )
        self.things = self._phrases(things)
        self.troubles = self._phrases(troubles)

    def words(self, text: str) -> list[Word]:
        """The words of a text that may say something, by their roots; one that is repeated at once counts once."""
        found: list[Word] = []
        says_where = False
        for word in self._spellings.words(text):
            says_where = says_where or word in self._spellings.where
            root = word if word in self._spellings.skipped else self._roots.of(word)
            if root in self._spellings.skipped or (found and found[-1].root == root):
                continue
            found.append(Word(word, root, says_where))
            says_where = says_where and root in self._light
        return found

    def is_light(self, root: str) -> bool:
        """Whether a word says little outside of a phrase."""
        return root in self._light or len(root) < 3

    def _phrases(self, those: Sequence[Term]) -> Phrases:
        by_roots: dict[tuple[str, ...], list[Term]] = {}
        alone: dict[str, list[Term]] = {}
        for term in those:
            for phrase in term.phrases:
                words = self.words(phrase)
                if not words:
                    raise ValueError(f"the vocabulary has “{phrase}” in {term.name}, which says nothing")
                by_roots.setdefault(tuple(intern(word.root) for word in words), []).append(term)
                if len(words) == 1:
                    alone.setdefault(intern(words[0].written), []).append(term)
        mentions: dict[tuple[str, ...], Mention] = {}  # most phrases of a line mean the same

        def mention(meant: Sequence[Term]) -> Mention:
            return mentions.setdefault(tuple(term.name for term in meant), Mention.of(meant))

        return Phrases(
            {roots: mention(meant) for roots, meant in by_roots.items()},
            {word: mention(meant) for word, meant in alone.items()},
        )


<<<<<<< HEAD
_WHERE = frozenset(["di", "ke", "dari", "pada", "depan", "dekat", "sekitar", "belakang", "samping"])


def _mention(terms: Sequence[Term]) -> Mention:
    return Mention(
        weight=max(term.weight for term in terms),
        names=frozenset(term.name for term in terms),
        broader=frozenset(term.broader for term in terms),
        aspects=frozenset(term.aspect for term in terms),
        troubles=frozenset(term.name for term in terms if term.is_trouble),
    )


class Phrases:
    """Phrases of one kind, found longest first; no word is used twice.

    They are known by the roots of their words. A word that the vocabulary has alone, as it was written, means what
    it says of that form only: "gangguan" is not what "mengganggu" is.
    """

    def __init__(self, mentions: Mapping[tuple[str, ...], Mention], alone: Mapping[str, Mention]) -> None:
        self._mentions = mentions
        self._alone = alone
        self._beginnings: dict[tuple[str, str], list[tuple[str, ...]]] = {}
        for phrase in mentions:
            if len(phrase) > 1:
                self._beginnings.setdefault(phrase[:2], []).append(phrase)

    def find(self, words: Sequence[Word]) -> list[Found]:
        """What is mentioned, and where."""
        found = [found for start in range(len(words)) for found in self._from(start, words)]
        found.sort(key=lambda one: -len(one.at))
        taken: set[int] = set()
        apart = []
        for one in found:
            if taken.isdisjoint(one.at):
                taken.update(one.at)
                apart.append(one)
        return apart

    def _from(self, start: int, words: Sequence[Word]) -> Iterator[Found]:
        word = words[start]
        alone = self._alone.get(word.written) or self._mentions.get((word.root,))
        if alone is not None:
            yield Found((start,), alone)
        for second in _within_reach(start, words):
            for phrase in self._beginnings.get((word.root, words[second].root), ()):
                if at := _places(phrase, words, (start, second)):
                    yield Found(at, self._mentions[phrase])


def _places(phrase: Sequence[str], words: Sequence[Word], at: tuple[int, ...]) -> tuple[int, ...]:
    """Where the words of a phrase stand, in order and near each other; the first of them stand `at` these places."""
    for root in phrase[len(at) :]:
        place = next((place for place in _within_reach(at[-1], words) if words[place].root == root), None)
        if place is None:
            return ()
        at = (*at, place)
    return at


def _within_reach(place: int, words: Sequence[Word]) -> range:
    """Where the next word of a phrase may stand."""
    gap = _NEGATION_GAP if words[place].root == "tidak" else _GAP
    return range(place + 1, min(place + 2 + gap, len(words)))


=======
>>>>>>> neighbours
@cache
def thesaurus() -> Thesaurus:
    """The vocabulary that ships, read when it is first needed (a tenth of a second, 6 MB)."""
    return Thesaurus(terms.things(), terms.troubles())
