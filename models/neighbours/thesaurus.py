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


@cache
def thesaurus() -> Thesaurus:
    """The vocabulary that ships, read when it is first needed (a tenth of a second, 6 MB)."""
    return Thesaurus(terms.things(), terms.troubles())
