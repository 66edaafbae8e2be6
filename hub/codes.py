"""Codes that somebody comes back with: made to be read aloud and typed on a phone."""

from __future__ import annotations

import secrets
import unicodedata
from typing import Final

# Crockford's 32 signs: no I, L, O or U, which are misread.
SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP: Final = 4
LONGEST_TYPED: Final = 100
MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
# Blanks, hyphens and dashes of every kind, joiners, marks of direction, accents.
SKIPPED: Final = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Pc", "Mn"})
MINUS: Final = "\N{MINUS SIGN}"


def make(length: int) -> str:
    """A new code of five random bits for each sign."""
    return "".join(secrets.choice(SIGNS) for _ in range(length))


def shown(code: str) -> str:
    """A code as people see it, in groups of four: 7KQF 29WD MX4T."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normalised(text: str, length: int) -> str:
    """The code somebody typed, in any way of typing it; empty when it cannot be one."""
    if len(text) > LONGEST_TYPED:
        return ""
    kept = "".join(map(_sign, unicodedata.normalize("NFKD", text))).upper().translate(MISREAD)
    return kept if len(kept) == length and set(kept) <= set(SIGNS) else ""


def _sign(sign: str) -> str:
    if sign == MINUS or unicodedata.category(sign) in SKIPPED:
        return ""
    digit = unicodedata.digit(sign, None)
    return sign if digit is None else str(digit)
