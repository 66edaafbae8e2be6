"""People, organisations, topics and places are found by their words, in their own script and in Latin letters."""

from __future__ import annotations

import pytest

from trainers.houses import House, Houses
from trainers.lexicon import Among, Lexicon, search
from trainers.naming import Names, words

PEOPLE = (
    "Ольга Мельник",
    "سلمى الخطيب",
    "Siobhán O’Brien",
    "王小明",
    "Salma Haddad",
    "Mali Kone",
    "Jordan Guatemala",
    "สมชาย",
)
TERMS = [
    (("topics", "digital-security"), "Digital security"),
    (("topics", "digital-security"), "الأمن الرقمي"),
    (("topics", "phishing"), "Phishing and false messages"),
    (("topics", "incident"), "Incident response"),
    (("places", "ML"), "Mali"),
    (("places", "GT"), "Guatemala"),
    (("places", "GT"), "غواتيمالا"),
    (("places", "IN"), "India"),
]
HAVING = {
    ("topics", "digital-security"): {0, 4},
    ("topics", "phishing"): {4},
    ("topics", "incident"): {1},
    ("places", "ML"): {1, 4},
    ("places", "GT"): {0, 2},
    ("places", "IN"): {3},
}


def bits(places: set[int]) -> int:
    return sum(1 << place for place in places)


AMONG = Among((1 << len(PEOPLE)) - 1, Names(PEOPLE), lambda meaning: bits(HAVING.get(meaning, set())))
LEXICON = Lexicon(TERMS)


def found(text: str) -> set[str]:
    had = search(text, LEXICON, AMONG)
    return {name for place, name in enumerate(PEOPLE) if had >> place & 1}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ольга", {"Ольга Мельник"}),
        ("Olga", {"Ольга Мельник"}),
        ("melnik OLGA", {"Ольга Мельник"}),
        ("سلمي", {"سلمى الخطيب", "Salma Haddad"}),
        ("salma", {"سلمى الخطيب", "Salma Haddad"}),
        ("siobhan", {"Siobhán O’Brien"}),
        ("o'brien", {"Siobhán O’Brien"}),
        ("OBrien", {"Siobhán O’Brien"}),
        ("小明", {"王小明"}),
        ("wang xiaoming", {"王小明"}),
        ("สมชาย", {"สมชาย"}),
        ("nobody", set()),
        ("salma nobody", set()),
    ],
)
def test_names_are_found_in_their_own_script_and_in_latin_letters(text: str, names: set[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("digital security", {"Ольга Мельник", "Salma Haddad"}),
        ("الامن الرقمي", {"Ольга Мельник", "Salma Haddad"}),
        ("phish", {"Salma Haddad"}),
        ("digital security in Guatemala", {"Ольга Мельник"}),
        ("mali", {"سلمى الخطيب", "Salma Haddad", "Mali Kone"}),
        ("غواتيمالا", {"Ольга Мельник", "Siobhán O’Brien"}),
        ("in", set()),
        ("salma mali", {"سلمى الخطيب", "Salma Haddad"}),
        ("", set(PEOPLE)),
        ("…!", set(PEOPLE)),
    ],
)
def test_topics_and_places_are_found_by_their_words(text: str, names: set[str]) -> None:
    assert found(text) == names


def test_organisations_are_found_by_name_place_and_service() -> None:
    houses = Houses(
        [House("a", "Дом Мира", ("UA",), ("legal",)), House("b", "Casa Ceiba", ("GT", "013"), ("digital-security",))]
    )
    terms = Lexicon([*TERMS, (("services", "legal"), "Legal help"), (("places", "013"), "Central America")])

    def ids(text: str) -> list[str]:
        return [each.id for each in houses.found(text, terms)]

    assert ids("dom mira") == ["a"]
    assert ids("ceiba") == ids("guatemala") == ids("central america") == ["b"]
    assert ids("legal") == ["a"]
    assert ids("") == []


def test_a_long_or_hostile_question_stays_cheap_and_says_nothing() -> None:
    assert len(words("a b " * 4000)) == 8000
    assert found("zzz " * 4000) == set()
    assert found("\u0301\u0640") == set(PEOPLE)
