"""Over a limit: said where somebody stands, with everything they typed; and thirty at one address are no flood."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from casework.models import Case
from casework.travelling import Luggage, packed
from hub.limits import LIMITS, OF_THIS_PROCESS, Act
from hub.networks import network
from tests.casework import cases, walking
from tests.casework.cases import OPEN, Browser
from tests.casework.walking import ASK, MATCHES, Requester, words
from tests.factories import trainers as directory
from tests.factories.casework import CANARY, three_desks
from tests.security.test_asking import ANSWERS, REQUEST

pytestmark = pytest.mark.django_db
FLOODED = "9.1.2.3"


@pytest.fixture(autouse=True)
def a_site(db: None, time_machine: Any) -> None:
    """A site with three desks and a trainer, on the day from which the factories' dates count."""
    time_machine.move_to("2026-12-01T10:00:00Z", tick=False)
    walking.a_site()
    three_desks()
    directory.bring_in(directory.trainer_record(id="amina", display_name="Amina"), desks=[])


def flooded(act: Act, address: str = FLOODED) -> None:
    """Somebody at that address has taken all there is."""
    for _ in range(LIMITS[act].network.at_once):
        OF_THIS_PROCESS.take(act, network(address), time.time())


def told_to_wait(answer: HttpResponse) -> None:
    assert answer.status_code == 503
    assert 5 <= int(answer["Retry-After"]) <= 75
    assert not answer.cookies


def test_a_request_that_is_not_sent_keeps_its_answers() -> None:
    tab = Requester(Client(REMOTE_ADDR=FLOODED))
    tab.as_far_as(MATCHES)
    flooded(Act.SENDING)
    tab.press("send", wishes=["amina"])
    told_to_wait(tab.answer)
    assert "Nothing has been sent, and your answers are still here." in words(tab.html)
    assert 'value="amina" checked' in tab.html
    assert Case.objects.count() == 0
    OF_THIS_PROCESS.forget()
    assert tab.press("send", wishes=["amina"]).secrets()


def test_matches_that_are_not_looked_for_leave_the_last_step_as_it_was() -> None:
    tab = Requester(Client(REMOTE_ADDR=FLOODED))
    tab.as_far_as(MATCHES - 1)
    flooded(Act.MATCHING)
    tab.go_on()
    told_to_wait(tab.answer)
    assert "Too many people ask at this moment." in words(tab.html)
    assert f"The shop {CANARY}-address" in tab.html
    OF_THIS_PROCESS.forget()
    assert tab.go_on().press("send").secrets()


def test_who_opens_a_case_keeps_the_code() -> None:
    kept = cases.sent()
    flooded(Act.OPENING)
    answer = Browser(REMOTE_ADDR=FLOODED).post(OPEN, {**kept.secrets, "say": "Typed before"})
    told_to_wait(answer)
    html = answer.content.decode()
    assert f'value="{kept.code}"' in html
    assert kept.passphrase not in html
    assert 'name="say" value="Typed before"' in html
    assert Browser(REMOTE_ADDR="9.1.3.3").post(OPEN, kept.secrets).status_code == 303


def test_who_needs_help_now_keeps_the_answers() -> None:
    flooded(Act.HELP)
    said = {"what": "device", "where": "KE", "speaks": "en"}
    answer = Browser(REMOTE_ADDR=FLOODED).post("/en/help/", said)
    told_to_wait(answer)
    html = answer.content.decode()
    assert all(f'name="{name}" value="{value}"' in html for name, value in said.items())
    assert "get to people or to a safe place first" in html
    assert Browser(REMOTE_ADDR=FLOODED).get("/en/help/").status_code == 200


def test_who_fits_keeps_the_answers() -> None:
    flooded(Act.MATCHING)
    answer = Browser(REMOTE_ADDR=FLOODED).post("/en/who-fits/", {**ANSWERS, "topics": "digital-security"})
    told_to_wait(answer)
    assert 'value="Kenya"' in answer.content.decode()
    assert 'value="12"' in answer.content.decode()


def test_the_api_says_so_too() -> None:
    flooded(Act.MATCHING)
    ask = {"data": json.dumps(REQUEST), "content_type": "application/json"}
    answer = Client(REMOTE_ADDR=FLOODED).post("/api/v1/match", **ask)
    told_to_wait(answer)
    assert [error["field"] for error in answer.json()["errors"]] == ["request"]
    assert Client(REMOTE_ADDR="9.1.3.3").post("/api/v1/match", **ask).status_code == 200


def test_what_is_wrong_in_a_form_counts_for_nothing() -> None:
    assert Browser(REMOTE_ADDR=FLOODED).post(OPEN, {"code": ""}).status_code == 200
    assert Browser(REMOTE_ADDR=FLOODED).post("/en/who-fits/", {"country": "nowhere"}).status_code == 200
    assert OF_THIS_PROCESS._site == {}
    assert Browser(REMOTE_ADDR=FLOODED).post(OPEN, {"code": "7KQF 29WD MX4T", "passphrase": "x"}).status_code == 200
    assert list(OF_THIS_PROCESS._site) == [Act.OPENING]


def test_the_web_server_of_the_handbook_says_one_address_and_writes_down_none() -> None:
    handbook = (Path(settings.BASE_DIR) / "docs" / "operate.md").read_text("utf-8")
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in handbook
    assert "$proxy_add_x_forwarded_for" not in handbook
    assert re.search(r"^\| `HUB_TRUSTED_PROXIES` \|.*\| `1` \|$", handbook, re.MULTILINE)
    assert "access_log off; error_log /dev/null crit;" in handbook


def test_thirty_requests_from_one_address_within_an_hour_are_all_sent() -> None:
    """The onion service, or a web server that hides addresses: everybody comes from 127.0.0.1."""
    client = Browser(REMOTE_ADDR="127.0.0.1")
    with time_machine.travel("2026-12-01T10:00:00Z", tick=False) as clock:
        for number in range(30):
            given = {name: _several(value) for step in walking.ANSWERS.values() for name, value in step.items()}
            travel = packed(Luggage(given={**given, "called": (f"Group {number}",)}))
            answer = client.post(ASK, {"travel": travel, "step": MATCHES, "to": "send"})
            assert answer.status_code == 200
            assert 'name="receipt"' in answer.content.decode()
            clock.shift(110)
    assert Case.objects.count() == 30


def _several(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else (value,)
