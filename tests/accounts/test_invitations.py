"""An account by a link: shown once, used once, for what the operator chose."""

from __future__ import annotations

import datetime as dt
import re
import smtplib

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from accounts import invitation_mail, invitations
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


MAILED = {"roles": ["Translators"], "languages": ["en"], "email": "noor@example.org", "mail_language": "fr"}


def test_the_link_goes_by_mail_that_names_the_site_and_nothing_else(client, settings) -> None:
    settings.HUB_URL = "https://hub.example"
    client.force_login(staff.operator(username="boss", display_name="Boss"))
    page = client.post("/admin/invitations/", MAILED).content.decode()
    assert "on its way to noor@example.org" in page
    assert "/staff/invited/" not in page, "what was mailed is not shown as well"
    sent = mail.outbox[0]
    assert (len(mail.outbox), sent.to, sent.cc, sent.bcc) == (1, ["noor@example.org"], [], [])
    link = re.search(r"https://hub\.example(/staff/invited/\S+)", sent.body)[1]
    words = sent.subject + sent.body
    assert not [each for each in ("ranslat", "raduc", "boss", "Boss", "role", "rôle") if each in words]
    assert Client().post(link, NEW).status_code == 302
    assert User.objects.get(username="Noor").email == "", "the address was for the link alone"


def test_the_address_of_a_mailed_invitation_is_kept_nowhere(client) -> None:
    client.force_login(staff.operator())
    client.post("/admin/invitations/", MAILED)
    kept = [*Invitation.objects.values(), *AuditEvent.objects.values()]
    assert kept
    assert "noor@example" not in str(kept)


def test_the_mail_speaks_the_language_that_was_chosen(client, monkeypatch) -> None:
    used = []
    monkeypatch.setattr(
        invitation_mail, "render_to_string", lambda name, _context: used.append(translation.get_language()) or "x"
    )
    client.force_login(staff.operator())
    client.post("/admin/invitations/", {**MAILED, "mail_language": "ar"})
    assert used == ["ar", "ar"]


def test_a_mail_that_fails_is_said_and_the_link_is_shown(client, monkeypatch, caplog) -> None:
    def away(*_given: object) -> int:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(invitation_mail, "send_mail", away)
    client.force_login(staff.operator())
    page = client.post("/admin/invitations/", MAILED).content.decode()
    assert "could not be sent" in page
    link = re.search(r'value="[^"]*(/staff/invited/[^"]+)"', page)
    assert Client().get(link[1]).status_code == 200
    assert "noor@example" not in caplog.text


def test_without_a_mail_server_no_mail_is_offered(client, settings) -> None:
    settings.HUB_HAS_MAIL = False
    client.force_login(staff.operator())
    assert "by mail" not in client.get("/admin/invitations/").content.decode()
    page = client.post("/admin/invitations/", MAILED).content.decode()
    assert "/staff/invited/" in page
    assert mail.outbox == []


def test_an_address_that_is_none_makes_no_invitation(client) -> None:
    client.force_login(staff.operator())
    client.post("/admin/invitations/", {**MAILED, "email": "a@example.org\nBcc: b@example.org"})
    assert not Invitation.objects.exists()
    assert mail.outbox == []
