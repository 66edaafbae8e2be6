"""Which terms stand in a sentence: by the stems of their words, the longest first. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publishing.translation.words import plain
from search.analysis import analyse

MOST: Final = 8  # for one sentence; more would bury it
IN_BRACKETS: Final = re.compile(r"^(?P<name>[^()]+)\((?P<other>[^()]+)\)\s*$")
Stems = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A term in the language of the original, and what it is called in the other."""

    name: str
    into: str
    list: str
    definition: str = ""
    definition_language: str = ""


@lru_cache(maxsize=4096)
def stems(text: str, analyser: str) -> Stems:
    """The words of a text by what their forms share; nothing where all are too common to look for."""
    tokens = [each for each in analyse(text, analyser) if not each.joins and each.stem]
    return tuple(each.stem for each in tokens) if any(not each.stop for each in tokens) else ()


def spellings(name: str) -> list[str]:
    """“Two-factor authentication (2FA)” is met as either."""
    if found := IN_BRACKETS.match(name):
        return [found["name"], found["other"]]
    return [name]


class Glossary:
    """Terms, to be found in sentences of one language."""

    def __init__(self, terms: Iterable[tuple[Sequence[str], Term]], analyser: str) -> None:
        """Take terms, each with all the words that mean it."""
        self.analyser = analyser
        found: dict[str, dict[Stems, Term]] = defaultdict(dict)
        for words, term in terms:
            for word in words:
                if phrase := stems(word, analyser):
                    found[phrase[0]].setdefault(phrase, term)
        self.by_first: Mapping[str, list[tuple[Stems, Term]]] = {
            first: sorted(phrases.items(), key=lambda each: -len(each[0])) for first, phrases in found.items()
        }

    def within(self, sentence: str) -> list[Term]:
        """The terms of a sentence in reading order, each once."""
        said = [each.stem for each in analyse(plain(sentence), self.analyser) if not each.joins]
        found: dict[Term, None] = {}
        at = 0
        while at < len(said) and len(found) < MOST:
            phrases = self.by_first.get(said[at], ())
            met = next(((each, term) for each, term in phrases if tuple(said[at : at + len(each)]) == each), None)
            if met:
                found.setdefault(met[1])
            at += len(met[0]) if met else 1
        return list(found)
