"""What fails is tried less and less, holds up nothing else, and is told; even where trying ends the process."""

from __future__ import annotations

import datetime as dt
import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from hub import retries
from hub.health import NotWell
from hub.retries import FREE, Retries

NOW = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    settings.HUB_DATA_DIR = tmp_path
    return tmp_path


def fails() -> None:
    raise ValueError("words of somebody")


def turns(days: float, mark: str = "", begin: dt.datetime = NOW) -> list[int]:
    """The minutes at which a thing that always fails is tried by a timer of every minute."""
    found = []
    for minute in range(int(days * 24 * 60)):
        at = Retries("job", begin + dt.timedelta(minutes=minute))
        if at.is_due("one", mark):
            assert not at.attempt("one", fails, mark)
            found.append(minute)
    return found


def test_what_always_fails_is_tried_less_and_less_and_once_a_day_in_the_end() -> None:
    tried = turns(4)
    assert tried[:7] == [0, 1, 2, 4, 8, 16, 32]
    waits = [later - earlier for earlier, later in pairwise(tried)]
    assert waits[-2:] == [1440, 1440]
    assert len(tried) < 20


def test_in_another_state_it_is_tried_at_once_and_what_succeeds_is_forgotten() -> None:
    turns(1, "as it was")
    later = Retries("job", NOW + dt.timedelta(days=1, minutes=1))
    assert not later.is_due("one", "as it was")
    assert later.is_hopeless("one")
    assert later.is_due("one", "corrected")
    assert later.attempt("one", lambda: None, "corrected")
    assert Retries("job", NOW).items() == frozenset()


def test_one_waits_and_others_do_not() -> None:
    turns(0.1)
    other = Retries("job", NOW + dt.timedelta(hours=2, minutes=30))
    assert not other.is_due("one")
    assert other.is_due("two")
    assert Retries("another-job", NOW).is_due("one")


def test_what_ends_its_process_counts_as_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    for minute in range(FREE):
        child = os.fork()
        if not child:
            Retries("job", NOW + dt.timedelta(minutes=minute)).attempt("one", lambda: os._exit(9))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    known = Retries("job", NOW + dt.timedelta(minutes=FREE))
    assert known.is_hopeless("one")
    assert not known.is_due("one")
    monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(minutes=4))
    assert retries.state(), "it may be going on still"
    monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(hours=1))
    with pytest.raises(NotWell, match=r"job: one \(ended its process, 3 times\)"):
        retries.state()


def test_operators_are_told_what_and_how_often_and_nothing_of_it() -> None:
    assert retries.state()
    Retries("job", timezone.now()).attempt("one", fails)
    with pytest.raises(NotWell) as told:
        retries.state()
    assert str(told.value) == "job: one (ValueError, 1 times)"
    Retries("job", timezone.now()).only([])
    assert retries.state()


@pytest.mark.parametrize("broken", ["", "[]", '{"one": {"times": 1}}', '{"one": 1}', "\0"])
def test_notes_that_cannot_be_read_or_written_hold_up_nothing(own_folder: Path, broken: str) -> None:
    (own_folder / "retries").mkdir()
    (own_folder / "retries" / "job.json").write_text(broken)
    again = Retries("job", NOW)
    assert again.is_due("one")
    assert again.attempt("one", lambda: None)


def test_a_full_disk_keeps_nothing_from_being_tried(monkeypatch: pytest.MonkeyPatch, own_folder: Path) -> None:
    def full(*_given: Any, **_more: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    done: list[int] = []
    assert Retries("job", NOW).attempt("one", lambda: done.append(1))
    assert done
