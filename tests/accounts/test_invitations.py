"""An account by a link: shown once, used once, for what the operator chose."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts import invitations
from accounts.models import AuditEvent, Invitation, User
from accounts.roles import OPERATOR, TRANSLATOR
from accounts.translating import own_languages
from tests.factories import accounts as staff

pytestmark = pytest.mark.django_db
NEW = {"username": "Noor", "display_name": "", "password": staff.PASSWORD, "again": staff.PASSWORD}


@pytest.fixture
def link(client) -> str:
    """The path of an invitation for a translator, as the operator's screen shows it."""
    client.force_login(staff.operator())
    page = client.post("/admin/invitations/", {"roles": ["Translators"], "languages": ["en"]}).content.decode()
    found = re.search(r'value="[^"]*(/staff/invited/[^"]+)"', page)
    assert found
    assert found[1] not in client.get("/admin/invitations/").content.decode(), "shown once"
    return found[1]


def test_an_invited_person_chooses_name_and_password_and_gets_the_role(link) -> None:
    guest = Client()
    assert guest.get(link).status_code == 200
    assert guest.get(link).status_code == 200, "looking uses nothing up"
    assert guest.post(link, NEW)["Location"] == "/staff/login/"
    made = User.objects.get(username="Noor")
    assert made.check_password(staff.PASSWORD)
    assert [group.name for group in made.groups.all()] == [TRANSLATOR.name]
    assert own_languages(made) == {"en"}
    assert (made.is_superuser, made.email) == (False, "")
    assert guest.post(link, {**NEW, "username": "other"}).status_code == 404, "it works once"
    assert guest.get(link).status_code == 404
    assert [event.act for event in AuditEvent.objects.filter(act__startswith="invitation")] == [
        "invitation.make",
        "invitation.accept",
    ]


def test_the_link_is_not_in_the_database_and_works_three_days(link) -> None:
    token = link.split("/")[-2]
    assert token not in str(list(Invitation.objects.values()))
    assert invitations.find(token, timezone.now() + dt.timedelta(hours=71, minutes=59))
    with time_machine.travel(timezone.now() + dt.timedelta(hours=72, minutes=1), tick=False):
        assert Client().post(link, NEW).status_code == 404
        assert invitations.forget_old(timezone.now()) == 1
    assert not User.objects.filter(username="Noor").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"again": "another four plain words"}, "not the same"),
        ({"password": "short", "again": "short"}, "password"),
        ({"username": "TAKEN"}, "taken"),
    ],
)
def test_what_is_wrong_is_said_and_the_link_still_works(link, wrong, said) -> None:
    staff.member(username="taken")
    answer = Client().post(link, {**NEW, **wrong})
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Client().post(link, NEW).status_code == 302


def test_an_operator_takes_it_back(client, link) -> None:
    client.post(f"/admin/invitations/{Invitation.objects.get().pk}/take-back/")
    assert Client().get(link).status_code == 404


def test_an_operator_who_was_shut_out_invites_nobody(link) -> None:
    User.objects.filter(groups__name=OPERATOR.name).update(is_active=False)
    assert Client().post(link, NEW).status_code == 404


def test_a_translator_needs_a_language(client) -> None:
    client.force_login(staff.operator())
    page = client.post("/admin/invitations/", {"roles": ["Translators"]}).content.decode()
    assert "Choose at least one language" in page
    assert not Invitation.objects.exists()


def test_nobody_but_operators_invites(client) -> None:
    client.force_login(staff.editor())
    assert client.post("/admin/invitations/", {"roles": ["Editors"]}).status_code in {302, 403}
    assert not Invitation.objects.exists()
