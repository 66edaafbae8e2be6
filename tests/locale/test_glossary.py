"""One word for one thing: messages use the renderings that the glossary fixes."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from functools import cache
from pathlib import Path

import polib
import pytest
from django.conf import settings

from hub import catalogues

ROOT = Path(settings.BASE_DIR)
TABLE = ROOT / "docs" / "glossary" / "terms.csv"
# Messages that use an English word of the table in another sense: (term, how the message begins).
ANOTHER_SENSE = (
    ("review", "A trainer must meet every must."),
    ("library", "Whoever finds such a file on a device"),
    ("leave this page", "Choose at least one day"),
    ("leave this page", "Leave this page empty"),
)


@cache
def terms() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return sorted(csv.DictReader(rows), key=lambda row: -len(row["en"]))


def plain(text: str) -> str:
    """Without marks above and below Arabic letters, without capitals, with plain apostrophes and spaces."""
    text = re.sub(r"[\u064b-\u0652\u0640]", "", text.casefold())
    text = text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    return unicodedata.normalize("NFC", text)


def word(term: str) -> re.Pattern[str]:
    stem = re.escape(term[:-1]) + "(?:y|ies)" if term.endswith("y") else re.escape(term) + "(?:s|es)?"
    return re.compile(rf"(?<![\w-]){stem}(?![\w-])", re.IGNORECASE)


def used_in(text: str) -> list[dict[str, str]]:
    """The terms that an English text holds; a longer term hides the shorter ones inside it."""
    found = []
    for row in terms():
        text, times = word(row["en"]).subn(" ", text)
        if times:
            found.append(row)
    return found


def has_rendering(cell: str, translation: str) -> bool:
    return any(plain(form.strip()) in plain(translation) for form in cell.split("|"))


def test_the_table_has_at_least_eighty_terms_each_in_every_language() -> None:
    assert len(terms()) >= 80
    assert len({row["en"] for row in terms()}) == len(terms())
    assert [row["en"] for row in terms() if not all(row[code].strip() for code in ("es", "fr", "ar"))] == []


@pytest.mark.parametrize("language", catalogues.TRANSLATED)
def test_messages_use_the_terms_of_the_table(language: str) -> None:
    wrong = [
        (row["en"], row[language], entry.msgid, text)
        for entry in polib.pofile(str(catalogues.file_of(ROOT, language)))
        if (text := " ".join([entry.msgstr, *entry.msgstr_plural.values()])).strip()  # empty: test_catalogues says so
        for row in used_in(re.sub(r"%\(\w+\)s|<[^>]+>", " ", entry.msgid))
        if not any(row["en"] == term and entry.msgid.startswith(begins) for term, begins in ANOTHER_SENSE)
        if not has_rendering(row[language], text)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", catalogues.TRANSLATED)
def test_the_words_of_the_vocabulary_follow_the_table(language: str) -> None:
    def labels(code: str) -> dict[tuple[str, str], list[str]]:
        data = json.loads((ROOT / "vocabulary" / "data" / f"labels.{code}.json").read_text("utf-8"))
        return {(scheme, concept): words for scheme, concepts in data.items() for concept, words in concepts.items()}

    cells = {row["en"]: row[language] for row in terms()}
    translated = labels(language)
    wrong = [
        (english[0], translated[key][0])
        for key, english in labels("en").items()
        if plain(english[0]) in cells and not has_rendering(cells[plain(english[0])], translated[key][0])
    ]
    assert wrong == []


def test_a_longer_term_hides_the_shorter_one_inside_it() -> None:
    assert [row["en"] for row in used_in("Find a protection desk")] == ["protection desk"]
    assert [row["en"] for row in used_in("Countries")] == ["country"]
    assert used_in("Retraining") == []


def test_a_rendering_is_found_without_arabic_marks_and_capitals() -> None:
    assert has_rendering("مدرّب", "المدرِّبات والمدربون")
    assert has_rendering("clé d’accès", "Clé d'accès")
    assert not has_rendering("oficina | oficinas", "La mesa")
