"""How long somebody stays signed in, and what ends it elsewhere."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts import fresh_factor
from accounts.models import AuditEvent
from tests.factories import accounts as staff

pytestmark = pytest.mark.django_db
OWN = "/staff/sessions/"
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


def signed_in(user) -> Client:
    """A browser of that person."""
    client = Client()
    client.force_login(user)
    return client


def inside(client: Client) -> bool:
    """Whether a click still finds somebody signed in."""
    return client.get(OWN).status_code == 200


def test_half_an_hour_without_a_click_ends_it() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = signed_in(staff.member())
        clock.shift(29 * MINUTE)
        assert inside(client)
        clock.shift(29 * MINUTE)
        assert inside(client), "counted from the last click"
        clock.shift(31 * MINUTE)
        assert not inside(client)


def test_twelve_hours_end_it_however_busy() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = signed_in(staff.member())
        for _each in range(25):
            clock.shift(28 * MINUTE)
            assert inside(client)
        clock.shift(29 * MINUTE)
        assert not inside(client)


def test_an_open_editor_asking_by_itself_is_no_click() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = signed_in(staff.editor())
        for _each in range(4):
            clock.shift(10 * MINUTE)
            client.post("/admin/editing-sessions/ping/wagtailcore/page/1/1/")
        assert not inside(client)


def test_everybody_sees_where_they_are_signed_in_and_ends_the_others() -> None:
    user = staff.member()
    here, elsewhere, colleague = signed_in(user), signed_in(user), signed_in(staff.member())
    assert here.get(OWN).content.decode().count("since ") == 2
    here.post(OWN)
    assert (inside(here), inside(elsewhere), inside(colleague)) == (True, False, True)
    assert AuditEvent.objects.filter(act="sessions.end").count() == 1


def test_another_role_and_a_closed_account_end_all() -> None:
    user = staff.member()
    client = signed_in(user)
    user.groups.add(Group.objects.get(name="Authors"))
    assert not inside(client)
    client = signed_in(user)
    user.is_active = False
    user.save()
    user.is_active = True
    user.save()
    assert not inside(client), "it does not come back with the account"


def test_a_new_second_factor_ends_the_others() -> None:
    user = staff.member()
    client = signed_in(user)
    staff.with_app(user)
    fresh_factor_added(user)
    assert not inside(client)


def fresh_factor_added(user) -> None:
    """What allauth sends when a factor was added in another browser."""

    signals.authenticator_added.send(
        sender=Authenticator, request=None, user=user, authenticator=Authenticator.objects.filter(user=user).first()
    )


class TestFreshFactor:
    """Rights are handed out only shortly after a second factor."""

    @pytest.mark.parametrize(
        "path", ["users/", "users/new/", "groups/new/", "invitations/", "bulk/accounts/user/delete/"]
    )
    def test_an_old_one_is_asked_for_again(self, settings, path: str) -> None:
        settings.HUB_REQUIRE_SECOND_FACTOR = True
        operator = staff.operator()
        staff.with_app(operator)
        client = signed_in(operator)
        for answer in (client.get(f"/admin/{path}"), client.post(f"/admin/{path}")):
            assert answer["Location"].startswith("/staff/second-factor/confirm/?next=%2Fadmin%2F")

    @pytest.mark.parametrize(
        ("method", "minutes", "fresh"), [("GET", 14, True), ("GET", 16, False), ("POST", 29, True), ("POST", 31, False)]
    )
    def test_fifteen_minutes_and_time_to_fill_in_a_form(self, rf, monkeypatch, method, minutes, fresh) -> None:
        shown = [{"method": "password", "at": 10**10}, {"method": "mfa", "at": 0}]
        monkeypatch.setattr(fresh_factor, "get_authentication_records", lambda *_given: shown)
        request = rf.generic(method, "/")
        request.user = None
        assert fresh_factor.is_fresh(request, minutes * 60) is fresh
