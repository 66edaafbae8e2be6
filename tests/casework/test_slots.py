"""Turns at deriving keys: two at once at most over all processes, one kept for sending, and who waits hears when."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from casework import slots
from casework.slots import deriving
from hub.busy import LATEST, SOONEST, Busy

ROOT = Path(__file__).resolve().parents[2]
# So many seconds are enough for whatever takes a moment, on the busiest machine.
ENOUGH = 60
# What one process of many does: takes turns for a while and writes down when it came in and went out.
TAKING_TURNS = """
import sys, time
from django.conf import settings
settings.configure(HUB_DATA_DIR=sys.argv[1])
from casework.slots import deriving
from hub.busy import Busy
until = time.monotonic() + float(sys.argv[3])
while time.monotonic() < until:
    try:
        with deriving(sending=sys.argv[2] == "sending"):
            came = time.monotonic()
            time.sleep(0.01)
            went = time.monotonic()
        print(f"{came} {went}", flush=True)
    except Busy as busy:
        assert 1 <= busy.retry_after <= 60
        time.sleep(0.005)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    """Turns of their own for each test."""
    settings.HUB_DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def patient(monkeypatch) -> None:
    """Who waits does so until there is a turn."""
    monkeypatch.setattr(slots, "LONGEST_WAIT", 10 * ENOUGH)


@pytest.fixture
def impatient(monkeypatch) -> None:
    """Nobody waits longer than a moment."""
    monkeypatch.setattr(slots, "LONGEST_WAIT", 0.05)


def test_a_turn_is_given_back() -> None:
    for _ in range(5):
        with deriving(sending=False):
            pass
        with deriving(sending=True):
            pass


def test_a_turn_is_given_back_after_an_error(impatient) -> None:
    with pytest.raises(ZeroDivisionError), deriving(sending=False):
        raise ZeroDivisionError
    with deriving(sending=False):
        pass


def test_one_turn_is_kept_for_sending(impatient) -> None:
    with deriving(sending=False):
        with pytest.raises(Busy), deriving(sending=False):
            pass
        with deriving(sending=True):
            pass


def test_never_more_than_two(impatient) -> None:
    with ExitStack() as held:
        held.enter_context(deriving(sending=True))
        held.enter_context(deriving(sending=True))
        for sending in (True, False):
            with pytest.raises(Busy), deriving(sending=sending):
                pass


def test_busy_says_when(impatient) -> None:
    with deriving(sending=False):
        told = set()
        for _ in range(40):
            with pytest.raises(Busy) as busy, deriving(sending=False):
                pass
            told.add(busy.value.retry_after)
    assert all(isinstance(seconds, int) and SOONEST <= seconds <= LATEST for seconds in told)
    assert len(told) > 1


def test_who_waits_gets_the_next_turn(patient) -> None:
    came: list[str] = []

    def opens() -> None:
        with deriving(sending=False):
            came.append("second")

    with deriving(sending=False):
        second = threading.Thread(target=opens)
        second.start()
        time.sleep(0.1)
        came.append("first")
    second.join(timeout=ENOUGH)
    assert came == ["first", "second"]


def test_few_wait_and_the_others_hear_at_once(patient) -> None:
    """Each one who waits holds a thread of the server: a flood of guesses must not hold them all."""
    refused: list[object] = []

    def opens() -> None:
        try:
            with deriving(sending=False):
                pass
        except Busy as busy:
            refused.append(busy)

    with deriving(sending=False):
        crowd = [threading.Thread(target=opens) for _ in range(30)]
        for one in crowd:
            one.start()
        until = time.monotonic() + ENOUGH
        while len(refused) < 29 and time.monotonic() < until:
            time.sleep(0.02)
        # While one waits yet, who must wait as long as it takes: the others have not waited.
        assert len(refused) == 29
        with deriving(sending=True):
            pass
    for one in crowd:
        one.join(timeout=ENOUGH)
    assert len(refused) == 29


def test_nobody_waits_for_ever(monkeypatch) -> None:
    assert slots.LONGEST_WAIT <= 5
    monkeypatch.setattr(slots, "LONGEST_WAIT", 0.3)
    with deriving(sending=False):
        began = time.monotonic()
        with pytest.raises(Busy), deriving(sending=False):
            pass
        assert 0.25 < time.monotonic() - began < ENOUGH


def test_at_most_two_at_once_over_several_processes(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    several = [
        subprocess.Popen(
            [sys.executable, "-c", TAKING_TURNS, str(folder), kind, "2"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for kind in ("sending", "sending", "opening", "opening", "opening")
    ]
    written = [process.communicate(timeout=ENOUGH)[0] for process in several]
    assert [process.returncode for process in several] == [0] * 5
    turns = [tuple(map(float, line.split())) for text in written for line in text.splitlines()]
    opened = [tuple(map(float, line.split())) for text in written[2:] for line in text.splitlines()]
    assert len(turns) > 20
    assert most_at_once(turns) <= 2
    assert most_at_once(opened) == 1
    assert written[0]
    assert written[1]


def test_a_killed_process_gives_its_turn_back(folder: Path, impatient) -> None:
    holding = TAKING_TURNS.replace("time.sleep(0.01)", "print('in', flush=True); time.sleep(60)")
    process = subprocess.Popen(
        [sys.executable, "-c", holding, str(folder), "opening", "1"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    with pytest.raises(Busy), deriving(sending=False):
        pass
    process.kill()
    process.wait(timeout=ENOUGH)
    with deriving(sending=False):
        pass


def test_nothing_is_written_about_who_had_a_turn(folder: Path) -> None:
    with deriving(sending=True), deriving(sending=True):
        pass
    assert {path.stat().st_size for path in (folder / "turns").iterdir()} == {0}


def most_at_once(turns: list[tuple[float, ...]]) -> int:
    """How many turns overlapped at most."""
    moments = sorted([(came, 1) for came, _went in turns] + [(went, -1) for _came, went in turns])
    most = now = 0
    for _moment, change in moments:
        now += change
        most = max(most, now)
    return most
