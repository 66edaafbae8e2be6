"""What readers are told of what was looked for beside their words, and the way to leave it out."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search import indexing
from search.engines.protocol import SearchEngine
from search.meant import also, righted
from tests.factories import resources as library
from vocabulary.models import Concept, Label, LabelKind, Scheme


@pytest.mark.parametrize(
    ("text", "corrected", "expected"),
    [
        ("Strong Pasword now", {"pasword": "password"}, "Strong password now"),
        ("seguridád diigital", {"diigital": "digital"}, "seguridád digital"),
        ("contraseñas fuertés", {"fuertes": "fuerte"}, "contraseñas fuerte"),
        ("vpn", {"pasword": "password"}, ""),
        ("vpn", {}, ""),
    ],
)
def test_only_the_misspelt_words_are_put_right(text: str, corrected: dict[str, str], expected: str) -> None:
    assert righted(text, corrected) == expected


def test_other_words_are_told_once_and_not_those_that_were_typed() -> None:
    assert also("My padlock", ["Padlock", "Door lock", "padlock", "Lock picking", "Door Lock"]) == [
        "Door lock",
        "Lock picking",
    ]


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_page_and_the_api_say_what_else_was_looked_for(client: Client, index: SearchEngine) -> None:
    term = Concept.objects.create(scheme=Scheme.TOPIC, code="locks")
    for kind, text in (
        (LabelKind.PREFERRED, "Zorblatt"),
        (LabelKind.SYNONYM, "Doorbolt"),
        (LabelKind.HIDDEN, "Zorblat"),
    ):
        Label.objects.create(concept=term, language="en", kind=kind, text=text)
    library.published(slug="a", title="Bolts", body=library.body(text="A doorbolt helps at night."))
    indexing.drain()
    html = client.get("/en/search/", {"q": "zorblatt"}).content.decode()
    assert "Also looked for: Doorbolt." in html
    assert 'href="/en/search/?q=zorblatt&amp;words=only"' in html
    answer = client.get("/api/v1/search", {"q": "zorblatt", "language": "en"}).json()
    assert (answer["count"], answer["expanded_with"], answer["did_you_mean"]) == (1, ["Doorbolt"], None)
    only = client.get("/api/v1/search", {"q": "zorblatt", "language": "en", "words": "only"}).json()
    assert (only["count"], only["expanded_with"]) == (0, [])
    with CaptureQueriesContext(connection) as done:
        client.get("/api/v1/search", {"q": "zorblatt", "language": "en"})
    assert not [each["sql"] for each in done if "vocabulary_label" in each["sql"]]


@pytest.mark.any_database
@pytest.mark.django_db
def test_a_misspelt_word_is_said_and_can_be_insisted_on(client: Client, index: SearchEngine) -> None:
    for number in range(3):
        library.published(slug=f"a{number}", title="Doors", body=library.body(text="A doorbolt helps at night."))
    indexing.drain()
    html = client.get("/en/search/", {"q": "doorbplt"}).content.decode()
    assert "You see what there is for “<bdi>doorbolt</bdi>”" in html
    assert "No text has all of your words" not in html, "what was looked for instead is all there"
    assert "/en/resources/a0/" in html
    assert client.get("/api/v1/search", {"q": "doorbplt", "language": "en"}).json()["did_you_mean"] == "doorbolt"
    html = client.get("/en/search/", {"q": "doorbplt", "words": "only"}).content.decode()
    assert "/en/resources/a0/" not in html


@pytest.mark.any_database
@pytest.mark.django_db
def test_a_word_that_another_language_has_is_not_called_misspelt(client: Client, index: SearchEngine) -> None:
    library.published(slug="a", title="A piece of paper", body=library.body(text="A piece. Keep each piece apart."))
    library.published(slug="b", title="Piégé", language="fr", body=library.body(text="Un message piégé."))
    indexing.drain()
    answer = client.get("/api/v1/search", {"q": "zorbl piégé", "language": "en"}).json()
    assert answer["did_you_mean"] is None
