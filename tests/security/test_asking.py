"""Asking who fits leaves nothing behind: no row, no file, no mail; and what staff leave is as we say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from wagtail.models import Page, PageLogEntry

from tests.factories import accounts as staff
from tests.factories.trainers import a_trainer, desk_record
from tests.security.conftest import PUBLIC

ANSWERS = {
    "country": "Kenya",
    "language": "English",
    "topics": ["digital-security"],
    "format": "online",
    "participants": "12",
    "risk": "medium",
    "when": "planned",
    "length": "days",
}
REQUEST = {
    "country": "KE",
    "languages": [{"code": "en", "need": "must"}],
    "topics": [{"code": "digital-security", "weight": 3}],
    "format": "online",
    "participants": 12,
    "urgency": "planned",
}
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE)\b", re.IGNORECASE)
Ask = Callable[..., HttpResponse]


@contextmanager
def nothing_written() -> Iterator[None]:
    """Fails when a statement changes the database or a file below the data folder changes."""

    def refuse(execute, sql, params, many, context):
        assert not WRITES.match(sql), sql
        return execute(sql, params, many, context)

    def files() -> dict[Path, tuple[int, int]]:
        found = (path for path in Path(settings.HUB_DATA_DIR).rglob("*") if path.is_file())
        # SQLite's own side files change when somebody reads.
        return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in found if path.suffix != ".sqlite3-shm"}

    before = files()
    with connection.execute_wrapper(refuse):
        yield
    assert files() == before


@pytest.fixture
def warm(ask: Ask) -> Ask:
    """What is made once at the first question (an index, a rendering) is there."""
    a_trainer()
    for path in PUBLIC:
        ask(path)
    ask("/en/who-fits/", "post", data=ANSWERS)
    return ask


def test_asking_who_fits_writes_nothing_and_tells_nobody(warm: Ask) -> None:
    with nothing_written():
        answer = warm("/en/who-fits/", "post", data=ANSWERS)
        matched = warm("/api/v1/match", "post", data=REQUEST, content_type="application/json")
    assert (answer.status_code, matched.status_code) == (200, 200)
    assert mail.outbox == []
    assert not answer.cookies
    assert not matched.cookies


def test_answers_of_who_fits_do_not_travel_in_the_address(warm: Ask) -> None:
    page = warm("/en/who-fits/").content.decode()
    forms = re.findall(r"<form[^>]*>", page)
    asking = [form for form in forms if "who-fits" in form]
    assert asking
    assert all('method="post"' in form for form in asking)
    answer = warm("/en/who-fits/", "post", data=ANSWERS).content.decode()
    assert not re.search(r'(?:href|action)="[^"]*(?:country=KE|participants=12)', answer)


def test_ticks_of_a_checklist_have_no_name_and_no_form() -> None:
    html = render_to_string("components/checks/checks.html", {"items": [{"text": "One"}, {"text": "Two"}]})
    assert html.count('type="checkbox"') == 2
    assert "<form" not in html
    assert "name=" not in html


def test_a_desks_own_address_is_on_no_page(warm: Ask) -> None:
    email = desk_record()["email"]
    for path in (*PUBLIC, "/en/desks/central-unit/", "/ar/desks/central-unit/"):
        assert email.encode() not in b"".join(warm(path)), path


def test_who_changed_a_page_is_recorded(small_site: None) -> None:
    editor, page = staff.editor(is_superuser=True), Page.objects.get(slug="a-guide")
    page.specific.save_revision(user=editor, log_action=True).publish(user=editor)
    entries = PageLogEntry.objects.filter(page=page, user=editor)
    assert {entry.action for entry in entries} == {"wagtail.edit", "wagtail.publish"}
    assert all(entry.timestamp for entry in entries)
