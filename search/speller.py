"""What a word that no text has was probably meant to be: the nearest words of the library. Pure.

Words are compared letter by letter: a letter more, less or another, two that changed places. What sounds
alike or lies side by side on a keyboard costs less. A signature of each word's letters throws nearly all
words out before any of them is compared.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .sounds import key_of

SHORTEST = 4
# From this length on a word may have two mistakes.
LONG = 9
SOUNDS_ALIKE = 0.5
FIRST_LETTER = 0.4
SWAPPED = 0.8
DOUBLED = 0.6
# How much a common word may be farther away than a rare one.
PRIOR = 0.09
MOST_COMPARED = 120
_BITS = 48


@dataclass(frozen=True)
class Spelling:
    """A word of the library near a typed one: what its differences cost, how many passages have it."""

    word: str
    cost: float
    many: int

    @property
    def value(self) -> float:
        """Lower is likelier."""
        return self.cost - PRIOR * math.log(self.many)


def signature(word: str) -> int:
    """The set of a word's letters as bits."""
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) * 7 % _BITS)
    return mask


def allowed(word: str) -> float:
    """How much the differences of a word may cost."""
    return (2.0 if len(word) >= LONG else 1.0) + FIRST_LETTER


def distance(typed: str, other: str, limit: float) -> float:
    """What it costs to make one word of the other; anything above `limit` once it is above."""
    typed, other = _unlike(typed, other)
    before: list[float] = []
    row = [float(at) for at in range(len(other) + 1)]
    for at, letter in enumerate(typed, 1):
        older, before, row = before, row, [float(at)]
        for to, own in enumerate(other, 1):
            row.append(_cheapest(typed, other, at, to, (older, before, row), letter == own))
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _unlike(typed: str, other: str) -> tuple[str, str]:
    """Both words without what they begin and end with alike, but for one letter on each side."""
    start, most = 0, min(len(typed), len(other)) - 1
    while (
        start < most and typed[start + 1 : start + 2] == other[start + 1 : start + 2] and typed[start] == other[start]
    ):
        start += 1
    end = 0
    while end < most - start and typed[-end - 2] == other[-end - 2] and typed[-end - 1] == other[-end - 1]:
        end += 1
    return typed[start : len(typed) - end], other[start : len(other) - end]


def _cheapest(
    typed: str, other: str, at: int, to: int, rows: tuple[list[float], list[float], list[float]], same: bool
) -> float:
    """One cell: same letter, another, one too many, one missing, two that changed places."""
    older, before, row = rows
    if same:
        return before[to - 1]
    more = DOUBLED if at > 1 and typed[at - 1] == typed[at - 2] else 1.0
    fewer = DOUBLED if to > 1 and other[to - 1] == other[to - 2] else 1.0
    best = min(before[to - 1] + 1.0, before[to] + more, row[to - 1] + fewer)
    if at > 1 and to > 1 and typed[at - 1] == other[to - 2] and typed[at - 2] == other[to - 1]:
        best = min(best, older[to - 2] + SWAPPED)
    return best


def cost(typed: str, other: str, limit: float) -> float:
    """The cost of a misspelling: by letters or by sound, whichever is less; a wrong first letter is rarer."""
    first = FIRST_LETTER if typed[0] != other[0] else 0.0
    by_letter = distance(typed, other, limit) + first
    heard, meant = key_of(typed), key_of(other)
    if (heard, meant) == (typed, other):
        return by_letter
    unlike = FIRST_LETTER if heard[:1] != meant[:1] else 0.0
    return min(by_letter, distance(heard, meant, limit) + SOUNDS_ALIKE + unlike)


class Speller:
    """The words of one language, ready to be compared."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self.words = words
        self._by_length: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for word in words:
            if len(word) >= SHORTEST - 1 and not any(letter.isdigit() for letter in word):
                self._by_length[len(word)].append((signature(word), word))

    def knows(self, word: str) -> bool:
        """Whether any text has the word as it stands."""
        return word in self.words

    def nearest(self, typed: str) -> list[Spelling]:
        """The words that may be meant, the likeliest first; none for short words and numbers."""
        if len(typed) < SHORTEST or any(letter.isdigit() for letter in typed):
            return []
        limit = allowed(typed)
        found = [
            Spelling(word, price, self.words[word])
            for word in self._candidates(typed)
            if (price := cost(typed, word, limit)) <= limit
        ]
        return sorted(found, key=lambda each: (each.value, each.word))

    def _candidates(self, typed: str) -> Iterable[str]:
        """Words of about the length whose letters are nearly the same."""
        own, many = signature(typed), 2 if len(typed) >= LONG else 1
        near: list[tuple[int, str]] = []
        for length in range(len(typed) - many, len(typed) + many + 1):
            near += [
                (unlike, word)
                for mask, word in self._by_length.get(length, ())
                if (unlike := (mask ^ own).bit_count()) <= 2 * many
            ]
        near.sort()
        return [word for _unlike, word in near[: MOST_COMPARED + 1] if word != typed][:MOST_COMPARED]

    def split(self, typed: str) -> tuple[str, str] | None:
        """Two words of the library that were typed as one."""
        best: tuple[int, tuple[str, str]] | None = None
        for left, right in _halves(typed):
            many = min(self.words.get(left, 0), self.words.get(right, 0))
            if many > 1 and (best is None or many > best[0]):
                best = many, (left, right)
        return best[1] if best else None


def _halves(typed: str) -> Iterator[tuple[str, str]]:
    for at in range(3, len(typed) - 2):
        yield typed[:at], typed[at:]
