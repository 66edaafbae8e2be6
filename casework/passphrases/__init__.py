"""Passphrases: seven words where a list exists under an open licence, else seven groups of four digits.

Both give at least 90 random bits. The lists lie in ``words/``, one word a line; ``words/LICENCES.md`` says where
each comes from, under which licence, and what was changed.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

LISTS: Final = Path(__file__).parent / "words"
WORDS: Final = 7
GROUPS, DIGITS = 7, 4
LONGEST_TYPED: Final = 500
# Letters that are typed as two where a keyboard lacks them.
SPELLED_OUT: Final = str.maketrans({"œ": "oe", "æ": "ae"})


def make(language: str) -> tuple[str, ...]:
    """A new passphrase in a language: seven words of its list, or seven groups of four digits."""
    words = word_list(language)
    if words:
        return tuple(secrets.choice(words) for _ in range(WORDS))
    return tuple(f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for _ in range(GROUPS))


def has_words(language: str) -> bool:
    """Whether passphrases in a language are words rather than digits."""
    return bool(word_list(language))


def normalised(text: str) -> str:
    """What a passphrase is told by: case, accents, blanks, hyphens and the script of digits make no difference."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST_TYPED]).casefold().translate(SPELLED_OUT)
    return "".join(map(_sign, unicodedata.normalize("NFKD", folded)))


def word_list(language: str) -> tuple[str, ...]:
    """The words of a language, or of the language it is a variety of; none when there is no list."""
    base = language.split("-")[0].lower()
    return _read(base) if base in languages() else ()


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The languages that have a list."""
    return frozenset(path.stem for path in LISTS.glob("*.txt"))


@lru_cache(maxsize=16)
def _read(language: str) -> tuple[str, ...]:
    return tuple((LISTS / f"{language}.txt").read_text("utf-8").split())


def _sign(sign: str) -> str:
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    return sign if sign.isalpha() else ""
