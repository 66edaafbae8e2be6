"""A lost password: the same answer for every name, no mail inside a request, three an hour."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import upkeep
from accounts.models import AuditEvent, ResetRequest
from tests.factories import accounts as staff

pytestmark = pytest.mark.django_db
LOST = "/staff/password/lost/"
NEW = "seven other words for a door"


def link() -> str:
    """The path in the last mail."""
    return re.search(r"https?://[^/]+(/staff/password/new/\S+)", mail.outbox[-1].body)[1]


def test_the_answer_and_its_cost_are_the_same_for_every_name(client) -> None:
    staff.editor(username="ana", email="ana@example.org")
    seen = set()
    for name in ("ana", "nobody"):
        with CaptureQueriesContext(connection) as queries:
            response = Client().post(LOST, {"name": name})
        seen.add((response.status_code, response["Location"], len(queries)))
    assert len(seen) == 1
    assert mail.outbox == []


def test_two_hundred_requests_send_three_mails_an_hour(client) -> None:
    staff.editor(username="ana", email="ana@example.org")
    now = timezone.now()
    for _ in range(200):
        client.post(LOST, {"name": "Ana"})
    with time_machine.travel(now, tick=False):
        upkeep.run(now)
        assert len(mail.outbox) == 3
        client.post(LOST, {"name": "Ana"})
        upkeep.run(now)
        assert len(mail.outbox) == 3
    with time_machine.travel(now + timedelta(minutes=61), tick=False):
        client.post(LOST, {"name": "Ana"})
        upkeep.run(timezone.now())
    assert len(mail.outbox) == 4
    assert not ResetRequest.objects.exists()


@pytest.mark.parametrize("about", [{"email": ""}, {"email": "ana@example.org", "is_active": False}])
def test_nobody_else_is_mailed(client, about: dict[str, object]) -> None:
    staff.editor(username="ana", **about)
    client.post(LOST, {"name": "ana"})
    upkeep.run(timezone.now())
    assert mail.outbox == []


def test_the_link_sets_a_password_once_and_does_not_sign_in(client) -> None:
    ana = staff.editor(username="ana", email="ana@example.org")
    client.post(LOST, {"name": "ana"})
    upkeep.run(timezone.now())
    assert mail.outbox[0].to == ["ana@example.org"]
    form = client.get(link(), follow=True)
    assert form.status_code == 200
    done = client.post(form.redirect_chain[-1][0], {"new_password1": NEW, "new_password2": NEW})
    assert done["Location"] == "/staff/login/"
    ana.refresh_from_db()
    assert ana.check_password(NEW)
    assert "_auth_user_id" not in client.session
    assert "no longer works" in Client().get(link(), follow=True).content.decode()
    assert AuditEvent.objects.filter(act="password.reset", who=f"user:{ana.pk}").exists()


def test_a_short_password_is_refused_beside_its_field(client) -> None:
    staff.editor(username="ana", email="ana@example.org")
    client.post(LOST, {"name": "ana"})
    upkeep.run(timezone.now())
    form = client.get(link(), follow=True)
    refused = client.post(form.redirect_chain[-1][0], {"new_password1": "short", "new_password2": "short"})
    assert refused.status_code == 200
    assert "at least 15 characters" in refused.content.decode()


def test_a_mail_that_cannot_be_sent_is_tried_again(client, settings, monkeypatch) -> None:
    staff.editor(username="ana", email="ana@example.org")
    client.post(LOST, {"name": "ana"})

    def down(*_: object, **__: object) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr("accounts.reset.send_mail", down)
        assert upkeep.run(timezone.now())["reset mails sent"] == 0
    assert upkeep.run(timezone.now())["reset mails sent"] == 1


def test_changing_the_password_ends_the_other_sessions(client) -> None:
    ana = staff.editor(username="ana")
    client.force_login(ana)
    elsewhere = Client()
    elsewhere.force_login(ana)
    changed = {"old_password": staff.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert client.post("/staff/password/", changed).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


def test_the_old_password_is_not_guessed_at_speed(client) -> None:
    client.force_login(staff.editor(username="ana"))
    for _ in range(6):
        client.post("/staff/password/", {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW})
    right = client.post(
        "/staff/password/", {"old_password": staff.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    )
    assert right.status_code == 200
