"""The detector finds what it is for, and nothing else."""

from __future__ import annotations

import pytest

from tests.locale.detector import foreign, pieces

PAGE = '<html lang="{0}"><body>{1}</body></html>'


def found(language: str, body: str, untranslated: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> list[str]:
    return list(foreign(PAGE.format(language, body), language, frozenset(untranslated), frozenset(names)))


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("es", "<p>Read the manual</p>"),
        ("es", "<p>Lisez avec nous</p>"),
        ("fr", "<p>Lea con usted</p>"),
        ("fr", '<p>Voici <img alt="A map of the town"></p>'),
        ("ar", "<p>اقرأ the الدليل</p>"),
        ("es", "<p>اقرأ</p>"),
    ],
)
def test_words_of_another_language_are_found(language: str, body: str) -> None:
    assert found(language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("es", "<p>Lea el manual con calma</p>"),
        ("es", '<p lang="en">Read the manual</p>'),
        ("fr", "<p>Écrit par <bdi>The Desk of Who</bdi></p>"),
        ("ar", "<p>اقرأ <code>make demo</code></p>"),
        ("ar", '<ul><li lang="en-GB"><a>the rest</a></li></ul><p>نص</p>'),
        ("fr", "<script>the and of</script>"),
        ("ar", "<title>Who is Who – مركز</title>"),
        ("ar", "<p>https://casa-ceiba.example/ او desk@hub.example</p>"),
        ("es", "<p>Si le quitan el teléfono</p>"),
    ],
)
def test_marked_words_names_and_codes_are_left_alone(language: str, body: str) -> None:
    assert found(language, body) == []


def test_an_english_message_without_little_words_is_found_by_the_catalogue() -> None:
    assert found("es", "<button>Search</button>", untranslated=("Search",)) == ["untranslated: Search"]
    assert found("es", "<title>Search – Centro</title>", untranslated=("Search",)) == ["untranslated: Search"]


def test_names_of_programs_stay_in_arabic_texts() -> None:
    assert found("ar", "<p>متصفّح Tor Browser</p>", names=("Tor", "Browser")) == []
    assert found("ar", "<p>متصفّح Tor Browser</p>", names=("Tor",)) == ["Tor Browser: متصفّح Tor Browser"]


def test_a_language_ends_with_its_element() -> None:
    texts = pieces('<div lang="fr"><p lang="en">a<br>b</p>c</div>')
    assert [(piece.text, piece.language) for piece in texts] == [("a", "en"), ("b", "en"), ("c", "fr")]
