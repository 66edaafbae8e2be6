"""How many texts are in which state: counted from the rows of the report, each number a way to what it counts."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from publishing.translation.library import Known, Row
from publishing.translation.totals import by_language, by_owner, by_topic, lines
from resources.translation_states import Facts, Standing, state
from tests.factories.accounts import member
from tests.factories.resources import manual, published, shelf, translation
from tests.factories.vocabulary import a_term

BEHIND, MISSING, CURRENT = Facts(changes=2), Facts(exists=False), Facts()


def a_row(facts: Facts, *, locale: int = 1, owner: int | None = None, path: str = "00010001") -> Row:
    original = Known(1, UUID(int=0), 9, "Phones", True, None, path, "guide", owner=owner)
    return Row("guide", locale, "Phones", None, original, state(facts), 0)


def counts(line: Any) -> dict[Standing, int]:
    return {standing: count for standing, count in line.counts if count}


def test_each_language_has_its_states_and_those_with_most_to_do_come_first() -> None:
    rows = [a_row(CURRENT), a_row(CURRENT), a_row(BEHIND), a_row(MISSING, locale=2), a_row(MISSING, locale=2)]
    spanish, french = lines(rows, by_language, {"1": "Français", "2": "Español", "3": "Русский"})
    assert (spanish.name, spanish.total, counts(spanish)) == ("Español", 2, {Standing.MISSING: 2})
    assert (french.name, french.total, counts(french)) == ("Français", 3, {Standing.BEHIND: 1, Standing.CURRENT: 2})


def test_what_nobody_looks_after_is_counted_too() -> None:
    found = lines([a_row(BEHIND), a_row(BEHIND, owner=7)], by_owner, {"0": "Nobody", "7": "Ana"})
    assert [(line.name, line.total) for line in found] == [("Ana", 1), ("Nobody", 1)]


def test_a_chapter_counts_under_the_topics_of_its_manual_and_each_text_once_under_each() -> None:
    topics = {"00010001": [5, 6], "000100010001": [5]}
    rows = [a_row(BEHIND), a_row(MISSING, path="000100010001"), a_row(BEHIND, path="00010002")]
    found = lines(rows, by_topic(topics, 4), {"5": "Phones", "6": "Travel"})
    assert [(line.name, line.total) for line in found] == [("Phones", 2), ("Travel", 2)]


@pytest.mark.django_db
@pytest.mark.any_database
def test_a_number_leads_to_the_texts_that_it_counts(admin_client: Client, django_assert_max_num_queries: Any) -> None:
    topic, ana = a_term("phones", en="Telephones"), member(username="ana", is_staff=True)
    french = shelf("fr").locale_id
    book = manual("First", slug="a-manual", title="Manual", review_owner=ana)
    book.topics.add(topic)
    book.save()
    translation(published(slug="here"), "fr", slug="ici")
    address = reverse("publishing_translations")
    with django_assert_max_num_queries(30):
        page = re.sub(r"\s+", " ", admin_client.get(address).content.decode())
    missing = f"?language={french}&amp;state=missing"
    assert re.search(rf'<a href="{re.escape(missing)}">2<span', page), "the manual and its chapter"
    shown = admin_client.get(address, {"language": french, "state": "missing"})
    assert sorted(row["title"] for row in shown.context["object_list"]) == ["First", "Manual"]
    totals = {table["name"]: table for table in admin_client.get(address, {"topic": topic.pk}).context["totals"]}
    assert [(line["name"], line["total"]) for line in totals["topic"]["lines"]] == [("Telephones", 2)]
    owners = {line["name"]: line["url"] for line in totals["owner"]["lines"]}
    assert owners["ana"] == f"?topic={topic.pk}&owner={ana.pk}"
    nobody = admin_client.get(address, {"owner": "0", "kind": "guide"}).context["object_list"]
    assert [row["original_title"] for row in nobody] == ["Here"]
