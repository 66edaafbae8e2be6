"""Reading pages: text, age, neighbours, other languages, links that last."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from resources.models import ResourceIdentity
from resources.translations import behind, editions
from tests.factories.resources import body, changed, manual, overdue, published, translation

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def read(client: Client, page) -> str:
    answer = client.get(page.url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_chapter_leads_to_its_neighbours_and_says_where_it_stands(client):
    book = manual("First steps", "Second steps", "Third steps")
    middle = book.get_children()[1]
    html = read(client, middle)
    assert "Chapter 2 of 3" in html
    assert f'href="{book.get_children()[0].url}" rel="prev"' in html
    assert f'href="{book.get_children()[2].url}" rel="next"' in html
    assert 'id="second-steps"' in html


def test_a_manual_lists_its_public_chapters_in_order_and_no_draft(client):
    book = manual("First steps", "Second steps")
    book.get_children().first().unpublish()
    html = read(client, book)
    assert "Second steps" in html
    assert "First steps" not in html


def test_a_translation_says_how_often_its_original_changed(client):
    original = published(slug="phones", title="Phones")
    arabic = translation(original, "ar", title="الهواتف")
    changed(original, times=2)
    assert behind([arabic])[arabic.pk] == (original.pk, 2)
    html = read(client, arabic)
    assert "note-old" in html
    assert original.url in html


def test_a_translation_in_step_says_nothing(client):
    original = published(slug="phones")
    spanish = translation(original, "es")
    assert "note-old" not in read(client, spanish)
    assert [edition.state for edition in editions(spanish)] == ["original", "current"]


def test_advice_past_its_review_date_says_so_first(client):
    html = read(client, overdue(slug="old-advice"))
    assert html.index("overdue for review") < html.index("<article")


def test_a_link_to_a_page_lasts_when_the_page_moves_and_leaves_words_when_it_goes(client):
    target = published(slug="target")
    linking = published(
        slug="linking",
        body=[{"type": "text", "value": f'<p>See <a linktype="page" id="{target.pk}">the target</a>.</p>'}],
    )
    assert f'<a href="{target.url}">the target</a>' in read(client, linking)
    target.slug = "renamed"
    target.save_revision().publish()
    target.refresh_from_db()
    assert f'<a href="{target.url}">the target</a>' in read(client, linking)
    target.unpublish()
    html = read(client, linking)
    assert "See the target." in html


def test_a_link_leads_to_the_reader_s_own_language_where_that_exists(client):
    target = published(slug="target")
    spanish = translation(target, "es")
    linking = published(
        slug="linking",
        language="es",
        body=[{"type": "text", "value": f'<p><a linktype="page" id="{target.pk}">x</a></p>'}],
    )
    assert f'<a href="{spanish.url}">x</a>' in read(client, linking)


def test_what_is_not_translated_is_said_with_the_languages_that_exist(client):
    original = published(slug="only-english", title="Only English")
    published(slug="other", language="fr")
    answer = client.get("/fr/resources/only-english/")
    assert answer.status_code == 404
    assert original.url in answer.content.decode()
    assert "Only English" in answer.content.decode()


def test_a_page_is_gone_at_the_moment_it_expires_whether_or_not_the_timer_ran(client):
    page = published(slug="expiring")
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(seconds=1))
    assert client.get(page.url).status_code == 404
    assert page.title not in client.get("/en/resources/").content.decode()


def test_the_resource_s_own_name_leads_to_the_reader_s_language(client):
    original = published(slug="phones")
    spanish = translation(original, "es")
    answer = client.get("/r/phones/", headers={"accept-language": "es-GT,en;q=0.5"})
    assert answer.headers["Location"] == spanish.url
    assert "Accept-Language" in answer.headers["Vary"]
    assert client.get("/r/nothing/").status_code == 404


@pytest.mark.parametrize("many", [1, 50])
def test_reading_needs_the_same_queries_for_one_chapter_and_for_fifty(client, django_assert_max_num_queries, many):
    links = [published(slug=f"target-{number}") for number in range(3)]
    text = "".join(f'<a linktype="page" id="{page.pk}">x</a>' for page in links)
    book = manual(*[f"Chapter {number}" for number in range(many)], body=body("One", text=text))
    client.get(book.url)
    with django_assert_max_num_queries(QUERIES):
        client.get(book.url)


# Of a first look after a write, when no part of a page is kept; tests/home/test_page_queries.py has all others.
QUERIES = 28


@pytest.mark.parametrize("many", [1, 50])
def test_the_library_needs_the_same_queries_for_one_text_and_for_fifty(client, django_assert_max_num_queries, many):
    for number in range(many):
        published(slug=f"text-{number}")
    client.get("/en/resources/")
    with django_assert_max_num_queries(30):
        client.get("/en/resources/")


def test_what_an_editor_publishes_gets_its_name_outside():
    book = manual("First steps", slug="written-here")
    names = set(ResourceIdentity.objects.values_list("resource_id", flat=True))
    assert names == {"written-here", "written-here/first-steps"}
    assert ResourceIdentity.objects.get(resource_id="written-here").translation_key == book.translation_key


def test_a_check_is_words_inside_its_label_and_has_no_name(client):
    value = {
        "items": [
            {
                "type": "item",
                "id": "00000000-0000-4000-b000-000000000000",
                "value": {"text": "<p>Lock the <b>door</b></p>"},
            }
        ]
    }
    page = published("checklist", slug="door", body=[{"type": "checks", "value": value}])
    html = read(client, page)
    assert "<span>Lock the <b>door</b></span>" in html
    assert 'type="checkbox" autocomplete="off">' in html


def test_the_language_switch_follows_a_text_whose_slug_differs(client):
    original = published(slug="phones")
    spanish = translation(original, "es", slug="telefonos")
    html = read(client, original)
    assert f'<a href="{spanish.url}" hreflang="es">' in html
    assert "/es/resources/phones/" not in html
