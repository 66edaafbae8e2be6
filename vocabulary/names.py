"""Everyday names of ideas that searching starts with, read from `vocabulary/data/words.txt`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from vocabulary.places import DATA, fold

LANGUAGES = ("en", "es", "fr", "ar", "ru", "fa", "zh-hant", "pt-br")
LIST = "word"
UNSEEN = "~"


class Named(NamedTuple):
    """A term of a list and its names in one language, the preferred one first."""

    scheme: str
    code: str
    language: str
    names: tuple[str, ...]


def read() -> Iterator[Named]:
    """The rows of the file."""
    for line in (DATA / "words.txt").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        code, *columns = (column.strip() for column in line.split(" | "))
        scheme, _slash, own = code.rpartition("/")
        for language, column in zip(LANGUAGES, columns, strict=True):
            names = tuple(dict.fromkeys(name.strip() for name in column.split(";") if name.strip()))
            yield Named(scheme or LIST, own, language, names)


def plant_names(concept_model: Any, label_model: Any) -> None:
    """Write the terms of the list of words, and the names that terms do not have yet, in each language."""
    rows = list(read())
    terms = {(each.scheme, each.code): each for each in concept_model.objects.all()}
    for order, code in enumerate(dict.fromkeys(row.code for row in rows if row.scheme == LIST)):
        if (LIST, code) not in terms:
            terms[LIST, code] = concept_model.objects.create(scheme=LIST, code=code, order=order)
    known: dict[tuple[int, str], set[str]] = defaultdict(set)
    for concept, language, text in label_model.objects.values_list("concept_id", "language", "text"):
        known[concept, language].add(text)
    label_model.objects.bulk_create(
        label
        for row in rows
        if (row.scheme, row.code) in terms
        for label in _labels(label_model, terms[row.scheme, row.code], row, known)
    )


def _labels(label_model: Any, term: Any, row: Named, known: dict[tuple[int, str], set[str]]) -> Iterator[Any]:
    """Names beside those that a term has; what is added to a term of another list is found, never shown."""
    has = known[term.pk, row.language]
    more = "synonym" if row.scheme == LIST else "hidden"
    for name in row.names:
        text = name.removeprefix(UNSEEN)
        if text in has:
            continue
        kind = "hidden" if name.startswith(UNSEEN) else more if has else "preferred"
        has.add(text)
        yield label_model(concept=term, language=row.language, kind=kind, text=text, key=fold(text)[:200])
