"""Under which names a term stands in texts, read from its title. Pure."""

from __future__ import annotations

import re
from typing import Final

BRACKETED: Final = re.compile(r"^(.+?)\s*[(（]([^()（）]+)[)）]\s*$")
COMMAS: Final = re.compile(r"\s*[,،、，]\s*")
EDGES: Final = " \t\n.,;:<>#*–-"
SHORTEST: Final = 2


def names_of(title: str) -> tuple[str, ...]:
    """The title, or the names it joins: a word and its abbreviation in brackets, a list of abbreviations."""
    inside = BRACKETED.match(title.strip(EDGES))
    found = [inside[1], inside[2]] if inside else _listed(title)
    named = dict.fromkeys(each.strip(EDGES) for each in found)
    return tuple(each for each in named if len(each) >= SHORTEST)


def _listed(title: str) -> list[str]:
    parts = COMMAS.split(title)
    return parts if len(parts) > 1 and all(is_as_written(part) for part in parts) else [title]


def is_as_written(word: str) -> bool:
    """Whether a word is only itself in these very letters: an abbreviation (GPS), a name such as iPhone."""
    letters = [each for each in word if each.isalpha()]
    return any(each.isupper() for each in letters[1:])
