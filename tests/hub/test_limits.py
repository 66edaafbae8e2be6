"""Limits: a bucket for each network and one for all, and no way back to an address once the day is over."""

from __future__ import annotations

import hmac
import pickle
import secrets
import threading
import time
from hashlib import sha256
from typing import Any

import pytest
from django.test import RequestFactory

from hub import limits
from hub.busy import Busy
from hub.limits import DAY, KEY_BYTES, LIMITS, MOST_BUCKETS, NAME_BYTES, Act, Limits, admit, network_of
from hub.networks import network

NOON = 20_000 * DAY + DAY // 2
HOUR = 3600.0
HERE = network("9.1.2.3")
CANDIDATES = [bytes([9, 1, third, 0]) for third in range(256)]


@pytest.fixture
def kept() -> Limits:
    """The buckets of a process that nobody has asked anything."""
    return Limits()


def served(kept: Limits, act: Act, where: bytes | None, many: int, now: float = NOON) -> int:
    """How many of so many are served at that moment."""
    return sum(not kept.take(act, where, now) for _ in range(many))


def names(kept: Limits) -> set[bytes]:
    """What the process knows networks by."""
    return set(kept._networks._buckets)


def found_with(key: bytes, there: set[bytes]) -> list[bytes]:
    """The candidate networks that somebody with a key can tell to have asked."""
    made = {
        hmac.new(key, act.encode() + b"\0" + each, sha256).digest()[:NAME_BYTES]: each
        for each in CANDIDATES
        for act in Act
    }
    return [made[name] for name in there if name in made]


@pytest.mark.parametrize("act", Act)
def test_a_network_and_the_site_have_their_limits(kept: Limits, act: Act) -> None:
    limit = LIMITS[act]
    assert served(kept, act, HERE, limit.site.at_once) == limit.network.at_once
    rest = served(kept, act, None, limit.site.at_once)
    assert rest == limit.site.at_once - limit.network.at_once
    assert served(kept, act, network("9.1.3.3"), 1) == 0


def test_who_is_refused_takes_nothing_from_the_others(kept: Limits) -> None:
    limit = LIMITS[Act.SENDING]
    served(kept, Act.SENDING, HERE, 10 * limit.site.at_once)
    assert served(kept, Act.SENDING, network("9.1.3.3"), 5) == 5


def test_acts_are_counted_apart(kept: Limits) -> None:
    served(kept, Act.SENDING, HERE, 1_000)
    assert kept.take(Act.SENDING, HERE, NOON) > 0
    assert all(not kept.take(act, HERE, NOON) for act in Act if act is not Act.SENDING)


def test_a_thousand_an_hour_may_send_from_one_address_that_all_share(kept: Limits) -> None:
    """Behind Tor, or a web server that hides addresses: everybody is 127.0.0.1."""
    waits = [kept.take(Act.SENDING, None, NOON + number * HOUR / 1000) for number in range(1000)]
    assert not any(waits)


@pytest.mark.parametrize("act", Act)
def test_nobody_waits_longer_than_a_minute(act: Act) -> None:
    assert max(HOUR / LIMITS[act].network.an_hour, HOUR / LIMITS[act].site.an_hour) <= 60


def test_networks_are_bounded_in_number(kept: Limits) -> None:
    for number in range(MOST_BUCKETS + 500):
        kept.take(Act.HELP, number.to_bytes(4, "big"), NOON + number)
    assert len(names(kept)) == MOST_BUCKETS


def test_while_the_key_is_there_a_network_can_be_told(kept: Limits) -> None:
    kept.take(Act.SENDING, HERE, NOON)
    assert found_with(kept._key, names(kept)) == [HERE]


def test_another_day_has_another_key_and_no_buckets(kept: Limits) -> None:
    kept.take(Act.SENDING, HERE, NOON)
    key, before = kept._key, names(kept)
    kept.take(Act.HELP, network("9.9.9.9"), NOON + DAY)
    assert len(kept._key) == KEY_BYTES
    assert kept._key != key
    assert names(kept).isdisjoint(before)
    assert len(names(kept)) == 1


def test_after_the_day_no_dump_leads_to_an_address(kept: Limits) -> None:
    """Who copied the buckets and the memory of the next day tries every network of a /16."""
    for each in CANDIDATES[:20]:
        kept.take(Act.SENDING, each, NOON)
    dump, gone = names(kept), kept._key
    kept.take(Act.HELP, None, NOON + DAY)
    kept.take(Act.HELP, network("9.9.9.9"), NOON + DAY)
    assert len(dump) == 20
    assert found_with(kept._key, dump) == []
    assert found_with(secrets.token_bytes(KEY_BYTES), dump) == []
    rest = {name: value for name, value in vars(kept).items() if name not in ("_lock", "_end_of_day")}
    left = pickle.dumps(rest)
    assert gone not in left
    assert not any(name in left for name in dump)


def test_no_bucket_holds_an_address_or_a_network(kept: Limits) -> None:
    kept.take(Act.SENDING, HERE, NOON)
    rest = {name: value for name, value in vars(kept).items() if name not in ("_lock", "_end_of_day")}
    assert HERE is not None
    assert HERE not in pickle.dumps(rest)
    assert b"9.1.2" not in pickle.dumps(rest)


def test_a_process_that_nobody_asks_any_more_forgets_too(kept: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    began = threading.Timer
    monkeypatch.setattr(limits.threading, "Timer", lambda _seconds, act, given: began(0.05, act, given))
    kept.take(Act.SENDING, HERE, NOON)
    assert names(kept)
    until = time.monotonic() + 60
    while names(kept) and time.monotonic() < until:
        time.sleep(0.02)
    assert (names(kept), kept._key) == (set(), b"")


def test_it_forgets_at_the_end_of_the_day(kept: Limits) -> None:
    kept.take(Act.SENDING, HERE, NOON)
    assert kept._end_of_day is not None
    assert kept._end_of_day.interval == DAY / 2
    assert kept._end_of_day.daemon
    kept.forget()
    assert (names(kept), kept._key, kept._end_of_day) == (set(), b"", None)


def asked(host: str = "hub.example.org", **meta: Any) -> Any:
    return RequestFactory().post("/", HTTP_HOST=host, **meta)


def test_by_way_of_tor_or_from_here_there_is_no_network(settings) -> None:
    assert network_of(asked(REMOTE_ADDR="9.1.2.3")) == HERE
    assert network_of(asked("a.onion", REMOTE_ADDR="9.1.2.3")) is None
    assert network_of(asked("A.ONION:80", REMOTE_ADDR="9.1.2.3")) is None
    assert network_of(asked(REMOTE_ADDR="127.0.0.1")) is None
    assert network_of(asked(REMOTE_ADDR="")) is None
    settings.HUB_TRUSTED_PROXIES = 1
    assert network_of(asked(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="9.1.2.99")) == HERE
    assert network_of(asked("a.onion", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="9.1.2.99")) is None


def test_nobody_is_believed_who_is_not_named_in_the_settings(settings) -> None:
    assert settings.HUB_TRUSTED_PROXIES == 0
    assert network_of(asked(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="9.1.2.3")) is None


def test_who_is_refused_hears_when_to_come_again() -> None:
    request = asked(REMOTE_ADDR="9.1.2.3")
    for _ in range(LIMITS[Act.SENDING].network.at_once):
        admit(request, Act.SENDING)
    with pytest.raises(Busy) as busy:
        admit(request, Act.SENDING)
    assert 5 <= busy.value.retry_after <= 75
    admit(asked(REMOTE_ADDR="9.1.3.3"), Act.SENDING)
