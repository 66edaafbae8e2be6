"""What a text is made of, as the finder of terms reads it; the search lends how each language is analysed. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple


class Unit(NamedTuple):
    """A word of a text at [start, end), or one sign or syllable of a script without blanks.

    `exact` is its folded spelling and `stem` what its forms share; `joins` counts the units just before it that it
    writes as one (e-mail: e, mail, email).
    """

    start: int
    end: int
    exact: str
    stem: str
    unspaced: bool = False
    silent: bool = False
    joins: int = 0


Reading = Callable[[str, str], Sequence[Unit]]
WORD: Final = re.compile(r"\w+")


def plain(text: str, _analyser: str) -> list[Unit]:
    """Words as they are written, for the time that nobody lends an analysis."""
    folded = ((each.start(), each.end(), each.group().casefold()) for each in WORD.finditer(text))
    return [Unit(start, end, word, word) for start, end, word in folded]


_lent: list[Reading] = [plain]


def lend(reading: Reading) -> None:
    """Read texts so from now on; called once, when the site starts."""
    _lent[:] = [reading]


def read(text: str, analyser: str) -> Sequence[Unit]:
    """The units of a text in reading order."""
    return _lent[0](text, analyser)
