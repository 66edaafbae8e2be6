"""Which characters make a word, by script: letters with their marks, Han runs, runs without spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Soft hyphen, Arabic letter mark, the stroke that only stretches Arabic words, zero-width and direction controls.
CONTROLS = "\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
JOINER = "\u200c"
HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Thai, Lao, Burmese, Khmer: written without spaces between words.
UNSPACED_BLOCKS = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F))
LAST_MARK = 0x1F000
APOSTROPHES = "'\u2019\u02bc\uff07"
HYPHENS = "\\-\u2010\u2011"


def _ranges(points: list[int]) -> str:
    """The inside of a character class that matches exactly these code points."""
    spans: list[list[int]] = []
    for point in points:
        if spans and point == spans[-1][1] + 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in spans)


def _of_category(first: int, last: int, categories: str) -> list[int]:
    return [point for point in range(first, last + 1) if unicodedata.category(chr(point))[0] in categories]


MARKS = _ranges(_of_category(0x0300, LAST_MARK, "M"))
UNSPACED = "".join(_ranges(_of_category(first, last, "LM")) for first, last in UNSPACED_BLOCKS)

_LETTER = rf"(?:[^\W_{HAN}{UNSPACED}]|[{MARKS}{CONTROLS}])"
# Catalan writes a dot between two l: col·lectiu.
DOT = "\u00b7"
_PIECE = rf"{_LETTER}+(?:(?:[{APOSTROPHES}]|(?<=[lL]){DOT}(?=[lL])){_LETTER}+)*"
WORD = re.compile(rf"(?P<han>[{HAN}]+)|(?P<unspaced>[{UNSPACED}]+)|(?P<word>{_PIECE}(?:[{HYPHENS}]{_PIECE})*)")
PIECE = re.compile(_PIECE)
CONTROL = re.compile(f"[{CONTROLS}]+")
APOSTROPHE = re.compile(f"[{APOSTROPHES}{DOT}]")
# A base character with the marks on it; in Burmese and Khmer also what a stacking sign hangs below it.
CLUSTER = re.compile(rf"[^{MARKS}](?:[{MARKS}]|(?<=[\u1039\u17d2])[^{MARKS}])*|[{MARKS}]+")


@lru_cache(maxsize=4096)
def is_combined(character: str) -> bool:
    """Whether a character never stands alone: a mark, a joiner or a variation selector."""
    return unicodedata.category(character)[0] == "M" or character in "\u200d\u200c"
