"""Documents for an engine, and what it finds."""

from __future__ import annotations

from search.engines.protocol import SearchEngine
from search.passages import Document, Section
from search.terms import question


def document(
    page: int, text: str, *, title: str = "A text", language: str = "en", analyser: str = "english"
) -> Document:
    """A guide of one section."""
    return Document(
        page=page,
        resource=f"r{page}",
        place=f"r{page}",
        language=language,
        analyser=analyser,
        kind="guide",
        title=title,
        resource_title=title,
        topics=("phishing", "email"),
        sections=(Section("part", "Part", text),),
    )


def pages(engine: SearchEngine, words: str, language: str = "en", analyser: str = "english") -> set[int]:
    """The pages with any of these words, in text or title."""
    found = engine.match(question(words, language, analyser))
    return {hit.page for hit in found.passages} | {hit.page for hit in found.titles}


def write(engine: SearchEngine, *documents: Document, gone: tuple[int, ...] = ()) -> None:
    """Write as a drain does."""
    engine.write(engine.ticket(), documents, gone)
