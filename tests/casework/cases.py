"""A request that was sent and confirmed, and a browser in which it is open."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from accounts.models import User
from casework import desk_work
from casework.models import Case
from tests.factories import casework as factory
from tests.factories.accounts import member
from trainers.models import Desk, DeskMember

FORM = "application/x-www-form-urlencoded"
OPEN, CASE, CLOSED = "/en/case/", "/en/case/open/", "/en/case/closed/"


class Browser(Client):
    """A client that sends forms as browsers send ours."""

    def post(self, path: str, data: Any = None, content_type: str = FORM, **more: Any) -> HttpResponse:
        """Press a button."""
        return super().post(path, urlencode(data or {}) if content_type == FORM else data, content_type, **more)


@dataclass(frozen=True)
class Kept:
    """What a requester wrote down, and the row behind it."""

    code: str
    passphrase: str
    case: Case

    @property
    def secrets(self) -> dict[str, str]:
        """The form that opens the case."""
        return {"code": self.code, "passphrase": self.passphrase}


def today() -> dt.date:
    """The day of the site's clock."""
    return timezone.localdate()


def a_site() -> None:
    """The site row that pages are drawn for, where no migration has made it."""
    if not Site.objects.exists():
        Locale.objects.get_or_create(language_code="en")
        root = Page.add_root(instance=Page(title="Root", slug="root"))
        Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)


def a_coordinator(desk: Desk) -> User:
    """Somebody who works at a desk."""
    user = member()
    DeskMember.objects.create(desk=desk, user=user)
    return user


def sent(*, confirmed: bool = True, **answers: Any) -> Kept:
    """A case that waits to be read by the desk."""
    if not Desk.objects.exists():
        factory.three_desks()
    made = (factory.confirmed if confirmed else factory.sent)(today(), **answers)
    return Kept(made.sent.code, made.passphrase, made.case)


def answered(kept: Kept, text: str = "The desk has an answer.") -> User:
    """The desk reads the case and answers it."""
    user = a_coordinator(kept.case.desk)
    desk_work.read(user, kept.case.pk, today())
    desk_work.answer(user, kept.case.pk, text, today())
    return user


def opened(client: Client, kept: Kept) -> str:
    """Open a case in a browser; answers the page."""
    response = client.post(OPEN, kept.secrets)
    assert (response.status_code, response["Location"]) == (303, CASE), response.content.decode()
    return page(client)


def page(client: Client) -> str:
    """The page of the opened case."""
    response = client.get(CASE)
    assert response.status_code == 200
    return response.content.decode()


def proof(html: str) -> str:
    """What the forms of a page send back."""
    return re.findall(r'name="proof" value="([0-9a-f]+)"', html)[0]


def act(client: Client, name: str, **fields: str) -> HttpResponse:
    """Press a button of the opened case."""
    return client.post(CASE, {"proof": proof(page(client)), "act": name, **fields})
