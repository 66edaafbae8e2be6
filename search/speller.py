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
from itertools import product

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
# So many times as common is a word that a misprint of the library itself gives way to.
MUCH_COMMONER = 20
_BITS = 48
_NO_LATIN = "\u0250"


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


def _script(word: str) -> int:
    """Which letters a word begins with, roughly: all Latin ones are alike, other scripts have numbers of their own."""
    return 0 if word[0] < _NO_LATIN else ord(word[0]) >> 8


def allowed(word: str) -> float:
    """How much the differences of a word may cost."""
    return (2.0 if len(word) >= LONG else 1.0) + FIRST_LETTER


def distance(typed: str, other: str, limit: float) -> float:
    """What it costs to make one word of the other; anything above `limit` once it is above."""
    typed, other = _unlike(typed, other)
    missing = _prices(other)
    older: list[float] = []
    row = [float(at) for at in range(len(other) + 1)]
    last = ""
    for letter, more in zip(typed, _prices(typed), strict=True):
        older, row = row, _row((last, letter), other, (older, row), (more, missing))
        if min(row) > limit:
            return limit + 1
        last = letter
    return row[-1]


def _prices(word: str) -> list[float]:
    """What each letter costs that is one too many or missing: less where the one before it is the same."""
    return [DOUBLED if letter == last else 1.0 for last, letter in zip(" " + word, word, strict=False)]


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


def _row(
    letters: tuple[str, str], other: str, rows: tuple[list[float], list[float]], prices: tuple[float, list[float]]
) -> list[float]:
    """One letter against all of the other word: the same, another, one too many, one missing, two changed over."""
    (last, letter), (older, before), (more, missing) = letters, rows, prices
    earlier, least = "", before[0] + 1.0
    row = [least]
    # Compared by hand: this is where most of a search for a misspelt word is spent, and `min` costs twice as much.
    for to, (own, price, above) in enumerate(zip(other, missing, before[1:], strict=True)):
        beside = least + price
        least = before[to] if letter == own else before[to] + 1.0
        if above + more < least:
            least = above + more
        if beside < least:
            least = beside
        if letter == earlier and last == own and older[to - 1] + SWAPPED < least:
            least = older[to - 1] + SWAPPED
        row.append(least)
        earlier = own
    return row


def cost(typed: str, other: str, limit: float) -> float:
    """The cost of a misspelling: by letters or by sound, whichever is less; a wrong first letter is rarer."""
    first = FIRST_LETTER if typed[0] != other[0] else 0.0
    by_letter = distance(typed, other, limit) + first
    heard, meant = key_of(typed), key_of(other)
    if (heard, meant) == (typed, other):
        return by_letter
    alike = SOUNDS_ALIKE + (FIRST_LETTER if heard[:1] != meant[:1] else 0.0)
    # What would cost more than by letters is not worth the whole way; two letters changed over cost 1 halfway.
    left = max(1.0, min(limit, by_letter) - alike)
    return min(by_letter, distance(heard, meant, left) + alike)


def _is_misprint(word: Spelling, others: Iterable[Spelling]) -> bool:
    """Whether a word is most likely another one, much commoner and about as near, that the library misspells."""
    return any(
        other.many >= word.many * MUCH_COMMONER and other.cost <= word.cost + DOUBLED and other is not word
        for other in others
    )


class Speller:
    """The words of one language, ready to be compared."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self.words = words
        self._alike: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
        for word in words:
            if len(word) >= SHORTEST - 1 and not any(letter.isdigit() for letter in word):
                self._alike[len(word), _script(word)].append((signature(word), word))

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
        return sorted(found, key=lambda each: (_is_misprint(each, found), each.value, each.word))

    def _candidates(self, typed: str) -> Iterable[str]:
        """Words of about the length whose letters are nearly the same."""
        own, many = signature(typed), 2 if len(typed) >= LONG else 1
        # Of a first letter in another script than the rest it may be the letter that is wrong.
        scripts = {_script(typed), _script(typed[1:])}
        near: list[tuple[int, str]] = []
        for kind in product(range(len(typed) - many, len(typed) + many + 1), scripts):
            near += [
                (unlike, word)
                for mask, word in self._alike.get(kind, ())
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
