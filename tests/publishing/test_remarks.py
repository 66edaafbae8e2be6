"""What readers say of texts, as those see it whose business it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent, User
from accounts.roles import AUTHOR, DESK, PUBLISHER, REVIEWER, Role
from hub import remarks
from resources.models import ResourcePage, Seen, TextRemark
from tests.factories.accounts import member
from tests.factories.resources import published

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
LIST = "/admin/reports/remarks/"
CANARY = "CANARY-9d2e"
# Wagtail leads a person elsewhere where it refuses a script with 403.
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


def said(page: ResourcePage, number: int = 0, **more: Any) -> TextRemark:
    """A remark of today."""
    today = timezone.localdate()
    values = {"what": "old", "heading": "At the border", "anchor": "at-the-border", "text": f"It says {CANARY}", **more}
    goes = remarks.goes_on(today, today, done=False)
    return TextRemark.objects.create(token_hash=str(number), page_id=page.pk, came_on=today, purge_on=goes, **values)


def room(who: User | Role) -> Client:
    """The admin of somebody."""
    client = Client()
    client.force_login(who if isinstance(who, User) else member(who))
    return client


def test_whoever_sees_to_it_says_so_and_it_goes_a_month_later() -> None:
    row = said(published(slug="phones", title="Phones"))
    client = room(PUBLISHER)
    listed = client.get(LIST).content.decode()
    assert f"{LIST}{row.pk}/" in listed
    assert "At the border" in listed
    assert CANARY not in listed
    page = client.get(f"{LIST}{row.pk}/").content.decode()
    assert CANARY in page
    assert 'href="/en/resources/phones/#at-the-border"' in page
    client.post(f"{LIST}{row.pk}/", {"state": Seen.NOT_SO, "note": f"Checked {CANARY}-note"})
    row = TextRemark.objects.get()
    assert (row.state, row.note) == (Seen.NOT_SO, f"Checked {CANARY}-note")
    assert (row.purge_on - timezone.localdate()).days == 30
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM resources_textremark")
        assert CANARY not in repr(cursor.fetchall())
    client.post(f"{LIST}{row.pk}/", {"state": Seen.NEW, "note": ""})
    assert (TextRemark.objects.get().purge_on - timezone.localdate()).days == 180
    acts = AuditEvent.objects.filter(act__startswith="remarks.").order_by("number").values_list("act", flat=True)
    assert list(acts) == ["remarks.read", "remarks.not-so", "remarks.new"]


def test_who_looks_after_a_text_reads_what_is_said_of_it_and_nothing_of_others() -> None:
    author = member(AUTHOR)
    own, other = said(published(slug="own", owner=author), 1), said(published(slug="other"), 2)
    given = said(published(slug="given"), 3, owner=author)
    client = room(author)
    listed = client.get(LIST).content.decode()
    assert [str(each.pk) in listed for each in (own, given, other)] == [True, True, False]
    assert client.get(f"{LIST}{other.pk}/").status_code == 404
    assert str(own.pk) not in client.get(f"{LIST}?mine=1").content.decode()
    first = client.get("/admin/").content.decode()
    assert [str(each.pk) in first for each in (own, given, other)] == [False, True, False]
    reviewer = room(REVIEWER).get(LIST).content.decode()
    assert all(str(each.pk) in reviewer for each in (own, given, other))
    assert room(DESK).get(LIST, headers=SCRIPT).status_code == 403


def test_the_editor_of_a_text_says_how_many_wait() -> None:
    page = published(slug="phones")
    client = room(PUBLISHER)
    address = f"/admin/pages/{page.pk}/edit/"
    assert "remark" not in client.get(address).content.decode().lower().partition("<main")[2].partition("<form")[0]
    for number in range(2):
        said(page, number)
    said(page, 3, state=Seen.DONE)
    html = client.get(address).content.decode()
    assert "2 remarks of readers about this text wait." in html
    assert f"{LIST}?text={page.pk}" in html
    assert said(published(slug="other"), 4).pk.hex not in client.get(f"{LIST}?text={page.pk}").content.decode()


def test_the_list_costs_the_same_for_many_as_for_few() -> None:
    client = room(PUBLISHER)
    said(published(slug="first"), owner=member(AUTHOR))
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(1, 9):
        said(published(slug=f"page-{number}"), number, owner=member(AUTHOR))
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few) <= 25
