"""Killed at any moment of sending: never a code without a case, never a case that nobody can open."""

from __future__ import annotations

import json
import os
import secrets
import signal
import time
from pathlib import Path

import pytest
from django.db import connection

from casework import opening, sending
from casework.models import Case, CaseKey, Contact, NeedsAssessment
from tests.factories.at_once import shared_database
from tests.factories.casework import TODAY, a_need, three_desks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
KILLS = 40


def send_until_killed(told: int) -> None:
    """What a worker does: send, and only then say the code to whoever asked."""
    # What the parent has opened is the parent's.
    connection.connection = None
    while True:
        token = secrets.token_urlsafe(16)
        done = sending.send(a_need(), token=token, language="en", today=TODAY)
        line = json.dumps([token, done.receipt, done.code, " ".join(done.passphrase)])
        os.write(told, f"{line}\n".encode())


def one_life() -> list[list[str]]:
    """A worker that is killed in the middle of something; answers what it had told by then."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            send_until_killed(writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as said:
        began = time.monotonic()
        first = said.readline()
        # Somewhere in the second or third sending, which take about as long as the first.
        time.sleep((time.monotonic() - began) * secrets.randbelow(2000) / 1000)
        os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "the worker failed before it was killed"
        return [json.loads(line) for line in (first, *said)]


def test_killed_again_and_again_every_code_told_opens_a_case_and_every_case_is_whole(tmp_path: Path) -> None:
    three_desks()
    with shared_database(tmp_path):
        told = [line for _ in range(KILLS) for line in one_life()]
    assert len(told) <= Case.objects.count() <= len(told) + KILLS
    for token, receipt, code, passphrase in told:
        assert sending.confirm(token, TODAY, receipt)
        assert opening.open_case(code, passphrase, TODAY)
    whole = {(2, 1, 1)}
    assert {
        (
            CaseKey.objects.filter(case=case).count(),
            NeedsAssessment.objects.filter(case=case).count(),
            Contact.objects.filter(case=case).count(),
        )
        for case in Case.objects.all()
    } == whole
