"""What the timer could not do with one thing: it is tried less and less, holds up nothing else, and is told.

A try is noted before it is made, so that a thing which ends the whole process counts as well. The notes are a small
file for each job below the data folder: they hold numbers and names of errors, never what was worked on.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from hub.health import NotWell

log = logging.getLogger("hub.tick")

# So many times a thing is tried at every turn; then after 2, 4, 8 … minutes, and once a day in the end.
FREE: Final = 3
LONGEST: Final = dt.timedelta(days=1)
# No try lasts so long: what was begun before that has ended its process.
LONGEST_TRY: Final = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class Tried:
    """How often a thing was tried in one state, when last, and what happened; no fault: begun and not ended."""

    mark: str
    times: int
    at: str
    fault: str = ""

    def is_due(self, mark: str, now: dt.datetime) -> bool:
        """Whether it may be tried again: at once in another state."""
        if mark != self.mark or self.times < FREE:
            return True
        wait = min(dt.timedelta(minutes=2 ** min(self.times - FREE + 1, 12)), LONGEST)
        return now - dt.datetime.fromisoformat(self.at) >= wait


class Retries:
    """The things of one job that did not succeed so far."""

    def __init__(self, job: str, now: dt.datetime) -> None:
        self.job, self._now, self._known = job, now, _read(job)

    def is_due(self, item: object, mark: str = "") -> bool:
        """Whether a thing in this state is to be tried now."""
        known = self._known.get(str(item))
        return known is None or known.is_due(mark, self._now)

    def is_hopeless(self, item: object) -> bool:
        """Whether a thing has failed so often that nobody should wait for it."""
        known = self._known.get(str(item))
        return known is not None and known.times >= FREE

    def items(self) -> frozenset[str]:
        """What is known to have failed."""
        return frozenset(self._known)

    def attempt(self, item: object, act: Callable[[], object], mark: str = "") -> bool:
        """Do something with a thing; whether that went well."""
        known = self._known.get(str(item))
        times = known.times if known and known.mark == mark else 0
        begun = Tried(mark, times + 1, self._now.isoformat())
        self._note(item, begun)
        try:
            act()
        except Exception as fault:
            log.warning("%s %s failed (%s), tried %s times", self.job, item, type(fault).__name__, begun.times)
            self._note(item, replace(begun, fault=type(fault).__name__))
            return False
        self._note(item, None)
        return True

    def only(self, items: Iterable[object]) -> None:
        """Forget what is no more to be done."""
        left = {str(each) for each in items}
        if self._known.keys() - left:
            self._keep({item: tried for item, tried in _read(self.job).items() if item in left})

    def _note(self, item: object, tried: Tried | None) -> None:
        # Read again: another process may have tried something else meanwhile.
        known = {key: value for key, value in _read(self.job).items() if key != str(item)}
        self._keep(known | ({str(item): tried} if tried else {}))

    def _keep(self, known: dict[str, Tried]) -> None:
        self._known = known
        _write(self.job, known)


def state() -> str:
    """A line for operators. Raises hub.health.NotWell where something was tried and did not succeed."""
    now = timezone.now()
    stuck = {path.stem: _failed(path.stem, now) for path in sorted(_folder().glob("*.json"))}
    told = [f"{job}: {', '.join(each)}" for job, each in stuck.items() if each]
    if told:
        raise NotWell("; ".join(told))
    return "nothing waits to be tried again"


def _failed(job: str, now: dt.datetime) -> list[str]:
    over = (now - LONGEST_TRY).isoformat()
    rows = [(item, each) for item, each in sorted(_read(job).items()) if each.fault or each.at < over]
    return [f"{item} ({each.fault or 'ended its process'}, {each.times} times)" for item, each in rows[:5]]


def _folder() -> Path:
    return Path(settings.HUB_DATA_DIR) / "retries"


def _read(job: str) -> dict[str, Tried]:
    try:
        kept: dict[str, dict[str, Any]] = json.loads((_folder() / f"{job}.json").read_text("utf-8"))
        return {item: Tried(**each) for item, each in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        # Nothing is known: all is tried.
        return {}


def _write(job: str, known: dict[str, Tried]) -> None:
    path = _folder() / f"{job}.json"
    draft = path.with_suffix(f".{os.getpid()}")
    # A full disk keeps nothing from being tried.
    with suppress(OSError):
        if not known:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_text(json.dumps({item: asdict(each) for item, each in known.items()}), "utf-8")
        draft.replace(path)
