"""Questions that nobody means well: specimens by hand, and any number thrown together, the same in each run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import quote

SPECIMENS = [
    '"',
    "'",
    "''",
    '"unbalanced',
    "NEAR(",
    "a AND",
    "OR",
    "NOT x",
    "*",
    "a*",
    "^a",
    "{heading} : x",
    "-",
    "--",
    "(",
    ")",
    "col:val",
    "%",
    "%%",
    "%s",
    "\\",
    "\x00",
    "a\x00b",
    "\ud800",
    "\ufffe",
    "<script>alert(1)</script>",
    "'; DROP TABLE setting; --",
    "${page}",
    "$page",
    "{{ 7*7 }}",
    "../../etc/passwd",
    "😀" * 100,
    "\u202e\u202d",
    "ا" * 300,
    "م" * 5000,
    "的" * 500,
    "က" * 500,
    "x" * 100_000,
    "word " * 5000,
    "a'b'c'd'" * 60,
    "a-b-c-d-" * 60,
    "l’" * 90,
    "\u200c" * 200,
    "ﷺ" * 100,
    "𝕻𝖆𝖘𝖘",
    "１２３",
    "①②③",
    "´`¨^~",
    "\u0301" * 200,
    "a\u0301" * 200,
]
ODD = "\"'*^(){}:-+~%$\\ aANDORNOTNEAR\x00\u200c\u0301的اéက\ud800"
SEED = 6
LONGEST_PIECE = 40
PARAMETERS = ("language", "kind", "topic", "level", "group", "region", "reviewed", "page", "size", "words", "q")
VALUES = (
    "",
    "-1",
    "0",
    "1" + "0" * 60,
    "١",
    "%00",
    "%FF%FE",
    "%ED%A0%80",
    "xx",
    "null",
    "[]",
    "guide",
    "en",
    "only",
    "a,b",
)


def thrown_together(many: int) -> list[str]:
    """Pieces of the specimens and characters of all kinds, in any order."""
    chance = random.Random(SEED)
    pieces = [each[:LONGEST_PIECE] for each in SPECIMENS]
    return [
        "".join(chance.choice((chance.choice(pieces), chance.choice(ODD), " ")) for _ in range(chance.randint(1, 12)))
        for _ in range(many)
    ]


def queries(many: int) -> Iterator[str]:
    """The part of an address behind the question mark: such words, every third with filters that make no sense."""
    chance = random.Random(SEED)
    for at, words in enumerate(thrown_together(many)):
        parts = [f"q={quote(words.encode('utf-8', 'surrogatepass'))}"]
        if at % 3 == 0:
            parts += [f"{chance.choice(PARAMETERS)}={chance.choice(VALUES)}" for _ in range(chance.randint(1, 4))]
        chance.shuffle(parts)
        yield "&".join(parts)
