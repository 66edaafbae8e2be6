"""What the words of a question mean in the directory: topics, services and places, by their names. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from trainers.naming import Names, beginning, is_short, latin, words

# A field of the filter, or a list of terms, and a code of it.
Meaning = tuple[str, str]
LONGEST_RUN = 5
Set = Callable[[Meaning], int]


class Lexicon:
    """Names of terms and places in the languages that a reader may write."""

    def __init__(self, named: Iterable[tuple[Meaning, str]]) -> None:
        """Take each meaning with each of its names."""
        self._whole: dict[tuple[str, ...], set[Meaning]] = defaultdict(set)
        self._words: dict[str, set[Meaning]] = defaultdict(set)
        for meaning, name in named:
            run = tuple(words(name))
            if not run:
                continue
            self._whole[run].add(meaning)
            for word in run:
                for key in (word, *latin(word)[:1]):
                    if not is_short(key):
                        self._words[key].add(meaning)
        self._sorted = sorted(self._words)

    def whole(self, run: Sequence[str]) -> set[Meaning]:
        """What these words name together."""
        return self._whole.get(tuple(run), set())

    def having(self, word: str) -> set[Meaning]:
        """What has a word in its name that begins so."""
        if is_short(word):
            return set()
        return {meaning for key in beginning(self._sorted, word) for meaning in self._words[key]}


@dataclass(frozen=True)
class Among:
    """Entries that are looked through: all of them as a set, their names, and who has a meaning."""

    all: int
    names: Names
    having: Set

    def meaning(self, wanted: Iterable[Meaning]) -> int:
        """Those who have any of these."""
        found = 0
        for each in wanted:
            found |= self.having(each)
        return found

    def named(self, run: Iterable[str]) -> int:
        """Those with all of these words in their name."""
        found = self.all
        for word in run:
            found &= self.names.having(word)
        return found


def search(text: str, lexicon: Lexicon, among: Among) -> int:
    """The set of those who have each part of a question: as their name, their topic or their place.

    The longest run of words that names something is one part; a short word that says nothing is passed over.
    """
    asked, found, at = words(text)[: LONGEST_RUN * 2], among.all, 0
    while at < len(asked):
        run = next((run for run in _runs(asked[at:]) if lexicon.whole(run)), asked[at : at + 1])
        had = among.named(run) | among.meaning(lexicon.whole(run) or lexicon.having(run[0]))
        at += len(run)
        if had or len(asked) == 1 or not (len(run) == 1 and is_short(run[0])):
            found &= had
    return found


def _runs(asked: Sequence[str]) -> Iterable[Sequence[str]]:
    return (asked[:length] for length in range(min(LONGEST_RUN, len(asked)), 0, -1))
