"""Names and words as people type them: in their own script, in Latin letters, with or without accents. Pure."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from anyascii import anyascii

# Of writing without vowels only the consonants meet; fewer than these say too little.
FEWEST_CONSONANTS = 3
_ARABIC = str.maketrans(
    dict.fromkeys("أإآٱ", "ا")
    | dict.fromkeys("ىیېئ", "ي")
    | dict.fromkeys("ةۀەھہ", "ه")
    | {"ک": "ك", "ؤ": "و", "ء": ""}
)
_SYLLABLE = re.compile("[A-Z][a-z]*")
_NOT_SOUNDED = re.compile("[^b-df-hj-np-tvxz]")
_ALIKE = str.maketrans("qc", "kk")
_WITHOUT_VOWELS = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]")
# Scripts that put no blanks between words: Thai, Lao, Myanmar, Khmer, kana, Han.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_APOSTROPHES = re.compile("['’ʼ‘`´]")
_LATIN = re.compile("[a-z0-9]+")


def words(text: str) -> list[str]:
    """The words of a text, folded: no case, no accents, one form of each Arabic letter."""
    split = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    letters = (letter for letter in split if not unicodedata.combining(letter) and letter != "ـ")
    bare = "".join(letter if letter.isalnum() or _is_sign(letter) else " " for letter in letters)
    return [word for word in bare.translate(_ARABIC).split() if word]


def _is_sign(letter: str) -> bool:
    """Whether this is a vowel sign that stands on its own place, as in Burmese and Hindi."""
    return unicodedata.category(letter)[0] == "M"


@lru_cache(maxsize=4096)
def latin(word: str) -> tuple[str, ...]:
    """A word in Latin letters, in each way that it may be cut; nothing where it is Latin already."""
    if word.isascii():
        return ()
    written = anyascii(word)
    syllables = [each.lower() for each in _SYLLABLE.findall(written)] if _UNSPACED.search(word) else []
    whole = "".join(_LATIN.findall(written.lower()))
    return tuple(dict.fromkeys(each for each in (whole, *syllables, "".join(syllables[1:])) if each))


@lru_cache(maxsize=4096)
def consonants(word: str) -> str:
    """What is sounded in a word whether vowels are written or not; nothing where that is too little."""
    written = word if word.isascii() else "".join(latin(word)[:1])
    found = _NOT_SOUNDED.sub("", written.removesuffix("h").translate(_ALIKE))
    return found if len(found) >= FEWEST_CONSONANTS else ""


def is_short(word: str) -> bool:
    """Whether a word is too short to be looked for by its beginning, as “in” and “de” are."""
    return len(word) < FEWEST_CONSONANTS and not _UNSPACED.search(word)


class Names:
    """Names by their words, for many entries: each is the number of its place."""

    def __init__(self, named: Iterable[str]) -> None:
        """Take the names in the order of their places."""
        self._keys: dict[str, list[int]] = defaultdict(list)
        self._sounds: dict[tuple[bool, str], list[int]] = defaultdict(list)
        for place, name in enumerate(named):
            for word in words(name):
                for key in (word, *latin(word)):
                    self._keys[key].append(place)
                if sound := consonants(word):
                    self._sounds[bool(_WITHOUT_VOWELS.search(word)), sound].append(place)
        self._sorted = sorted(self._keys)

    def having(self, word: str) -> int:
        """The set of those with a word that begins so, in either writing; a short word must be whole."""
        places = [place for key in self._meeting(word) for place in self._keys[key]]
        without_vowels, sound = bool(_WITHOUT_VOWELS.search(word)), consonants(word)
        for named_so in (True, False) if sound else ():
            # Consonants alone meet only where one of the two is written without vowels.
            if named_so or without_vowels:
                places += self._sounds.get((named_so, sound), ())
        return as_bits(places)

    def _meeting(self, word: str) -> Iterator[str]:
        if is_short(word):
            yield from (key for key in (word, *latin(word)) if key in self._keys)
        elif _UNSPACED.search(word):
            yield from (key for key in self._sorted if word in key)
        else:
            for begins in {word, *latin(word)[:1]}:
                yield from beginning(self._sorted, begins)


def beginning(ordered: Sequence[str], begins: str) -> Iterator[str]:
    """Those of sorted words that begin so."""
    at = bisect_left(ordered, begins)
    while at < len(ordered) and ordered[at].startswith(begins):
        yield ordered[at]
        at += 1


def as_bits(places: Iterable[int]) -> int:
    """A set of places as a whole number: bit `n` for the place `n`."""
    wanted = set(places)
    if not wanted:
        return 0
    bits = bytearray(max(wanted) // 8 + 1)
    for place in wanted:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")
