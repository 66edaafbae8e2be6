"""Review dates: what is due, and the word that it was checked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from accounts.roles import AUTHOR, OPERATOR, PUBLISHER, REVIEWER, TRANSLATOR
from publishing.reviews import due, marking
from resources.models import GuidePage
from resources.translations import behind
from search.models import PendingUpdate
from tests.factories.accounts import member
from tests.factories.resources import manual, overdue, published, shelf, translation

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
REPORT = "publishing_reviews"


def days(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


def signed_in(role: Any) -> Client:
    client = Client()
    client.force_login(member(role))
    return client


def test_what_is_due_in_sixty_days_comes_with_the_oldest_first() -> None:
    overdue(slug="old")
    published("tool", slug="soon", review_by=days(60))
    published(slug="later", review_by=days(61))
    published(slug="draft", review_by=days(-1)).unpublish()
    manual("One", slug="book", review_by=days(0))
    found = due.rows(timezone.localdate())
    assert [(row.title, row.kind, row.overdue(timezone.localdate())) for row in found] == [
        ("Old", "guide", True),
        ("Book", "manual", False),
        ("Soon", "tool", False),
    ]


def test_the_report_filters_exports_and_costs_the_same_for_many() -> None:
    ana = member(AUTHOR, display_name="Ana Ruiz")
    shelf("fr")
    first = overdue(slug="old", review_owner=ana)
    translation(first, "fr", slug="vieux", title="Vieux", review_by=days(3))
    client = signed_in(REVIEWER)
    address = reverse(REPORT)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        page = client.get(address).content.decode()
    assert "Ana Ruiz" in page
    assert page.index("Overdue since 1 January 2021") < page.index("Vieux")
    for number in range(4):
        overdue(slug=f"more-{number}", review_owner=ana)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few) <= 25

    def titles(**query: Any) -> set[str]:
        return {row["title"] for row in client.get(address, query).context["object_list"]}

    assert titles(language="fr") == {"Vieux"} == titles(state="due")
    assert titles(owner=ana.pk, kind="guide") == {"Old", "More 0", "More 1", "More 2", "More 3"}
    answer: Any = client.get(address, {"export": "csv", "language": "fr"})
    assert b"Vieux" in b"".join(answer.streaming_content)


def test_a_reviewer_notes_it_on_the_page_its_draft_and_its_schedule() -> None:
    page = overdue(slug="old")
    other = translation(page, "fr", slug="vieux") if shelf("fr") else None
    page.title = "A new title"
    draft = page.save_revision()
    page.go_live_at = timezone.now() + dt.timedelta(days=1)
    waiting = page.save_revision(approved_go_live_at=page.go_live_at)
    PendingUpdate.objects.all().delete()
    client = signed_in(REVIEWER)
    answer = client.post(reverse("publishing_reviewed", args=[page.pk]), {"again_by": days(200).isoformat()})
    assert answer.status_code == 302
    fresh = GuidePage.objects.get(pk=page.pk)
    assert (fresh.reviewed_on, fresh.review_by, fresh.title) == (days(0), days(200), "Old")
    waiting.refresh_from_db()
    assert waiting.content["review_by"] == days(200).isoformat()
    assert GuidePage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "A new title"
    assert fresh.get_latest_revision_as_object().review_by == days(200)
    assert draft.pk != waiting.pk
    assert PageLogEntry.objects.filter(page=page.pk, action=marking.REVIEWED).count() == 1
    assert PendingUpdate.objects.filter(page=page.pk).exists()
    assert behind([other])[other.pk][1] == 0, "no translation has to follow"


@pytest.mark.parametrize(
    ("again_by", "said"),
    [("2020-01-01", "Choose a day to come."), ("2199-01-01", "within five years"), ("soon", "Enter a valid date.")],
)
def test_a_day_that_makes_no_sense_is_refused_at_the_field(again_by: str, said: str) -> None:
    page = overdue(slug="old")
    answer = signed_in(PUBLISHER).post(reverse("publishing_reviewed", args=[page.pk]), {"again_by": again_by})
    assert said in answer.content.decode()
    assert again_by in answer.content.decode()
    assert GuidePage.objects.get(pk=page.pk).review_by == dt.date(2021, 1, 1)


def test_only_reviewers_and_publishers_note_it_and_only_on_what_is_public() -> None:
    page = overdue(slug="old")
    people = {role.name: member(role) for role in (AUTHOR, TRANSLATOR, REVIEWER, PUBLISHER, OPERATOR)}
    may = {name for name, person in people.items() if marking.may_mark(person, page)}
    assert may == {"Reviewers", "Editors"}
    client = Client()
    client.force_login(people["Authors"])
    assert client.post(reverse("publishing_reviewed", args=[page.pk])).status_code in (302, 403)
    assert GuidePage.objects.get(pk=page.pk).reviewed_on == dt.date(2020, 1, 1)
    page.unpublish()
    assert not marking.may_mark(people["Editors"], GuidePage.objects.get(pk=page.pk))
    book = manual("One", slug="book")
    assert not marking.may_mark(people["Editors"], book.get_children().first())


def test_a_crash_leaves_the_old_dates(monkeypatch: Any) -> None:
    page = overdue(slug="old")

    def broken(*_given: Any, **_more: Any) -> None:
        raise PermissionDenied

    monkeypatch.setattr(marking, "log", broken)
    with pytest.raises(PermissionDenied):
        marking.mark(page, member(REVIEWER), on=days(0), again_by=days(9))
    fresh = GuidePage.objects.get(pk=page.pk)
    assert fresh.review_by == fresh.get_latest_revision_as_object().review_by == dt.date(2021, 1, 1)
