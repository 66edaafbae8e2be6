"""Counting attempts: in the database alone, without a name, an address or a cache."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.forms import model_to_dict
from django.utils import timezone

from accounts import attempts, upkeep
from accounts.models import SignInAttempts

pytestmark = pytest.mark.django_db


def fail(name: str, times: int) -> int:
    """Attempts that fail; answers how many were looked at at all."""
    looked_at = 0
    for _ in range(times):
        try:
            attempts.begin("password", name)
            looked_at += 1
        except attempts.TooManyAttempts:
            pass
    return looked_at


def test_of_sixty_attempts_at_once_six_are_looked_at() -> None:
    assert fail("ana", 60) == 6


def test_each_name_is_counted_alone_however_it_is_typed() -> None:
    fail("ana", 6)
    assert fail(" ANA ", 1) == 0
    assert fail("ａｎａ", 1) == 0
    assert fail("bo", 1) == 1


def test_a_success_forgets_the_failures() -> None:
    fail("ana", 5)
    attempts.succeeded(attempts.begin("password", "ana"))
    assert fail("ana", 60) == 6


def test_it_works_without_a_cache(settings) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}
    }
    assert fail("ana", 60) == 6


def test_a_row_holds_a_hash_and_numbers_only() -> None:
    fail("CANARY-ana", 3)
    row = model_to_dict(SignInAttempts.objects.get())
    assert set(row) == {"id", "account", "failures", "since", "last", "delays", "next_allowed"}
    assert "CANARY" not in str(row)
    assert len(row["account"]) == 64


def test_rows_live_a_day() -> None:
    begun = timezone.now()
    with time_machine.travel(begun, tick=False):
        fail("ana", 3)
    upkeep.run(begun + timedelta(hours=24) - timedelta(seconds=1))
    assert SignInAttempts.objects.count() == 1
    upkeep.run(begun + timedelta(hours=24))
    assert SignInAttempts.objects.count() == 0
