"""How a vouching is on a day, and what may be done with it: two tables. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from trainers.choices import Standing, VouchingAct, VouchingState

# From here on “ends soon”; the desk is told on the first and on the last of these many days before.
SOON: Final = dt.timedelta(days=30)
TOLD_BEFORE: Final = (30, 7)

MOVES: Final[Mapping[VouchingState, frozenset[VouchingAct]]] = MappingProxyType(
    {
        VouchingState.NEVER: frozenset({VouchingAct.VOUCH}),
        VouchingState.VOUCHED: frozenset({VouchingAct.RENEW, VouchingAct.SUSPEND, VouchingAct.WITHDRAW}),
        VouchingState.SOON: frozenset({VouchingAct.RENEW, VouchingAct.SUSPEND, VouchingAct.WITHDRAW}),
        VouchingState.ENDED: frozenset({VouchingAct.VOUCH, VouchingAct.WITHDRAW}),
        VouchingState.SUSPENDED: frozenset({VouchingAct.RESUME, VouchingAct.RENEW, VouchingAct.WITHDRAW}),
        VouchingState.WITHDRAWN: frozenset({VouchingAct.VOUCH}),
    }
)
IN_FORCE: Final = frozenset({VouchingState.VOUCHED, VouchingState.SOON})


def state(standing: str | None, until: dt.date | None, today: dt.date) -> VouchingState:
    """How a vouching is on a day; without one, nobody ever vouched."""
    if standing is None or until is None:
        return VouchingState.NEVER
    if standing != Standing.VOUCHED:
        return VouchingState(standing)
    if until < today:
        return VouchingState.ENDED
    return VouchingState.SOON if until - today <= SOON else VouchingState.VOUCHED


def may_follow(before: VouchingState, act: VouchingAct) -> bool:
    """Whether this can be done with a vouching that is so."""
    return act in MOVES[before]


def latest(today: dt.date, months: int) -> dt.date:
    """The last day until which a desk may vouch today."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return dt.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def due(until: dt.date, told: int | None, today: dt.date) -> int | None:
    """Which of the two notices a desk is to get now about an end; nothing where it has had it."""
    left = (until - today).days
    step = next((days for days in reversed(TOLD_BEFORE) if 0 <= left <= days), None)
    return step if step is not None and (told is None or step < told) else None
