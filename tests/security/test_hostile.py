"""Fifty hostile strings in each public form: an answer, never an error, never the marker as it was typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote, urlencode

import pytest
from django.http import HttpResponse
from django.test import Client

from casework.forms.steps import STEPS
from casework.travelling import Luggage, packed
from tests.security.hostile import HOSTILE, MARKER

pytestmark = pytest.mark.any_database

Ask = Callable[[Client, str], HttpResponse]


def sent(text: str) -> str:
    """A string as an address carries it, lone surrogates included, cut where servers cut request lines."""
    return quote(text.encode("utf-8", "surrogatepass"))[:8000]


def posted(text: str) -> str:
    """A string as a form can carry it."""
    return text.encode("utf-8", "replace").decode()


def typed(fields: dict[str, str]) -> tuple[str, str]:
    """Fields as a form sends them, and what they are."""
    return urlencode({name: posted(text) for name, text in fields.items()}), "application/x-www-form-urlencoded"


def sealed(step: str) -> dict[str, str]:
    """What a page of asking for training sends back unseen."""
    return {"travel": packed(Luggage()), "step": step}


def asked(step: int) -> tuple[str, ...]:
    """The questions of a step of asking for training."""
    return tuple(STEPS[step].base_fields)


FORMS: dict[str, Ask] = {
    "search": lambda client, text: client.get(f"/en/search/?q={sent(text)}"),
    "search in Arabic": lambda client, text: client.get(f"/ar/search/?q={sent(text)}"),
    "search filters": lambda client, text: client.get(
        f"/en/search/?q=guide&topic={sent(text)}&language={sent(text)}&kind={sent(text)}&page={sent(text)}"[:8000]
    ),
    "search API": lambda client, text: client.get(f"/api/v1/search?q={sent(text)}"),
    "search API filters": lambda client, text: client.get(f"/api/v1/search?q=a&topic={sent(text)}"),
    "directory": lambda client, text: client.get(
        f"/en/trainers/?country={sent(text)}&topic={sent(text)}&language={sent(text)}&format={sent(text)}"[:8000]
    ),
    "directory, in words": lambda client, text: client.get(
        f"/en/trainers/?q={sent(text)}&available={sent(text)}"[:8000]
    ),
    "directory API": lambda client, text: client.get(f"/api/v1/trainers?topic={sent(text)}"),
    "HSDS feed": lambda client, text: client.get(
        f"/api/hsds/services?search={sent(text)}&page={sent(text)}&modified_after={sent(text)}"[:8000]
    ),
    "trainer": lambda client, text: client.get(f"/en/trainers/{sent(text)[:500]}/"),
    "resource": lambda client, text: client.get(f"/r/{sent(text)[:500]}/"),
    "any address": lambda client, text: client.get(f"/en/{sent(text)[:500]}/"),
    "who fits": lambda client, text: client.get(f"/en/who-fits/?country={sent(text)}&topics={sent(text)}"[:8000]),
    "who fits, posted": lambda client, text: client.post(
        "/en/who-fits/", {name: posted(text) for name in ("country", "topics", "languages", "format", "message")}
    ),
    "match API": lambda client, text: client.post(
        "/api/v1/match",
        json.dumps(dict.fromkeys(("country", "languages", "topics", "format"), text)),
        content_type="application/json",
    ),
    "asking": lambda client, text: client.post("/en/request/", *typed(dict.fromkeys(asked(1), text))),
    "asking, from a profile": lambda client, text: client.post(
        "/en/request/", *typed({"trainer": text, "topics": text})
    ),
    "asking, the sealed field": lambda client, text: client.post(
        "/en/request/", *typed({"travel": text, "step": text, "to": text, **dict.fromkeys(asked(2), text)})
    ),
    "asking, on the way": lambda client, text: client.post(
        "/en/request/",
        *typed({"travel": packed(Luggage()), "step": "3", "to": "next", **dict.fromkeys(asked(3), text)}),
    ),
    "asking, in Arabic": lambda client, text: client.post(
        "/ar/request/",
        *typed({"travel": packed(Luggage()), "step": "4", "to": "back", **dict.fromkeys(asked(4), text)}),
    ),
    "asking, keeping the code": lambda client, text: client.post(
        "/en/request/", *typed({**sealed("5"), "receipt": text, "kept": text})
    ),
    "sign-in": lambda client, text: client.post("/staff/login/", {"login": posted(text), "password": posted(text)}),
    "sign-in, next": lambda client, text: client.get(f"/staff/login/?next={sent(text)}"),
    "lost password": lambda client, text: client.post("/staff/password/lost/", {"name": posted(text)}),
}


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_hostile_strings_are_answered_and_never_come_back_raw(small_site, form: str) -> None:
    client = Client(raise_request_exception=False)
    for text in HOSTILE:
        response = FORMS[form](client, text)
        body = response.content.decode(errors="replace")
        assert response.status_code < 500, (form, text[:60])
        if response.get("Content-Type", "").startswith("application/json"):
            # Data, never drawn as a page: the type says so, and no browser may guess another.
            assert response["X-Content-Type-Options"] == "nosniff"
        else:
            assert MARKER not in body, (form, text[:60])
            assert "<script>alert" not in body, (form, text[:60])
        assert "Set-Cookie: x" not in str(response.headers), (form, text[:60])


@pytest.mark.parametrize("text", ["a\x00b", "x" * 100_000, "word " * 5_000], ids=["NUL", "100 kB", "5,000 words"])
def test_an_endless_question_is_answered_as_a_page(small_site, text: str) -> None:
    assert Client().get("/en/search/", {"q": text}).status_code == 200
