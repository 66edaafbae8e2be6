"""Somebody who asks for training: a browser without cookies that sends back what each page holds."""

from __future__ import annotations

import html as markup
import re
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from tests.casework import cases
from tests.factories.casework import CANARY
from vocabulary.models import AliasCode, Concept, Label
from vocabulary.seed import plant

ASK = "/en/request/"
ANSWERS: dict[int, dict[str, Any]] = {
    1: {
        "country": "Kenya",
        "group_kind": "collective",
        "participants": "8",
        "at_risk_groups": ["journalists"],
        "called": f"We {CANARY}-called",
    },
    2: {
        "situation": "incident",
        "happened": f"Somebody came {CANARY}-happened",
        "worries": f"That they come again {CANARY}-worries",
        "risk_level": "medium",
    },
    3: {
        "topics": ["phishing", "passwords"],
        "language": "English",
        "other_language": "Swahili",
        "format": "online",
        "length": "days",
        "start_by": "2027-01-15",
        "weeks": "6",
        "days_note": f"Never on Fridays {CANARY}-days",
        "care": ["childcare", "no_pictures"],
        "logistics": f"No projector {CANARY}-logistics",
        "facilitator_prefer": ["woman"],
    },
    4: {"tell": "contact", "address": f"The shop {CANARY}-address", "never": f"Never call {CANARY}-never"},
}
MATCHES = len(ANSWERS) + 1
HIDDEN = re.compile(r'<input type="hidden" name="(travel|step|receipt)" value="([^"]*)"')


def a_site() -> None:
    """Rows that pages and forms need where no migration has made them."""
    cases.a_site()
    if not Concept.objects.exists():
        plant(Concept, Label, AliasCode)


def title(html: str) -> str:
    """The title of a page."""
    found = re.search("<title>(.*?)</title>", html, re.DOTALL)
    assert found
    return " ".join(markup.unescape(found[1]).split())


def words(html: str) -> str:
    """The words of a page."""
    return markup.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


def wrong(html: str) -> list[str]:
    """The fields that the summary leads to, each with its own words beside the field."""
    fields = re.findall(r'<li><a href="#f-([a-z_]+)">', html)
    assert all(f'id="f-{field}-error"' in html for field in fields)
    assert len(re.findall(r'class="wrong"', html)) == len(fields)
    return fields


def reads(html: str) -> dict[str, str]:
    """The line under each question that says who reads the answer; each is told with its question."""
    found = re.findall(r'<p class="reads" id="(f-([a-z_]+)-reads)">(.*?)</p>', html)
    assert all(re.search(rf'aria-describedby="[^"]*{identifier} ', html) for identifier, _name, _line in found)
    return {name: markup.unescape(line) for _identifier, name, line in found}


class Requester:
    """One tab of a browser."""

    def __init__(self, client: Client | None = None, address: str = ASK) -> None:
        """A tab that opens the first step."""
        self.client, self.address = client or Client(enforce_csrf_checks=True), address
        self.answer: HttpResponse = self.client.get(address)

    @property
    def html(self) -> str:
        """The page shown."""
        return self.answer.content.decode()

    @property
    def hidden(self) -> dict[str, str]:
        """What the first form of the page sends back unseen."""
        form = self.html[self.html.index("<main") :]
        form = form[form.index("<form") :]
        return dict(HIDDEN.findall(form[: form.index("</form>")]))

    @property
    def step(self) -> int:
        """The step shown."""
        return int(self.hidden["step"])

    def post(self, **data: Any) -> Requester:
        """Send fields as a browser does."""
        self.answer = self.client.post(self.address, encoded(data), content_type="application/x-www-form-urlencoded")
        return self

    def press(self, to: str, **fields: Any) -> Requester:
        """Press a button, with these fields filled in."""
        return self.post(**{**self.hidden, "to": to, **fields})

    def speak(self, tongue: str, **fields: Any) -> Requester:
        """Choose another language in the bar, with these fields filled in."""
        address = f"/{tongue}/request/"
        button = re.search(
            rf'<button type="submit" form="asking" formaction="{address}" name="to" value="([a-z0-9-]+)"', self.html
        )
        assert button
        hidden, self.address = self.hidden, address
        return self.post(**{**hidden, "to": button[1], **fields})

    def go_on(self, **changes: Any) -> Requester:
        """Answer the step shown and continue."""
        return self.press("next", **{**ANSWERS[self.step], **changes})

    def as_far_as(self, step: int, **changes: Any) -> Requester:
        """Answer everything before a step."""
        while self.step < step:
            before = self.step
            self.go_on(**{name: value for name, value in changes.items() if name in ANSWERS[before]})
            assert self.step == before + 1, wrong(self.html)
        return self

    def sent(self, **changes: Any) -> Requester:
        """Answer everything and send it."""
        return self.as_far_as(MATCHES, **changes).press("send")

    def kept(self) -> Requester:
        """Say that code and passphrase were written down."""
        return self.post(**self.hidden, kept="1")

    def secrets(self) -> tuple[str, str]:
        """The code and the passphrase shown."""
        found = re.search(
            r'<dl class="secret">.*?<dd dir="ltr">(.*?)</dd>.*?<dd class="words"[^>]*>(.*?)</dd>', self.html, re.S
        )
        assert found
        return found[1], " ".join(re.findall(r"<span>(.*?)</span>", found[2]))


def encoded(data: dict[str, Any]) -> str:
    """Fields as a form sends them."""
    return urlencode(data, doseq=True)
