"""Which addresses that lead nowhere are worth counting, and in what form. Pure.

What is not counted: anything with a query or with signs that no address of ours has; places where somebody speaks of
themselves or searches; the directory, where an address is the name of somebody who may have left it.
"""

from __future__ import annotations

import re
from typing import Final

from hub.languages import BY_CODE

LONGEST: Final = 200
# Words, numbers of up to four digits, hyphens: an email address, a telephone number or a code is none of it.
SEGMENT: Final = re.compile(r"(?!.*\d{5})[^\W_]+(?:[-_][^\W_]+)*")
MARKS: Final = re.compile(
    r"[\u0300-\u036f\u064b-\u065f\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u200c\u200d]"
)
NAMES_SOMEBODY: Final = frozenset(
    {"case", "request", "help", "search", "trainers", "organisations", "desks", "who-fits", "admin", "staff"}
)
# A word of a language has this many letters at most; beyond, it is a code.
LONGEST_WORD: Final = 40


def counted(path: str) -> str | None:
    """The form in which an address is counted; None for one that is not."""
    if not path.startswith("/") or len(path) > LONGEST:
        return None
    first, *rest = path.strip("/").split("/")
    if not rest or (first not in BY_CODE and first != "r") or rest[0].casefold() in NAMES_SOMEBODY:
        return None
    if not all(_is_of_words(each) for each in rest):
        return None
    return "/".join(("", first, *rest, ""))


def _is_of_words(segment: str) -> bool:
    bare = MARKS.sub("", segment)
    if not SEGMENT.fullmatch(bare):
        return False
    return not any(len(word) > LONGEST_WORD or _is_mixed(word) for word in re.split("[-_]", bare))


def _is_mixed(word: str) -> bool:
    """Whether letters and digits alternate as in a code and in no word."""
    return len(re.findall(r"\d+", word)) > 1
