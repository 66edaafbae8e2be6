"""A hundred wrong passphrases at once, as costly to guess as on a live site: others can still send."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework import codes, envelopes, opening, passphrases, slots
from casework.models import Case
from casework.slots import deriving
from casework.views import crowded
from hub.busy import Busy
from hub.settings import security
from tests.casework import cases
from tests.casework.cases import OPEN, Browser
from tests.factories.at_once import at_once, patiently, shared_database
from tests.factories.casework import TODAY, sent, three_desks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
GUESSES = 100


@pytest.fixture
def at_once_now(settings, monkeypatch) -> list[int]:
    """The full cost of a guess; how many derivations ran side by side, each time one began."""
    settings.HUB_CASE_KDF = security.HUB_CASE_KDF
    three_desks()
    running, seen, lock, real = [0], [], threading.Lock(), envelopes.hash_secret_raw

    def counted(*given: object) -> bytes:
        with lock:
            running[0] += 1
            seen.append(running[0])
        try:
            return real(*given)
        finally:
            with lock:
                running[0] -= 1

    monkeypatch.setattr(envelopes, "hash_secret_raw", counted)
    return seen


def test_others_can_still_send(tmp_path: Path, at_once_now: list[int]) -> None:
    turn, turn_lock, asked = iter(range(GUESSES + 3)), threading.Lock(), []

    def one() -> object:
        with turn_lock:
            number = next(turn)
        if number in (GUESSES // 3, GUESSES // 2, GUESSES - 1):
            return patiently(sent)
        began = time.monotonic()
        connection.ensure_connection()
        with CaptureQueriesContext(connection) as queries:
            try:
                return opening.open_case(codes.make(), " ".join(passphrases.make("en")), TODAY)
            except Busy:
                asked.append(len(queries))
                return time.monotonic() - began

    with shared_database(tmp_path):
        found = at_once(GUESSES + 3, one)
    assert not [each for each in found if isinstance(each, Exception)], found
    assert Case.objects.count() == 3
    assert found.count(None) >= 2
    turned_away = [each for each in found if isinstance(each, float)]
    assert len(turned_away) + found.count(None) == GUESSES
    assert set(asked) == {0}
    assert max(at_once_now) <= 2
    assert sum(waited < slots.LONGEST_WAIT for waited in turned_away) > len(turned_away) * 0.8


def test_each_who_is_turned_away_on_the_page_costs_no_question_to_the_database(tmp_path: Path, monkeypatch) -> None:
    """The first answer in a language is drawn, the ninety-nine after it are filled in."""
    cases.a_site()
    monkeypatch.setattr("casework.slots.LONGEST_WAIT", 0.1)
    crowded.forget()

    def one() -> tuple[int, int]:
        connection.ensure_connection()
        with CaptureQueriesContext(connection) as queries:
            answer = Browser().post(OPEN, {"code": codes.make(), "passphrase": "one two three"})
        return answer.status_code, len(queries)

    with shared_database(tmp_path), deriving(sending=True), deriving(sending=True):
        one()
        found = at_once(GUESSES, one)
    assert set(found) == {(503, 0)}
