"""The titles, terms and concepts that may be offered to a reader who types: public ones, in their language."""

from __future__ import annotations

from django.utils import timezone

from search import engine, visibility
from search.engines.protocol import IndexUnavailableError
from search.suggesting import long_enough, suggestions
from vocabulary.models import Label, LabelKind, Status


def offer(typed: str, reader: str) -> list[str]:
    """What continues the words; nothing where they say too little or the index does not answer."""
    if not long_enough(typed):
        return []
    return suggestions(typed, [*_titles(reader), *_labels(reader)])


def _titles(reader: str) -> list[str]:
    try:
        entries, _by = engine.ask(lambda index: index.entries())
    except IndexUnavailableError:
        return []
    public = visibility.public_pages(timezone.now())
    return [entry.title for page, entry in entries.items() if entry.language == reader and page in public]


def _labels(reader: str) -> list[str]:
    """The names of the terms in use, preferred ones and synonyms, but not those kept for the search alone."""
    shown = Label.objects.filter(language=reader, kind__in=(LabelKind.PREFERRED, LabelKind.SYNONYM))
    return list(shown.filter(concept__status=Status.ACTIVE).values_list("text", flat=True))
