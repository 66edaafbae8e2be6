"""What may stand in a text of the directory; pure."""

from __future__ import annotations

import re
import unicodedata

MARKUP = re.compile(r"<[A-Za-z/!?]|&(#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});")
TURNS_TEXT_AROUND = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BREAKS_LINES = frozenset("\u2028\u2029\ufeff")


def fault(value: str) -> str | None:
    """Why a text is refused; None when it is fine."""
    for letter in value:
        if letter in TURNS_TEXT_AROUND:
            return f"holds the bidirectional control character U+{ord(letter):04X}"
        if letter in BREAKS_LINES or unicodedata.category(letter) in {"Cc", "Cs", "Cn"}:
            return f"holds the control character U+{ord(letter):04X}"
    return "holds markup" if MARKUP.search(value) else None
