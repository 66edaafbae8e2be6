"""Every text that stands in a row, in one language, beside its original: a constant number of queries.

Only what anybody may read is offered: terms, and what listed trainers and organisations show to everyone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub import languages
from publishing.models import MadeFrom
from publishing.texts.values import ORGANISATIONS, TRAINERS, Text
from trainers.models import Organisation, Trainer
from vocabulary.models import Label, LabelKind, Scheme, Status

Summaries = Sequence[tuple[str, str]]
LISTS: dict[str, str | Promise] = {
    **{scheme.value: scheme.label for scheme in Scheme},
    ORGANISATIONS: _("Organisations"),
    TRAINERS: _("Trainers"),
}


@dataclass(frozen=True)
class Entry:
    """What a trainer or organisation says of itself, and in a draft that waits to be published."""

    key: str
    name: str
    said: Summaries
    drafted: Summaries | None


@dataclass(frozen=True)
class Shelf:
    """All texts of all languages, read once."""

    terms: Mapping[str, Mapping[str, str]]
    entries: Sequence[Entry]
    marks: Mapping[tuple[str, str], str]

    def texts(self, code: str) -> list[Text]:
        """Those that have an original in another language, list by list."""
        return [*self._of_terms(code), *self._of_entries(code)]

    def _of_terms(self, code: str) -> Iterator[Text]:
        for key, words in self.terms.items():
            # The first language of the site is what the others are made from.
            order = (languages.DEFAULT.code, *(each for each in words if each != code))
            first = next((each for each in order if each in words), None)
            if first is not None and first != code:
                name = key.partition(":")[2]
                yield Text(key, name, words[first], first, words.get(code, ""), self.marks.get((key, code), ""))

    def _of_entries(self, code: str) -> Iterator[Text]:
        for entry in self.entries:
            if not entry.said or same(entry.said[0][0], code):
                # What the entry says first is its original.
                continue
            language, original = entry.said[0]
            words = spoken(entry.said, code)
            shown = words if entry.drafted is None else spoken(entry.drafted, code)
            made_from = self.marks.get((entry.key, code), "")
            yield Text(entry.key, entry.name, original, language, shown, made_from, shown != words)


def texts(code: str, lists: Collection[str] = ()) -> list[Text]:
    """The texts of these lists (or of all) in one language."""
    return shelf(lists).texts(code)


def shelf(lists: Collection[str] = ()) -> Shelf:
    """Read these lists, or all."""
    wanted = set(lists) or set(LISTS)
    marks = {(key, language): mark for key, language, mark in MadeFrom.objects.values_list("key", "language", "mark")}
    found = [entry for name in (ORGANISATIONS, TRAINERS) if name in wanted for entry in _entries(name)]
    return Shelf(_terms(wanted) if wanted & set(Scheme.values) else {}, found, marks)


def _terms(schemes: Collection[str]) -> Mapping[str, Mapping[str, str]]:
    rows = Label.objects.filter(
        kind=LabelKind.PREFERRED, concept__status=Status.ACTIVE, concept__scheme__in=schemes
    ).order_by("concept__scheme", "concept__order", "concept__code")
    terms: dict[str, dict[str, str]] = defaultdict(dict)
    for scheme, term, language, text in rows.values_list("concept__scheme", "concept__code", "language", "text"):
        terms[f"{scheme}:{term}"][language] = text
    return terms


def _entries(name: str) -> Iterator[Entry]:
    """The public entries of a list, with their summaries and their drafts."""
    if name == TRAINERS:
        rows: Any = Trainer.objects.listed(timezone.localdate()).showing("summary").order_by("display_name", "pk")
    else:
        rows = Organisation.objects.listed().order_by("name", "pk")
    for row in rows.select_related("latest_revision").prefetch_related("summaries"):
        said = [(each.language, each.text) for each in row.summaries.all()]
        yield Entry(f"{name}:{row.public_id}", str(row), said, _drafted(row))


def _drafted(entry: Any) -> Summaries | None:
    if not entry.has_unpublished_changes or entry.latest_revision is None:
        return None
    rows = entry.latest_revision.content.get("summaries") or []
    return [(row["language"], row["text"]) for row in rows]


def spoken(rows: Summaries, code: str) -> str:
    """The text in a language, whatever way its tag is written."""
    return next((text for language, text in rows if same(language, code)), "")


def same(tag: str, code: str) -> bool:
    """Whether a tag names the language of this code."""
    return tag.lower().replace("_", "-") == code
