"""The vocabulary the site starts with, read from `vocabulary/data`; used by the migration that plants it."""

from __future__ import annotations

import json
from typing import Any

from vocabulary.places import DATA, fold

LANGUAGES = ("en", "es", "fr", "ar")


def plant(concept_model: Any, label_model: Any, alias_model: Any) -> None:
    """Write the terms, their words and other codes that are not there yet."""
    rows = {(row.scheme, row.code): row for row in concept_model.objects.all()}
    for scheme, tree in _read("concepts").items():
        for order, (code, broader) in enumerate(tree.items()):
            if (scheme, code) not in rows:
                above = rows[scheme, broader] if broader else None
                rows[scheme, code] = concept_model.objects.create(scheme=scheme, code=code, order=order, broader=above)
    label_model.objects.bulk_create(_labels(label_model, rows), ignore_conflicts=True)
    alias_model.objects.bulk_create(
        (
            alias_model(scheme=scheme, code=alias, concept=rows[scheme, code])
            for scheme, aliases in _read("aliases").items()
            for alias, code in aliases.items()
        ),
        ignore_conflicts=True,
    )


def _labels(label_model: Any, rows: dict[tuple[str, str], Any]) -> list[Any]:
    return [
        label_model(
            concept=rows[scheme, code],
            language=language,
            kind="synonym" if place else "preferred",
            text=word,
            key=fold(word),
        )
        for language in LANGUAGES
        for scheme, words_of in _read(f"labels.{language}").items()
        for code, words in words_of.items()
        for place, word in enumerate(words)
    ]


def _read(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found
