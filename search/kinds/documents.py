"""An entry as a document of the index: its name, its texts in any language, its terms as words that nobody types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from functools import lru_cache

from hub.findable import Entry, Kind, kinds
from search.analysis import analyse
from search.asking import analyser_of
from search.kinds import spelling
from search.kinds.numbers import PART, number
from search.passages import Document, Section


def numbers(now: dt.datetime, size: int) -> Iterator[list[int]]:
    """The numbers of everything that anyone may read now, in batches."""
    for kind in kinds():
        rows = sorted(kind.listed(now, None))
        for start in range(0, len(rows), size):
            yield [number(kind.place, each) for each in rows[start : start + size]]


def documents(kind: Kind, rows: Collection[int], now: dt.datetime) -> list[Document]:
    """The documents of those of the rows that anyone may read now."""
    return [document(kind, entry) for entry in kind.entries(rows, now)]


def document(kind: Kind, entry: Entry) -> Document:
    """One entry; words are looked for in its names and in the one section, which nobody reads."""
    texts = " ".join(word for language, text in entry.texts for word in (text, *_stems(text, language)))
    codes = " ".join(spelling.code(term) for term in (f"kind/{kind.name}", *entry.terms))
    names = " ".join(spelling.names(entry.name))
    return Document(
        page=number(kind.place, entry.number),
        resource=f"{kind.name}/{entry.id}",
        place=entry.id,
        language=PART,
        analyser=analyser_of(PART),
        kind=kind.name,
        title=entry.name,
        resource_title=entry.name,
        topics=entry.terms,
        sections=(Section("", names, f"{texts} {codes}"),),
    )


@lru_cache(maxsize=4096)
def _stems(text: str, language: str) -> tuple[str, ...]:
    """What the forms of the words have in common by the rules of the text's language, beside the words themselves."""
    tokens = analyse(text, spelling.analyser(language))
    return tuple(token.stem for token in tokens if not token.gram and not token.stop and token.stem != token.exact)
