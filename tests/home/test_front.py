"""The first page, the address without a language, what stands around every page."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from home.models import StandardPage
from home.standing import publish
from home.trees import ensure_tree
from tests.factories.resources import published, shelf, translation

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def test_the_address_without_a_language_follows_the_browser_and_sets_no_cookie(client: Client):
    original = published(slug="phones")
    translation(original, "ar")
    answer = client.get("/", headers={"accept-language": "ar-EG,en;q=0.5"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ar/")
    assert "Accept-Language" in answer.headers["Vary"]
    assert not answer.cookies
    assert client.get("/", headers={"accept-language": "de"}).headers["Location"] == "/en/"
    assert client.get("/").headers["Location"] == "/en/"


def test_a_language_without_texts_is_not_offered(client: Client):
    published(slug="phones")
    ensure_tree("fr")
    assert client.get("/", headers={"accept-language": "fr"}).headers["Location"] == "/en/"
    assert 'hreflang="fr"' not in client.get("/en/").content.decode()


def test_the_bar_offers_languages_with_content_the_most_first(client: Client):
    first = published(slug="one")
    published(slug="two")
    translation(first, "ar")
    html = client.get("/en/").content.decode()
    assert html.index('hreflang="en"') < html.index('hreflang="ar"')


def test_a_language_without_a_catalogue_has_its_own_text_in_a_borrowed_interface(client: Client):
    published(slug="phones", language="fa", title="تلفن")
    html = client.get("/fa/resources/phones/").content.decode()
    assert '<html lang="en" dir="ltr">' in html
    assert 'lang="fa" dir="rtl">تلفن</h1>' in html


def test_standing_texts_stand_at_the_foot_and_are_made_once(client: Client):
    ensure_tree("es")
    assert publish(["en", "es"]) > 0
    assert publish(["en", "es"]) == 0
    html = client.get("/es/").content.decode()
    assert 'href="/es/privacy/"' in html


@pytest.mark.parametrize("slug", ["search", "trainers", "who-fits"])
def test_a_page_may_not_take_an_address_of_the_site(slug):
    home = ensure_tree("en")
    page = StandardPage(title="x", slug=slug, locale=home.locale)
    with pytest.raises(ValidationError, match="address"):
        home.add_child(instance=page)


def test_below_the_library_any_word_will_do():
    assert published(slug="search").url == "/en/resources/search/"
    assert shelf("en").get_children().count() == 1


@pytest.mark.parametrize(
    "path", ["/en/nothing/", "/xx/", "/en/resources/nothing/", "/r/%00/", "/en/%00/", "/ar/" + "x" * 3000 + "/"]
)
def test_what_is_not_there_says_so_without_a_trace(client: Client, path):
    ensure_tree("en")
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("many", [1, 50])
def test_home_needs_the_same_queries_for_one_text_and_for_fifty(client, django_assert_max_num_queries, many):
    for number in range(many):
        published(slug=f"text-{number}", reviewed_on="2026-01-01")
    client.get("/en/")
    with django_assert_max_num_queries(28):
        client.get("/en/")
