"""The arithmetic of waiting: pure values and a clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from accounts.throttle import FORGOTTEN_AFTER, LONGEST_DELAY, WINDOW, Attempts, Rule, after_failure, fresh

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def failures(count: int, *, every: float, start: datetime = NOON) -> tuple[Attempts, datetime]:
    """That many failures in a row, so many seconds apart."""
    state, now = fresh(start), start
    for _ in range(count):
        state = after_failure(state, now)
        now += timedelta(seconds=every)
    return state, now


def test_five_failures_in_a_minute_are_free() -> None:
    state, now = failures(5, every=1)
    assert state.admits(now)


def test_the_sixth_failure_in_a_minute_starts_a_delay() -> None:
    state, now = failures(6, every=1)
    assert not state.admits(now)
    assert state.admits(now + timedelta(seconds=60))


def test_slow_failures_never_start_one() -> None:
    state, now = failures(200, every=13)
    assert state.admits(now)


def test_delays_double_up_to_a_quarter_of_an_hour() -> None:
    state, now, delays = fresh(NOON), NOON, []
    for _ in range(7):
        while state.admits(now):
            state = after_failure(state, now)
        assert state.next_allowed is not None
        delays.append((state.next_allowed - now).total_seconds() / 60)
        now = state.next_allowed
    assert delays == [1, 2, 4, 8, 15, 15, 15]


def test_how_many_are_free_is_said_by_the_rule() -> None:
    state, now = fresh(NOON), NOON
    for tried in range(1, 4):
        assert state.admits(now), tried
        state = after_failure(state, now, Rule(free=2))
    assert not state.admits(now)


def most_in_a_minute(gaps: list[int], rule: Rule) -> int:
    """How many of the tries that come so many seconds apart are looked at within one minute, at most."""
    state, now, looked_at = fresh(NOON), NOON, []
    for gap in gaps:
        now += timedelta(seconds=gap)
        if state.admits(now):
            looked_at.append(now)
            state = after_failure(state, now, rule)
    return max((sum(start <= each < start + WINDOW for each in looked_at) for start in looked_at), default=0)


@given(st.lists(st.integers(min_value=0, max_value=70), max_size=60))
def test_a_sliding_minute_never_admits_more_than_it_says(gaps: list[int]) -> None:
    assert most_in_a_minute(gaps, Rule(free=4, sliding=True)) <= 5


def test_a_minute_that_does_not_slide_admits_more_around_its_end() -> None:
    around_the_end = [0, 57, 1, 1, 1, *[0] * 20]
    assert most_in_a_minute(around_the_end, Rule(free=4)) == 8
    assert most_in_a_minute(around_the_end, Rule(free=4, sliding=True)) <= 5


def test_a_day_without_failures_forgets_the_delays() -> None:
    state, now = failures(6, every=1)
    later = after_failure(state, now + FORGOTTEN_AFTER)
    assert (later.failures, later.delays, later.next_allowed) == (1, 0, None)


@given(st.lists(st.integers(min_value=0, max_value=4000), max_size=60))
def test_nobody_is_ever_locked_out_for_longer_than_the_longest_delay(gaps: list[int]) -> None:
    state, now = fresh(NOON), NOON
    for gap in gaps:
        now += timedelta(seconds=gap)
        if state.admits(now):
            state = after_failure(state, now)
        assert state.admits(now + LONGEST_DELAY)
