"""The names that searching starts with: complete, each for one idea, and what editors made of them is kept."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

import pytest

from vocabulary import names
from vocabulary.models import Concept, Label
from vocabulary.names import LANGUAGES, plain, plant_names
from vocabulary.places import fold

INTERFACE = ("en", "es", "fr", "ar")
# A name's letters; what a script may have besides, in any language (names of programs are Latin everywhere).
SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "ru": "CYRILLIC", "zh-hant": "CJK"}
IDEAS, MANY = 270, 150


@cache
def _ideas() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in names.read():
        found[f"{row.scheme}/{row.code}"][row.language] += row.names
    return found


def _folded(words: Iterable[str]) -> list[str]:
    return [fold(plain(word)) for word in words]


def test_ideas_have_a_name_and_other_words_in_the_interfaces_languages_and_most_in_four_more() -> None:
    ideas = _ideas()
    assert len(ideas) >= IDEAS
    assert [idea for idea, own in ideas.items() for code in INTERFACE if len(set(_folded(own[code]))) < 2] == []
    for code in LANGUAGES:
        assert sum(len(set(_folded(own[code]))) >= 2 for own in ideas.values()) >= MANY


def test_no_name_stands_twice_for_an_idea_nor_for_two_unless_it_says_so() -> None:
    for code in LANGUAGES:
        owners: dict[str, set[str]] = defaultdict(set)
        for idea, own in _ideas().items():
            folded = _folded(own[code])
            assert [name for name, count in Counter(folded).items() if count > 1] == [], idea
            for name in own[code]:
                if names.SHARED not in name[:2]:
                    owners[fold(plain(name))].add(idea.rpartition("/")[2])
        assert {name: ideas for name, ideas in owners.items() if len(ideas) > 1} == {}, code


def test_a_name_said_to_be_shared_is_one_of_another_idea() -> None:
    for code in LANGUAGES:
        owners = Counter(name for words in _ideas().values() for name in set(_folded(words[code])))
        shared = {name for words in _ideas().values() for name in words[code] if names.SHARED in name[:2]}
        assert [name for name in shared if owners[fold(plain(name))] < 2] == [], code


def test_names_are_written_plainly() -> None:
    for row in names.read():
        for name in map(plain, row.names):
            assert name == unicodedata.normalize("NFC", name) == " ".join(name.split())
            assert 1 < len(name) <= 60
            assert not set(name) & set('|~=<>"“”?!\u200e\u200f\u200b'), name
            letters = [unicodedata.name(each, "").split()[0] for each in name if each.isalpha()]
            others = set(letters) - {"LATIN", SCRIPTS.get(row.language, "LATIN")}
            assert not others, (row.code, row.language, name)
            assert not (name.isascii() and name.isupper() and " " in name), name


def test_what_is_taken_back_was_there() -> None:
    given = {(row.scheme, row.code, row.language, plain(name)): row.edition
             for row in names.lines() if not row.taken_back for name in row.names}  # fmt: skip
    back = [(row, name) for row in names.lines() if row.taken_back for name in row.names]
    assert back
    for row, name in back:
        assert given[row.scheme, row.code, row.language, name] < row.edition


@pytest.mark.django_db
class TestLiveSite:
    """A site that has the first edition, with what an editor did to it."""

    @pytest.fixture
    def raids(self) -> Concept:
        return Concept.objects.get(scheme="topic", code="workspace-raids")

    def _words(self, concept: Concept, language: str) -> set[str]:
        return set(concept.labels.filter(language=language).values_list("text", flat=True))

    def test_a_new_site_has_both_editions_without_what_was_taken_back(self, raids: Concept) -> None:
        assert {"allanamiento", "redadas en el lugar de trabajo"} <= self._words(raids, "es")
        assert "redada" not in self._words(raids, "es")
        insurance = Concept.objects.get(scheme="word", code="insurance").labels.filter(language="es")
        assert list(insurance.filter(kind="preferred").values_list("text", flat=True)) == ["Póliza de seguro"]

    def test_a_later_edition_adds_its_own_names_and_takes_back_its_own(self, raids: Concept) -> None:
        raids.labels.filter(language="es", text="redadas en el lugar de trabajo").delete()
        Label.objects.create(concept=raids, language="es", kind="hidden", text="redada")
        Concept.objects.filter(code="air-gap").delete()
        plant_names(Concept, Label, edition=2)
        assert "redadas en el lugar de trabajo" in self._words(raids, "es")
        assert "redada" not in self._words(raids, "es")
        assert Concept.objects.get(code="air-gap").labels.filter(language="fr").count() > 1

    def test_what_an_editor_deleted_renamed_or_wrote_stays_so(self, raids: Concept) -> None:
        plant_names(Concept, Label, edition=2)
        first = raids.labels.get(language="en", kind="preferred")
        first.text = "Visits of the police"
        first.save()
        raids.labels.filter(language="es", text="allanamiento").delete()
        Label.objects.create(concept=raids, language="fr", kind="hidden", text="Visite surprise")
        Concept.objects.filter(scheme="word", code="firewall").delete()
        before = Label.objects.count()
        plant_names(Concept, Label, edition=2)
        assert Label.objects.count() == before
        assert raids.labels.get(language="en", kind="preferred").text == "Visits of the police"
        assert "allanamiento" not in self._words(raids, "es")
        assert "Visite surprise" in self._words(raids, "fr")
        assert not Concept.objects.filter(code="firewall").exists()
