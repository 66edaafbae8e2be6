"""What is quoted stands in the text as it was typed; what was typed in two words may be written as one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from search.asking import Aids
from search.engines.embedded import EmbeddedEngine
from search.finding import find
from search.highlight import snippet
from search.request import SearchRequest
from search.speller import Speller
from search.terms import joined, question, words

from .engines import document, write

TEXTS = {
    1: "Agree on an early warning before you travel.",
    2: "A warning came early, and the early bird was warned.",
    3: "A strong password is long.",
    4: "How to pass a checkpoint in a word: calmly.",
}
QUOTED = ("“early warning”", '"early warning"', "«early warning»", "„early warning“")


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[int]]:
    """The pages that answer, best first."""
    engine = EmbeddedEngine(Path(tmp_path_factory.mktemp("quoted")) / "search.sqlite3")
    engine.install()
    write(engine, *(document(page, text) for page, text in TEXTS.items()))
    aids = Aids(speller=lambda index, code: Speller(index.words(code)))

    def asked(text: str) -> list[int]:
        found = find(engine, SearchRequest(text), "en", frozenset(TEXTS), aids=aids)
        return [each.places[0].page for each in found.results]

    return asked


@pytest.mark.parametrize("text", QUOTED)
def test_what_is_quoted_is_found_as_it_stands(text: str, ask: Callable[[str], list[int]]) -> None:
    assert set(ask("early warning")) == {1, 2}
    assert ask(text) == [1]


def test_what_no_text_has_as_it_stands_is_found_by_the_rest(ask: Callable[[str], list[int]]) -> None:
    assert ask("“warning early” password") == [3]
    assert ask("“no such words”") == []


def test_a_mark_of_quotation_alone_changes_nothing(ask: Callable[[str], list[int]]) -> None:
    assert ask('strong "password') == ask("strong password")
    assert ask("““””") == ask("“")


def test_two_words_are_found_written_as_one(ask: Callable[[str], list[int]]) -> None:
    assert ask("pass word")[:2] == [4, 3]
    assert ask("strong pass word")[0] == 3


def test_only_neighbours_that_texts_write_as_one_are_joined() -> None:
    kept = words("strong pass word", "english")
    asked = joined(question("strong pass word", "en", "english"), kept, {"password", "strongpass"}, "english")
    assert [(term.forms[0].tokens, covers) for term, covers in zip(asked.concepts, asked.covers, strict=True)] == [
        (("strongpass",), 0b011),
        (("password",), 0b110),
    ]
    assert not joined(
        question("“pass word”", "en", "english"), words("“pass word”", "english"), {"password"}, "english"
    ).concepts


@pytest.mark.parametrize(
    ("analyser", "asked", "text", "found"),
    [
        ("english", "“early warning”", "Early birds need an early warning, no warning early.", ["early warning"]),
        ("english", "warning", "Warnings and forewarning.", ["Warnings"]),
        ("french", "“à bout”", "Chiffré de bout en bout, à bout de forces.", ["à bout"]),
        ("french", "défenseuses", "Les défenseur·e·s et la défense.", ["défenseur·e·s"]),
        ("chinese", "「釣魚郵件」", "郵件釣魚與釣魚郵件", ["釣魚郵件"]),
        ("script", "“လုံခြုံ”", "လုံခြုံရေး", ["လုံခြုံ"]),
        ("hindi", "हिंदी", "हिन्दी में", ["हिन्दी"]),
        ("swahili", "kulinda", "Wanalinda simu", ["Wanalinda"]),
    ],
)
def test_marks_stand_on_what_was_asked_and_on_nothing_else(
    analyser: str, asked: str, text: str, found: list[str]
) -> None:
    html, _marked = snippet(text, question(asked, "en", analyser), analyser)
    assert re.findall("<mark>(.*?)</mark>", html) == found
