"""The arithmetic of buckets: values and a clock."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hub import buckets
from hub.buckets import Bucket, Rate, Shelf

SLOW = Rate(at_once=3, an_hour=60)


def served(gaps: list[float], rate: Rate) -> int:
    """How many of those who come so many seconds apart are served."""
    bucket, now, many = buckets.full(rate, 0.0), 0.0, 0
    for gap in gaps:
        now += gap
        if not buckets.wait(bucket, rate, now):
            bucket, many = buckets.taken(bucket, rate, now), many + 1
    return many


def test_so_many_at_once_and_no_more() -> None:
    assert served([0.0] * 10, SLOW) == 3


def test_what_was_taken_comes_back_with_time() -> None:
    assert served([0.0, 0.0, 0.0, 59.0], SLOW) == 3
    assert served([0.0, 0.0, 0.0, 60.0], SLOW) == 4
    assert served([0.0, 0.0, 0.0, *[60.0] * 20], SLOW) == 23


def test_a_bucket_is_never_fuller_than_full() -> None:
    assert served([86_400.0, *[0.0] * 9], SLOW) == 3


def test_it_says_when_the_next_may_come() -> None:
    empty = Bucket(0.0, 0.0)
    assert buckets.wait(empty, SLOW, 0.0) == 60.0
    assert buckets.wait(empty, SLOW, 45.0) == 15.0
    assert buckets.wait(empty, SLOW, 60.0) == 0.0


def test_a_clock_that_is_put_back_gives_and_takes_nothing() -> None:
    assert buckets.filled(Bucket(1.5, 1000.0), SLOW, 400.0) == Bucket(1.5, 400.0)


@given(st.lists(st.floats(min_value=0, max_value=200), max_size=80))
def test_whoever_comes_gets_no_more_than_the_rate(gaps: list[float]) -> None:
    assert served(gaps, SLOW) <= SLOW.at_once + sum(gaps) * SLOW.an_hour / 3600 + 0.001


def test_a_shelf_holds_so_many_and_lets_the_one_go_that_was_used_longest_ago() -> None:
    shelf = Shelf(most=3)
    for key in (b"a", b"b", b"c", b"a", b"d"):
        shelf.put(key, buckets.full(SLOW, 0.0))
    assert len(shelf) == 3
    assert [key for key in (b"a", b"b", b"c", b"d") if shelf.get(key)] == [b"a", b"c", b"d"]
