"""Token buckets: how much may be asked for at once, and how fast more may follow. Pure: states and times in and out."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

HOUR = 3600.0


@dataclass(frozen=True)
class Rate:
    """So many at once, and so many an hour after that."""

    at_once: int
    an_hour: int


@dataclass(frozen=True)
class Bucket:
    """How many may still be taken, as it was at a moment (in seconds)."""

    left: float
    at: float


def full(rate: Rate, now: float) -> Bucket:
    """A bucket that nothing was taken from."""
    return Bucket(float(rate.at_once), now)


def filled(bucket: Bucket, rate: Rate, now: float) -> Bucket:
    """The same bucket now; a clock that was put back neither fills nor empties it."""
    gained = max(now - bucket.at, 0.0) * rate.an_hour / HOUR
    return Bucket(min(bucket.left + gained, float(rate.at_once)), now)


def wait(bucket: Bucket, rate: Rate, now: float) -> float:
    """In how many seconds one more may be taken; nothing when at once."""
    return max(1.0 - filled(bucket, rate, now).left, 0.0) * HOUR / rate.an_hour


def taken(bucket: Bucket, rate: Rate, now: float) -> Bucket:
    """The bucket after one was taken; only where `wait` says nothing."""
    there = filled(bucket, rate, now)
    return Bucket(there.left - 1.0, now)


class Shelf:
    """A bounded number of buckets: when one more comes, the one that was used longest ago goes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._buckets: OrderedDict[bytes, Bucket] = OrderedDict()

    def __len__(self) -> int:
        """How many stand there."""
        return len(self._buckets)

    def get(self, key: bytes) -> Bucket | None:
        """The bucket of a key, where there is one."""
        return self._buckets.get(key)

    def put(self, key: bytes, bucket: Bucket) -> None:
        """Keep a bucket as the one used last."""
        self._buckets[key] = bucket
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)

    def clear(self) -> None:
        """Forget them all."""
        self._buckets.clear()
