"""How failed attempts slow the next one down. Pure: states and times in, states out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

WINDOW: Final = timedelta(seconds=60)
FIRST_DELAY: Final = timedelta(seconds=60)
LONGEST_DELAY: Final = timedelta(minutes=15)
FORGOTTEN_AFTER: Final = timedelta(hours=24)


@dataclass(frozen=True)
class Rule:
    """How many failures in a minute are free; `sliding`: the minute begins anew with each of them.

    A minute that begins with the first failure lets nearly twice as many through around its end.
    """

    free: int
    sliding: bool = False


STAFF: Final = Rule(free=5)


@dataclass(frozen=True)
class Attempts:
    """What is known about one name: failures in the current window, delays so far, when the next try may come."""

    failures: int
    since: datetime
    last: datetime
    delays: int = 0
    next_allowed: datetime | None = None

    def admits(self, now: datetime) -> bool:
        """Whether a try may be made now; while it may not, the right password is refused too."""
        return self.next_allowed is None or now >= self.next_allowed


def fresh(now: datetime) -> Attempts:
    """Nothing failed yet."""
    return Attempts(failures=0, since=now, last=now)


def after_failure(before: Attempts, now: datetime, rule: Rule = STAFF) -> Attempts:
    """The state after one more failure: more than are free in a minute start a delay, each twice the last."""
    if now - before.last >= FORGOTTEN_AFTER:
        before = fresh(now)
    begun = before.last if rule.sliding else before.since
    if now - begun >= WINDOW or (before.next_allowed is not None and now >= before.next_allowed):
        before = replace(before, failures=0, since=now, next_allowed=None)
    failures = before.failures + 1
    if failures <= rule.free:
        return replace(before, failures=failures, last=now)
    delays = before.delays + 1
    delay = min(FIRST_DELAY * 2 ** min(delays - 1, 10), LONGEST_DELAY)
    return replace(before, failures=failures, last=now, delays=delays, next_allowed=now + delay)
