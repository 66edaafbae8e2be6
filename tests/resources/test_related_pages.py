"""Related texts and the news as readers see them: reasons in sentences, no draft, addresses without a script."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories.resources import published
from vocabulary.models import Concept

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def about(page: Any, *topics: str) -> Any:
    """The page with these topics, published."""
    page.topics.set([Concept.objects.get_or_create(scheme="topic", code=code)[0] for code in topics])
    page.save_revision().publish()
    return page


def test_related_texts_say_why_and_neither_drafts_nor_private_nor_other_languages_are_among_them(
    client: Client,
) -> None:
    this = about(published(slug="phones", level="beginner"), "mobile-phones")
    about(published("checklist", slug="phones-list", title="The list", level="beginner"), "mobile-phones")
    about(published(slug="phones-more", title="More on phones", level="advanced"), "mobile-phones")
    about(published(slug="elsewhere", title="Les téléphones", language="fr"), "mobile-phones")
    about(published(slug="a-draft", title="No longer there"), "mobile-phones").unpublish()
    hidden = about(published(slug="hidden", title="For members"), "mobile-phones")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    html = client.get(this.url).content.decode()
    beside = html[html.index("Also worth reading") :].partition("</aside>")[0]
    assert "It lists what to check once you have read this." in beside
    assert "It goes on where this text ends, at the next level: Advanced." in beside
    assert beside.index("The list") < beside.index("More on phones")
    assert "No longer there" not in html
    assert "For members" not in html
    assert "Les téléphones" not in html
    # What is written is seen at once.
    about(published(slug="phones-third", title="A third one"), "mobile-phones")
    assert "A third one" in client.get(this.url).content.decode()


def test_news_is_chosen_by_month_and_topic_in_the_address(client: Client) -> None:
    first = about(published("news", slug="first", title="First", published=dt.date(2026, 11, 3)), "phishing")
    about(published("news", slug="second", title="Second", published=dt.date(2026, 1, 3)), "travel")
    published("news", slug="ailleurs", title="Ailleurs", language="fr")
    place = first.get_parent().url

    def titles(query: str) -> set[str]:
        html = client.get(f"{place}{query}").content.decode()
        return {title for title in ("First", "Second", "Ailleurs") if f">{title}</a>" in html}

    assert titles("") == {"First", "Second"}
    assert titles("?month=2026-11") == titles("?topic=phishing") == {"First"}
    assert titles("?month=2026-11&topic=travel") == set()
    assert titles("?month=never&topic=<b>") == {"First", "Second"}
    html = client.get(f"{place}?month=2026-11").content.decode()
    assert 'href="?month=2026-01"' in html
    assert 'href="?month=2026-11&amp;topic=phishing"' in html
    assert 'hreflang="fr"' in html[html.index('id="choose"') :]
    assert "There is no news of this choice." in client.get(f"{place}?month=1999-01").content.decode()


def test_the_news_needs_the_same_queries_for_one_and_for_nine(client: Client) -> None:
    place = about(published("news", slug="news-0", published=dt.date(2026, 1, 3)), "travel").get_parent().url
    client.get(place)
    asked = []
    for many in (1, 9):
        for number in range(1, many):
            published("news", slug=f"news-{number}", published=dt.date(2026, 1 + number, 3))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{place}?month=2026-01").status_code == 200
        asked.append(len(queries))
    assert asked[0] + 1 >= asked[1]
