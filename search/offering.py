"""The titles, terms, concepts and names that may be offered to a reader who types: public ones, in their language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils import timezone

from search import engine, visibility
from search.engines.protocol import IndexUnavailableError, PageEntry, SearchEngine
from search.kinds.answering import seen
from search.kinds.library import others, texts
from search.suggesting import long_enough, suggestions
from vocabulary.models import Label, LabelKind, Status


def offer(typed: str, reader: str) -> list[str]:
    """What continues the words; nothing where they say too little or the index does not answer."""
    if not long_enough(typed):
        return []
    return suggestions(typed, [*_titles(reader), *_labels(reader), *_names(typed)])


def _entries(of: Callable[[SearchEngine], Mapping[int, PageEntry]]) -> Mapping[int, PageEntry]:
    try:
        return engine.ask(of)[0]
    except IndexUnavailableError:
        return {}


def _titles(reader: str) -> list[str]:
    entries = _entries(lambda index: texts(index).entries())
    public = visibility.public_pages(timezone.now()) if entries else frozenset()
    return [entry.title for page, entry in entries.items() if entry.language == reader and page in public]


def _names(typed: str) -> list[str]:
    """The names of entries, people and organisations among them, that anyone may read now."""
    entries = _entries(others)
    like = {page: entry.title for page, entry in entries.items() if suggestions(typed, [entry.title])}
    return [like[page] for page in seen(like, timezone.now())]


def _labels(reader: str) -> list[str]:
    """The names of the terms in use, preferred ones and synonyms, but not those kept for the search alone."""
    shown = Label.objects.filter(language=reader, kind__in=(LabelKind.PREFERRED, LabelKind.SYNONYM))
    return list(shown.filter(concept__status=Status.ACTIVE).values_list("text", flat=True))
