"""“Something is wrong or out of date here”: what reaches whoever looks after a text, and nothing about who wrote."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEvent, User
from accounts.roles import AUTHOR
from hub import remarks
from resources.models import ResourcePage, TextRemark
from resources.remarks import sending
from tests.factories.accounts import member
from tests.factories.resources import body, manual, published
from tests.trainers.joining.asker import CANARY, Asker

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
HERE = "/en/wrong/resources/phones/"


@pytest.fixture
def author() -> User:
    return member(AUTHOR)


@pytest.fixture
def page(author: User) -> ResourcePage:
    return published(slug="phones", body=body("Before you leave", "At the border"), review_owner=author)


def tell(address: str = HERE, **given: Any) -> Asker:
    """Open the form of a text and send it."""
    asker = Asker()
    asker.get(address)
    asker.post(address.partition("?")[0], **{"what": "old", "part": "", "text": f"It says {CANARY}", **given})
    return asker


def test_it_reaches_who_looks_after_the_text_sealed_with_its_heading_and_a_day_only(
    page: ResourcePage, author: User
) -> None:
    asker = tell(f"{HERE}?part=at-the-border", part="at-the-border")
    assert "Thank you. Somebody will look at it" in asker.page
    row = TextRemark.objects.get()
    assert (row.page_id, row.owner, row.what, row.heading) == (page.pk, author, "old", "At the border")
    assert (row.text, row.came_on) == (f"It says {CANARY}", timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM resources_textremark")
        assert CANARY not in repr(cursor.fetchall())
    assert not asker.client.cookies
    assert not AuditEvent.objects.filter(act__startswith="remarks").exists()


def test_the_form_knows_the_headings_and_chooses_the_one_of_the_address(page: ResourcePage) -> None:
    assert f'href="{HERE}"' in Asker().get(page.url)
    chosen = Asker().get(f"{HERE}?part=at-the-border")
    assert '<option value="at-the-border" selected>At the border</option>' in chosen
    unknown = Asker().get(f"{HERE}?part=nothing-of-this-name")
    assert '<option value="" selected>The whole text</option>' in unknown
    assert "Do not write about your own case here." in unknown
    assert "<script" not in unknown


def test_a_heading_that_went_meanwhile_makes_it_a_remark_on_the_whole_text(page: ResourcePage) -> None:
    assert "Thank you" in tell(part="nothing-of-this-name").page
    assert TextRemark.objects.get().heading == ""


def test_a_chapter_goes_to_who_looks_after_its_manual(author: User) -> None:
    manual("First", slug="book", review_owner=author)
    tell("/en/wrong/resources/book/first/")
    assert TextRemark.objects.get().owner == author


@pytest.mark.parametrize("place", ["resources/nothing/", "resources/", "resources/hidden/", "x" * 1200 + "/"])
def test_what_nobody_may_read_takes_no_remark(place: str, page: ResourcePage) -> None:
    published(slug="hidden").unpublish()
    asker = Asker()
    asker.get(f"/en/wrong/{place}")
    assert asker.answer.status_code == 404


def test_what_nobody_sees_is_taken_out_and_too_much_is_said(page: ResourcePage) -> None:
    tell(text="turned \u202e round\x07")
    assert TextRemark.objects.get().text == "turned  round"
    long = tell(text="x" * 1001)
    assert 'href="#f-text"' in long.page
    none = tell(what="")
    assert 'href="#f-what"' in none.page
    assert TextRemark.objects.count() == 1


def test_sent_twice_is_once_a_flood_ends_and_another_site_is_refused(page: ResourcePage) -> None:
    asker = Asker()
    form = asker.get(HERE)
    for _each in range(2):
        asker.page = form
        asker.post(HERE, what="danger", part="", text="")
    row = TextRemark.objects.get()
    asker.page = form
    foreign = asker.client.post(HERE, {"what": "old"}, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403
    for number in range(remarks.MOST_OF_ONE):
        TextRemark.objects.create(
            token_hash=str(number), page=row.page, what="old", came_on=row.came_on, purge_on=row.purge_on
        )
    late = tell(text="One too many")
    assert late.answer.status_code == 503
    assert "One too many" in late.page


def test_it_goes_after_half_a_year_and_the_log_names_nothing_of_it(page: ResourcePage) -> None:
    tell()
    row = TextRemark.objects.get()
    assert (row.purge_on - row.came_on).days == 180
    due = dt.datetime.combine(row.purge_on, dt.time(), dt.UTC)
    assert sending.tick(due - dt.timedelta(days=1)) == {}
    assert sending.tick(due) == {"remarks about texts": 1}
    assert AuditEvent.objects.filter(act="remarks.purge", what=f"text-remark:{row.pk}").exists()
