"""Somebody who asks to be listed: a browser without cookies that sends back what each page holds."""

from __future__ import annotations

import html as markup
import re
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from hub.travelling import Luggage, packed
from tests.factories.casework import three_desks
from trainers.joining.journey import PURPOSE
from trainers.joining.questions import TRAINER_SEEN
from vocabulary.models import AliasCode, Concept, Label
from vocabulary.seed import plant

JOIN, BACK = "/en/join/", "/en/join/back/"
CANARY = "CANARY-7f3a"
FORM = "application/x-www-form-urlencoded"
HIDDEN = re.compile(r'<input type="hidden" name="(travel|step|ticket)" value="([^"]*)"')
CODE = re.compile(r'<dd dir="ltr">([0-9A-Z ]{19})</dd>')
PUBLIC = ("display_name", "base_country", "languages", "topics", "formats", "max_group_size", "summary")
PERSON: dict[int, dict[str, Any]] = {
    1: {
        "kind": "trainer",
        "name": "Wanjiru Achieng",
        "name_is": "alias",
        "organisation": "Open Harbour",
        "country": "Kenya",
    },
    2: {
        "topics": ["phishing", "passwords"],
        "formats": ["online", "hybrid"],
        "at_risk_groups": ["journalists"],
        "languages": "Swahili\nEnglish",
    },
    3: {
        "topic-phishing": "2",
        "topic-passwords": "1",
        "at-risk-group-journalists": "2",
        "language-sw": "native",
        "language-en": "fluent",
        "train_in": ["sw"],
        "max_group_size": "15",
    },
    4: {
        "worked_in": "Uganda\nTanzania",
        "lived_in": "Kenya",
        "travels": "Eastern Africa; Rwanda",
        "max_days": "5",
        "accepts": ["training", "coaching"],
        "hours": "40",
        "not_in": "Sudan",
        "not_with": f"Open Harbour\nSomebody {CANARY}-person",
    },
    5: {"free_on": ["mon", "wed"], "free_from": "9", "free_to": "12h30", "zone": "Nairobi"},
    6: {
        "summary_1": "I teach newsrooms to keep their sources safe.",
        "language_1": "English",
        "summary_2": "Ninafundisha vyumba vya habari.",
        "language_2": "Swahili",
        "email": "canary-7f3a@mail.example",
        "reach": f"Signal, {CANARY}-reach",
        "attributes": ["woman"],
        "attributes_for": "6",
    },
    7: {f"see-{field}": "public" if field in PUBLIC else "desk" for field in TRAINER_SEEN}
    | {"see-worked_in": "vetted"},
}
ORGANISATION: dict[int, dict[str, Any]] = {
    1: {"kind": "organisation", "name": "Baobab Circle", "name_is": "real", "country": "Senegal"},
    2: {
        "organisation_kind": "network",
        "services": ["legal-support"],
        "serves": ["journalists"],
        "speaks": "French\nWolof",
        "works_in": "Western Africa",
        "urgent": ["urgent"],
        "website": "https://baobab.example",
    },
    3: {"summary_1": "Nous formons.", "language_1": "French", "email": "office@baobab.example"},
    4: {"see-name": "public", "see-website": "public", "see-email": "desk"},
}


def a_site() -> None:
    """Three desks, and the terms where no migration has made them."""
    if not Concept.objects.exists():
        plant(Concept, Label, AliasCode)
    three_desks()


class Asker:
    """A browser without cookies, and the page it shows."""

    def __init__(self) -> None:
        """Begin with the first page."""
        self.client = Client()
        self.page, self.answer = "", HttpResponse()

    def get(self, address: str = JOIN) -> str:
        """Open an address."""
        return self._keep(self.client.get(address))

    def post(self, address: str, **data: Any) -> str:
        """Send what the page holds, and what was filled in."""
        hidden = {name: markup.unescape(value) for name, value in HIDDEN.findall(self.page)}
        body = urlencode({**hidden, **data}, doseq=True)
        return self._keep(self.client.post(address, body, content_type=FORM))

    def fill(self, answers: dict[int, dict[str, Any]] | None = None) -> str:
        """Go through every step to the look at it all."""
        self.get()
        for given in (answers or PERSON).values():
            self.post(JOIN, **given, to="next")
        return self.page

    def send(self, answers: dict[int, dict[str, Any]] | None = None, **changes: Any) -> str:
        """Ask to be listed, with all answers in the form's own field at once; answers the code."""
        steps = answers or PERSON
        said = {name: value for step in steps.values() for name, value in step.items()} | changes
        given = {name: tuple(value) if isinstance(value, list) else (value,) for name, value in said.items()}
        self.page = ""
        self.post(JOIN, travel=packed(Luggage(given=given), PURPOSE), step=str(len(steps) + 1), to="send")
        found = CODE.search(self.page)
        assert found, self.page
        return found[1]

    def open(self, code: str) -> str:
        """Come back with a code."""
        self.page = ""
        return self.post(BACK, code=code)

    def _keep(self, answer: Any) -> str:
        assert not answer.cookies, "a cookie was set"
        self.answer, self.page = answer, answer.content.decode()
        return self.page


def title(page: str) -> str:
    """What the page is called."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return re.sub("<[^>]+>", "", found[1]).strip() if found else ""
