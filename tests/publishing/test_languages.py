"""A language with content in it is switched off by nobody unawares, and nothing in it is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.operations import translate_object

from accounts.roles import PUBLISHER, TRANSLATOR
from accounts.translating import set_languages
from publishing.languages.content import content_of, contents
from tests.factories.accounts import member, operator
from tests.factories.resources import published, shelf, translation
from tests.factories.vocabulary import a_term
from vocabulary.models import Label

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def language(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


@pytest.fixture
def asked(client: Client) -> Client:
    """A browser in which an operator is signed in."""
    client.force_login(operator())
    return client


@pytest.fixture
def french() -> Locale:
    """A language with three pages of its own tree, a text, a draft, a short text and a translator."""
    translation(published(slug="a-guide"), "fr")
    published(slug="brouillon", language="fr").unpublish()
    Label.objects.create(concept=a_term("phones"), language="fr", text="Téléphones", kind="preferred")
    set_languages(member(TRANSLATOR), ["fr"])
    return language("fr")


def test_a_language_that_holds_something_is_refused_with_what_it_holds(french, asked) -> None:
    address = reverse("wagtaillocales:delete", args=[french.pk])
    page = words(asked.get(address))
    for said in (
        "Français is not empty",
        "4 public pages",
        "1 page that is not public",
        "short text",
        "1 person who",
    ):
        assert said in page
    assert "Whoever opens an address of this language" in page
    kept = Page.objects.count()
    assert "Nothing was removed" in words(asked.post(address))
    assert (Locale.objects.filter(pk=french.pk).count(), Page.objects.count()) == (1, kept)


def test_what_readers_are_told_when_its_pages_are_unpublished(french, client) -> None:
    home = shelf("fr").get_parent()
    client.force_login(member(PUBLISHER))
    address = reverse("wagtailadmin_pages:unpublish", args=[home.pk])
    assert "This is the first page of a language: Français. 4 pages of it are public." in words(client.get(address))
    client.post(address, {"include_descendants": "on"})
    assert content_of(french).public == 0
    reader = Client()
    told = reader.get("/fr/resources/a-guide/")
    assert (told.status_code, "/en/resources/a-guide/" in told.content.decode()) == (404, True)
    guide = Page.objects.get(locale=french, slug="a-guide")
    guide.get_latest_revision().publish()
    assert content_of(french).public == 1, "and it comes back as it was"


def test_the_confirmation_of_any_other_page_speaks_of_no_language(french, client) -> None:
    client.force_login(member(PUBLISHER))
    guide = Page.objects.get(locale=french, slug="a-guide")
    assert "first page of a language" not in words(client.get(f"/admin/pages/{guide.pk}/unpublish/"))


def test_an_empty_language_goes_and_its_short_texts_stay(asked) -> None:
    shelf("en")
    empty = language("de")
    label = Label.objects.create(concept=a_term("phones"), language="de", text="Telefone", kind="preferred")
    address = reverse("wagtaillocales:delete", args=[empty.pk])
    assert "nothing that somebody wrote is lost" in words(asked.get(address))
    asked.post(address)
    assert not Locale.objects.filter(pk=empty.pk).exists()
    assert Label.objects.filter(pk=label.pk).exists()


def test_translated_sentences_keep_a_language(french, asked) -> None:
    """They would go with it, by the database's own rule."""
    german = language("de")
    translate_object(published(slug="managed"), [language("fr")])
    segment = StringSegment.objects.first()
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=german, data="Wörter"
    )
    address = reverse("wagtaillocales:delete", args=[german.pk])
    assert "Translated sentences would be lost" in words(asked.get(address))
    asked.post(address)
    assert StringTranslation.objects.filter(data="Wörter").exists()


def test_what_is_written_in_one_language_is_not_called_another(french, admin_client) -> None:
    address = reverse("wagtaillocales:edit", args=[french.pk])
    answer = admin_client.post(address, {"language_code": "de"})
    assert "Something is written in this language" in words(answer)
    assert Locale.objects.get(pk=french.pk).language_code == "fr"


def test_the_first_language_stays(asked) -> None:
    shelf("en")
    address = reverse("wagtaillocales:delete", args=[language("en").pk])
    assert "the first language of this site" in words(asked.get(address))
    asked.post(address)
    assert Locale.objects.filter(language_code="en").exists()


def test_the_list_costs_the_same_for_many(french, asked, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(40) as few:
        page = words(asked.get(reverse("wagtaillocales:index")))
    assert "Français" in page
    for code in ("de", "it", "ru"):
        language(code)
    with django_assert_max_num_queries(len(few.captured_queries)):
        asked.get(reverse("wagtaillocales:index"))
    assert contents([french])[french.pk].translators == 1
