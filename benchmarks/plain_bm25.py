"""The yardstick: BM25 over whole pages, any word, nothing else."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from search.analysis import forms
from search.passages import Document

from .search_needs import Query

K1, B = 1.2, 0.75
Words = Callable[[str, str], list[str]]


def raw(text: str, _analyser: str) -> list[str]:
    """Words as they are written, in small letters; signs of Chinese one by one."""
    return re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", text.lower())


def stemmed(text: str, analyser: str) -> list[str]:
    """Folded and stemmed words."""
    return [each for each in forms(text, analyser)[1] if each]


class PlainBM25:
    """All pages of a library, one collection per language."""

    def __init__(self, documents: Iterable[Document], words: Words) -> None:
        self.words = words
        self.pages: dict[str, list[tuple[str, Counter[str], int]]] = defaultdict(list)
        self.analyser: dict[str, str] = {}
        for each in documents:
            text = "\n".join((each.title, each.summary, *(f"{part.heading}\n{part.text}" for part in each.sections)))
            found = Counter(words(text, each.analyser))
            self.pages[each.language].append((each.place, found, found.total()))
            self.analyser[each.language] = each.analyser

    def __call__(self, query: Query) -> list[str]:
        """The ids of a language's pages that have any of the words, best first."""
        pages = self.pages[query.language]
        average = sum(length for _place, _found, length in pages) / len(pages)
        wanted = set(self.words(query.text, self.analyser[query.language]))
        known = {word: sum(word in found for _place, found, _length in pages) for word in wanted}
        scored: list[tuple[float, str]] = []
        for place, found, length in pages:
            norm = K1 * (1 - B + B * length / average)
            score = sum(
                math.log(1 + (len(pages) - known[word] + 0.5) / (known[word] + 0.5))
                * found[word]
                * (K1 + 1)
                / (found[word] + norm)
                for word in wanted
                if word in found
            )
            if score:
                scored.append((-score, place))
        return [place for _score, place in sorted(scored)]
