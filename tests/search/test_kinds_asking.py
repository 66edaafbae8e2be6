"""How a question meets entries: by names in other letters, by terms in any language."""

from __future__ import annotations

import pytest

from hub import languages
from hub.findable import Entry, Kind, register
from search.concepts import Name, Thesaurus
from search.engines.protocol import PageEntry, SearchEngine
from search.kinds import finding, library, spelling
from search.kinds.asking import question
from search.kinds.documents import document
from search.kinds.meaning import names
from search.kinds.numbers import PART, SPAN, by_place, number
from search.request import Known, SearchRequest, parse
from search.terms import Question
from trainers.searching import ORGANISATIONS, TRAINERS

SPOKEN = [languages.BY_CODE[code] for code in ("en", "es", "ru")]
TERMS = Thesaurus(
    (Name("place/PE", "en", "Peru"), Name("place/PE", "ru", "Перу"), Name("topic/phishing", "es", "suplantación")),
    lambda code: languages.BY_CODE[code].analyser,
)
ROSAURA = Entry(1, "rosaura", "Rosaura Huamán", (("es", "Acompaño a equipos."),), ("place/PE", "topic/phishing"))
GATHONI = Entry(2, "gathoni", "Gathoni Peru", (), ("place/KE",))


def asked(text: str) -> Question:
    return question(text, SPOKEN, lambda _spoken: (TERMS,))


def found(engine: SearchEngine, text: str) -> list[str]:
    entries = library.others(engine)
    had = finding.candidates(engine, asked(text), entries)
    ranks = finding.matching(asked(text), had, entries).ranks
    return [entries[page].place for page in sorted(ranks, key=lambda page: (ranks[page], page))]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("peru", ["gathoni", "rosaura"]),
        ("Перу", ["gathoni", "rosaura"]),
        ("acompañar Perú", ["rosaura"]),
        ("equipo", ["rosaura"]),
        ("suplantación rosaura", ["rosaura"]),
        ("suplantación mucho", ["rosaura"]),
        ("rosaura gathoni", []),
        ("zz0placepe zz0topicphishing nothing here", []),
    ],
)
def test_each_engine_finds_the_same_entries(engine: SearchEngine, text: str, who: list[str]) -> None:
    engine.write(engine.ticket(), [document(TRAINERS, each) for each in (ROSAURA, GATHONI)])
    assert found(engine, text) == who
    assert library.texts(engine).languages() == []


def test_a_word_that_names_something_in_the_readers_language_is_not_read_in_another() -> None:
    assert [term.forms[0].tokens for term in asked("peru").concepts] == [(spelling.code("place/PE"),)]
    assert asked("nada").concepts == ()


@pytest.mark.parametrize(
    ("name", "typed"),
    [("نيل المصري", "Masri"), ("Ерлан Мухтаров", "mukhtarov"), ("陳維安", "chen weian"), ("Zoé", "zoe")],
)
def test_a_name_is_met_in_latin_letters(name: str, typed: str) -> None:
    assert finding.in_name(name, question(typed, SPOKEN))
    assert not finding.in_name(name, question(f"{typed} somebody", SPOKEN))


def test_few_consonants_are_no_name() -> None:
    assert spelling.bare("mean") == ""
    assert spelling.names("آمنة") == ["آمنة"]


def test_numbers_of_kinds_and_pages_do_not_meet() -> None:
    assert by_place([7, number(1, 7), number(2, 7), SPAN - 1]) == {0: {7, SPAN - 1}, 1: {7}, 2: {7}}


def test_a_kind_keeps_its_place() -> None:
    with pytest.raises(ValueError, match="place 1"):
        register(Kind(**{**vars(ORGANISATIONS), "name": "course", "place": TRAINERS.place}))


def test_filters_leave_the_entries_that_have_one_of_the_values() -> None:
    entries = {
        page: PageEntry(page, "", who, PART, "trainer", "", terms, (), who, "", "", 0, "")
        for page, who, terms in ((1, "a", ("topic/x", "language/es")), (2, "b", ("topic/x", "language/fr")))
    }
    matched = finding.everything(entries)
    listed = finding.listed(matched, entries, SearchRequest(languages=("es",)), {"b": 0, "a": 1})
    assert (listed.numbers, listed.facets["language"], listed.facets["topic"]) == ((1,), {"es": 1, "fr": 1}, {"x": 1})
    assert finding.listed(matched, entries, SearchRequest(), {"b": 0, "a": 1}).numbers == (2, 1)


def test_the_glossary_explains_what_stands_in_brackets_too() -> None:
    assert names("VPN (virtual private network)") == {
        "vpn (virtual private network)",
        "vpn",
        "virtual private network",
    }


def test_kinds_asked_for_together_have_one_name_in_the_address() -> None:
    known = Known(kinds=frozenset({"trainer"}))
    asked_for = parse({"kind": ["advice"]}, known)
    assert asked_for.kinds == ("manual", "guide", "checklist", "tool", "template")
    assert asked_for.query_string() == "kind=advice"
    assert parse({"kind": ["advice", "news"]}, known).query_string().count("kind=") == 6
    assert parse({"kind": ["trainer"], "language": ["quc", "zz-no"]}, known).languages == ("quc",)
    assert parse({"kind": ["guide"], "language": ["quc"]}, known).languages == ()
