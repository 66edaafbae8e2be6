"""Other words for what was typed, in the same and in other languages; misspelt words among right ones."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from search.aids import words_of_places
from search.asking import Aids, analyser_of
from search.concepts import Name, Thesaurus, phrases
from search.engines.embedded import EmbeddedEngine
from search.finding import Findings, find
from search.passages import Document, Section
from search.request import SearchRequest
from search.speller import Speller
from search.terms import Typed, question, telling, words

NAMES = (
    Name("word/phishing", "en", "Phishing"),
    Name("word/phishing", "en", "fake email"),
    Name("word/phishing", "fr", "Hameçonnage"),
    Name("word/phishing", "zh-hant", "釣魚郵件"),
    Name("word/email", "en", "Email"),
    Name("word/email", "fr", "Courriel"),
    Name("word/raid", "en", "office raid"),
    Name("word/raid", "ar", "مداهمة المكتب"),
    Name("word/raid", "es", "Allanamiento"),
    Name("word/two-factor", "en", "Two-factor authentication"),
    Name("word/contact", "en", "check-in"),
)
TEXTS = {
    "phishing": ("en", "Phishing is a trick."),
    "mail": ("en", "An email may be long."),
    "password": ("en", "A strong password is long."),
    "hidden": ("en", "The word zanzibar stands here alone."),
    "hameconnage": ("fr", "Le hameçonnage est un piège."),
    "allanamiento": ("es", "Qué hacer en un allanamiento."),
    "mir": ("ru", "Что у меня есть. Марта пришла."),
    "kenna": ("en", "A word that nobody has, kenyo."),
}


@pytest.fixture(scope="module")
def names() -> Thesaurus:
    return Thesaurus(NAMES, analyser_of)


def _codes(names: Thesaurus, text: str, language: str) -> set[str]:
    return {each.concept for each in names.detect(telling(words(text, analyser_of(language))), language)}


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("how to recognise a fake email", "en", {"word/phishing"}),
        ("raids on our office", "en", {"word/raid"}),
        ("an email", "en", {"word/email"}),
        ("office printers, paper, and one raid", "en", set()),
        ("如何辨識釣魚郵件", "zh-hant", {"word/phishing"}),
        ("والمداهمات", "ar", set()),
        ("", "en", set()),
        ("two-factor authentication", "en", {"word/two-factor"}),
        ("authentication with two factors", "en", {"word/two-factor"}),
        ("check in", "en", set()),
        ("daily check-in", "en", {"word/contact"}),
    ],
)
def test_names_are_found_in_any_form_and_order_the_longest_first(
    names: Thesaurus, text: str, language: str, found: set[str]
) -> None:
    assert _codes(names, text, language) == found


def test_a_name_that_is_a_part_of_another_stands_for_it() -> None:
    names = Thesaurus([Name("w/p", "en", "password"), Name("w/p", "en", "strong password")], analyser_of)
    asked = question("password", "en", "english")
    typed = Typed("password")
    read = typed.telling("english")
    (concept,) = names.widen(asked, typed, names.detect(read, "en"), read).concepts
    assert [form.tokens for form in concept.forms] == [("password",)]


@pytest.mark.parametrize(
    ("name", "analyser", "expected"),
    [
        ("Two-factor authentication", "english", {"two factor twofactor authent", "two factor authent"}),
        ("self-care", "english", {"selfcar", "self care"}),
        ("strong password", "english", {"strong password"}),
        ("تلفن\u200cهای همراه", "persian", {"تلفن های· تلفن همراه", "تلفن های· همراه"}),
        ("SIM 卡", "chinese", {"sim 卡"}),
        ("", "english", set()),
    ],
)
def test_a_name_stands_in_texts_with_its_compounds_written_either_way(
    name: str, analyser: str, expected: set[str]
) -> None:
    assert {" ".join(form.tokens) for form in phrases(name, analyser)} == expected


class Library:
    """A handful of texts in an index of their own."""

    def __init__(self, path: Path, names: Thesaurus) -> None:
        self.engine = EmbeddedEngine(path)
        self.engine.install()
        numbers = count(1)
        self.documents = [
            Document(next(numbers), slug, slug, language, analyser_of(language), "guide", "A text", "A text",
                     sections=(Section("", "", text),))
            for slug, (language, text) in TEXTS.items()
        ]  # fmt: skip
        self.engine.write(self.engine.ticket(), self.documents)
        self.names = names

    def find(self, text: str, reader: str = "en", aided: bool = True, hidden: str = "") -> Findings:
        public = frozenset(each.page for each in self.documents if each.resource != hidden)
        spelt = lambda engine, code: Speller(engine.words(code))  # noqa: E731
        aids = Aids(self.names, spelt, words_of_places) if aided else Aids()
        return find(self.engine, SearchRequest(text), reader, public, aids=aids)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, names: Thesaurus) -> Library:
    return Library(tmp_path_factory.mktemp("meaning") / "index.sqlite3", names)


def _first(found: Findings) -> str:
    return found.results[0].resource if found.results else ""


def test_other_words_for_the_same_find_it_before_the_words_themselves(library: Library) -> None:
    found = library.find("fake email")
    assert (_first(found), found.concepts) == ("phishing", ("word/phishing",))
    assert _first(library.find("fake email", aided=False)) == "mail"


def test_a_question_in_one_language_finds_the_text_in_another(library: Library) -> None:
    assert _first(library.find("office raid")) == "allanamiento"
    assert "hameconnage" in [each.resource for each in library.find("fake email").others]
    assert library.find("office raid", aided=False).results == ()


def test_a_misspelt_word_is_corrected_and_it_is_said(library: Library) -> None:
    found = library.find("strong pasword")
    assert (_first(found), dict(found.corrected)) == ("password", {"pasword": "password"})
    assert library.find("pasword", aided=False).results == ()


@pytest.mark.parametrize("text", ["password", "hameçonnage", "2024", "strong"])
def test_words_that_some_text_has_are_never_corrected(library: Library, text: str) -> None:
    assert library.find(text).corrected == {}


def test_nothing_is_corrected_to_a_word_that_only_a_hidden_text_has(library: Library) -> None:
    assert library.find("zanzibra").corrected == {"zanzibra": "zanzibar"}
    found = library.find("zanzibra", hidden="hidden")
    assert (tuple(found.results), dict(found.corrected)) == ((), {})


@pytest.mark.parametrize("text", ["kenya", "Kenya’s", "كينيا"])
def test_the_name_of_a_country_is_never_corrected(library: Library, text: str) -> None:
    """No text has it, and one has a word that is a letter away."""
    assert library.find(text).corrected == {}
    assert library.find("kenyi").corrected == {"kenyi": "kenyo"}


def test_latin_letters_are_read_as_a_language_of_another_script_writes_them(library: Library) -> None:
    assert library.find("marta", reader="en").corrected == {"marta": "марта"}
    assert library.find("murta", reader="ru").corrected == {"murta": "марта"}
    assert library.find("murta", reader="en").corrected == {}, "not the nearest word of a language nobody asked for"
