"""What was looked for beside the words themselves, as readers are told: other words for them, misspelt ones righted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.db.models import Q

from search.analysis.folding import without_accents
from search.answers import Answer
from search.suggesting import fold
from vocabulary.models import Label, LabelKind

MOST_WORDS = 4
_WORD = re.compile(r"[^\W_]+(?:['’\u200c-][^\W_]+)*")


def righted(text: str, corrected: Mapping[str, str]) -> str:
    """The question with its misspelt words replaced by those looked for; nothing where none was."""

    def right(found: re.Match[str]) -> str:
        word = found.group().lower()
        return corrected.get(word) or corrected.get(without_accents(word)) or found.group()

    changed = _WORD.sub(right, text)
    return changed if changed != text else ""


def also(text: str, names: Iterable[str]) -> list[str]:
    """Other words for what a question names, each once; those that it has itself are left out."""
    asked = f" {fold(text)} "
    found: dict[str, str] = {}
    for name in names:
        if fold(name) not in asked:
            found.setdefault(fold(name), name)
    return list(found.values())[:MOST_WORDS]


def righted_of(answer: Answer) -> str:
    """The question as it was put to the index where words of it were misspelt."""
    corrected = answer.findings.corrected
    return (righted(answer.request.text, corrected) or ", ".join(corrected.values())) if corrected else ""


def also_of(answer: Answer, reader: str) -> list[str]:
    """The other words that were looked for, in the reader's language; those kept for the search alone are not told."""
    named = answer.findings.concepts
    if not named:
        return []
    wanted = Q()
    for scheme, _, code in (each.partition("/") for each in named):
        wanted |= Q(concept__scheme=scheme, concept__code=code)
    shown = Label.objects.filter(wanted, language=reader).exclude(kind=LabelKind.HIDDEN)
    rows = shown.order_by("pk").values_list("concept__scheme", "concept__code", "text")
    return also(
        answer.request.text, [text for *_term, text in sorted(rows, key=lambda row: named.index(f"{row[0]}/{row[1]}"))]
    )
