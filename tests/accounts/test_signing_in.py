"""Signing in as people do it: one address, equal answers, waiting, no way around."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent, SignInAttempts
from tests.factories import accounts as staff

pytestmark = pytest.mark.django_db
LOGIN = "/staff/login/"


def try_to(client: Client, name: str, password: str):
    """One try at the sign-in form."""
    return client.post(LOGIN, {"login": name, "password": password})


def inside(client: Client) -> bool:
    """Whether this browser is signed in."""
    return "_auth_user_id" in client.session


def words(response) -> str:
    """A page without what differs from form to form: tokens, and the name that was typed."""
    page = response.content.decode()
    return re.sub(r'(name="csrfmiddlewaretoken" value|name="login" value)="[^"]*"', "", page)


def test_the_right_password_leads_to_the_editors_pages(client) -> None:
    staff.editor(username="ana")
    response = try_to(client, "ana", staff.PASSWORD)
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert inside(client)


def test_a_name_may_be_typed_in_any_case(client) -> None:
    staff.editor(username="Ana")
    try_to(client, " aNA ", staff.PASSWORD)
    assert inside(client)


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/login/?next=/admin/pages/"])
def test_wagtails_own_sign_in_leads_here(client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith(LOGIN)


def test_the_editors_pages_lead_here(client) -> None:
    assert client.get("/admin/")["Location"] == f"{LOGIN}?next=/admin/"


@pytest.mark.parametrize(
    "path",
    [
        "/staff/signup/",
        "/staff/email/",
        "/staff/inactive/",
        "/django-admin/",
        "/admin/password_reset/",
        "/accounts/login/",
    ],
)
def test_nothing_else_is_open(client, path: str) -> None:
    assert client.get(path).status_code in {301, 404}


def test_it_never_leads_to_another_site(client) -> None:
    staff.editor(username="ana")
    response = client.post(f"{LOGIN}?next=https://evil.example/", {"login": "ana", "password": staff.PASSWORD})
    assert response["Location"] == "/admin/"


def test_known_unknown_and_closed_accounts_are_answered_alike(client) -> None:
    staff.editor(username="ana")
    staff.editor(username="closed", is_active=False)
    answers = [try_to(Client(), name, "not the password, surely") for name in ("ana", "nobody", "closed")]
    answers.append(try_to(Client(), "closed", staff.PASSWORD))
    assert {answer.status_code for answer in answers} == {200}
    assert len({words(answer) for answer in answers}) == 1


def test_known_and_unknown_cost_the_same(client, monkeypatch) -> None:
    staff.editor(username="ana")
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    # The first try of a process reads what is kept afterwards.
    try_to(Client(), "somebody", "not the password, surely")
    cost = {}
    for name in ("ana", "nobody"):
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            try_to(Client(), name, "not the password, surely")
        cost[name] = (len(hashed), [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries])
    assert cost["ana"][0] == cost["nobody"][0] == 1
    assert cost["ana"][1] == cost["nobody"][1]


@pytest.mark.parametrize("name", ["ana", "nobody"])
def test_after_six_failures_in_a_minute_the_right_password_is_refused_too(client, name: str) -> None:
    staff.editor(username="ana")
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        for _ in range(60):
            try_to(client, name, "not the password, surely")
        refused = try_to(client, name, staff.PASSWORD)
        assert not inside(client)
        assert "Wait a few minutes" in refused.content.decode()
    with time_machine.travel(now + timedelta(seconds=61), tick=False):
        try_to(client, name, staff.PASSWORD)
    assert inside(client) is (name == "ana")


def test_waiting_looks_the_same_for_names_that_do_not_exist(client) -> None:
    staff.editor(username="ana")
    answers = []
    for name in ("ana", "nobody"):
        browser = Client()
        for _ in range(6):
            try_to(browser, name, "not the password, surely")
        answers.append(words(try_to(browser, name, "not the password, surely")))
    assert answers[0] == answers[1]


def test_an_over_long_password_is_refused_before_it_is_looked_at(client, monkeypatch) -> None:
    staff.editor(username="ana")
    monkeypatch.setattr("accounts.adapters.authenticate", lambda *_, **__: pytest.fail("it was looked at"))
    assert try_to(client, "ana", "x" * 129).status_code == 200
    assert not SignInAttempts.objects.exists()


def test_the_session_is_new_and_goes_with_the_browser(client) -> None:
    staff.editor(username="ana")
    client.get(LOGIN)
    before = client.session.session_key
    response = try_to(client, "ana", staff.PASSWORD)
    cookie = response.cookies["session"]
    assert cookie.value != before
    assert (cookie["samesite"], cookie["httponly"], cookie["max-age"], cookie["expires"]) == ("Strict", True, "", "")
    assert len(cookie.value) >= 32


def test_cookies_of_the_live_site_are_bound_to_its_host(client, settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    staff.editor(username="ana")
    form = client.get(LOGIN, secure=True)
    entered = client.post(LOGIN, {"login": "ana", "password": staff.PASSWORD}, secure=True)
    for cookie in (form.cookies["__Host-csrf"], entered.cookies["__Host-session"]):
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        assert cookie["path"] == "/"
        assert not cookie["domain"]
        assert not cookie["max-age"]


def test_signing_out_takes_a_post_and_ends_the_session(client) -> None:
    client.force_login(staff.editor())
    assert client.get("/staff/logout/").status_code == 200
    assert inside(client)
    client.post("/staff/logout/")
    assert not inside(client)


def test_who_signs_in_and_out_is_recorded_without_what_was_typed(client) -> None:
    ana = staff.editor(username="ana")
    try_to(client, "CANARY-name", "CANARY-password")
    try_to(client, "ana", staff.PASSWORD)
    client.post("/staff/logout/")
    events = list(AuditEvent.objects.values_list("who", "act", "outcome"))
    me = f"user:{ana.pk}"
    assert events == [("anonymous", "sign-in", "refused"), (me, "sign-in", "done"), (me, "sign-out", "done")]
    assert "CANARY" not in str(list(AuditEvent.objects.values()))


def test_the_form_speaks_the_browsers_language(client) -> None:
    page = client.get(LOGIN, headers={"accept-language": "ar"})
    assert 'lang="ar" dir="rtl"' in page.content.decode()
    assert "Accept-Language" in page["Vary"]
