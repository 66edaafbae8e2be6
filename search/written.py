"""Texts as the finder of the glossary's terms reads them: the analysis of the search, lent to the library."""

from __future__ import annotations

from resources.glossary.units import Unit
from search.analysis import analyse
from search.analysis.tokens import SILENT


def units(text: str, analyser: str) -> list[Unit]:
    """Words with what their forms share; signs or syllables one by one where a script has no blanks."""
    tokens = list(analyse(text, analyser))
    found = []
    for at, token in enumerate(tokens):
        if not token.gram:
            silent = token.stem.endswith(SILENT)
            found.append(Unit(token.start, token.end, token.exact, token.stem, silent=silent, joins=token.joins))
            continue
        # A gram ends with its neighbour: the unit alone ends where that one begins.
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        end = min(after.start, token.end) if after is not None else token.end
        found.append(Unit(token.start, end, token.stem, token.stem, unspaced=True))
    return found
