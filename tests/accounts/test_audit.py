"""The audit log: one writer, one chain, no content."""

from __future__ import annotations

import random

import pytest
from django.db import connection, transaction

from accounts import audit
from accounts.models import AuditEvent, AuditHead, OnlyAdded

pytestmark = pytest.mark.django_db
TABLE = AuditEvent._meta.db_table


def some(count: int = 12) -> None:
    """A short log."""
    for number in range(count):
        audit.record(who=f"user:{number % 3}", act="page.publish", what=f"page:{number}")


def tamper(statement: str, *values: object) -> None:
    """What somebody with the database's password could do."""
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=TABLE), values)


def test_a_log_nobody_touched_is_whole() -> None:
    some()
    assert list(audit.breaks()) == []


@pytest.mark.parametrize("seed", range(20))
def test_any_change_is_found(seed: int) -> None:
    chance = random.Random(seed)
    some()
    number = chance.randint(1, 12)
    chance.choice(
        [
            lambda: tamper("UPDATE {table} SET what = 'page:99' WHERE number = %s", number),
            lambda: tamper("UPDATE {table} SET who = 'user:9' WHERE number = %s", number),
            lambda: tamper("UPDATE {table} SET at = '2020-01-01' WHERE number = %s", number),
            lambda: tamper("DELETE FROM {table} WHERE number = %s", number),
            lambda: tamper("DELETE FROM {table} WHERE number >= %s", number),
        ]
    )()
    assert list(audit.breaks())


def test_two_events_that_changed_places_are_found() -> None:
    some()
    tamper("UPDATE {table} SET number = 100 WHERE number = 3")
    tamper("UPDATE {table} SET number = 3 WHERE number = 4")
    tamper("UPDATE {table} SET number = 4 WHERE number = 100")
    assert list(audit.breaks())


def test_an_event_put_in_by_hand_is_found() -> None:
    some()
    last = AuditEvent.objects.get(number=12)
    AuditEvent(
        number=13, at=last.at, who="user:1", act="sign-in", outcome="done", previous=last.hash, hash="0" * 64
    ).save()
    AuditHead.objects.update(number=13, hash="0" * 64)
    assert list(audit.breaks())


def test_events_are_neither_changed_nor_removed_by_code() -> None:
    some(1)
    event = AuditEvent.objects.get()
    for act in (event.save, event.delete, AuditEvent.objects.all().delete):
        with pytest.raises(OnlyAdded):
            act()
    with pytest.raises(OnlyAdded):
        AuditEvent.objects.update(who="user:9")


def test_signs_that_deceive_a_reader_are_spelled_out() -> None:
    event = audit.record(who="user:1\r\n", act="a\x00b", what="\u202e\u2066x\x9b\u200f")
    assert event.who == "user:1\\u000d\\u000a"
    assert event.act == "a\\u0000b"
    assert event.what == "\\u202e\\u2066x\\u009b\\u200f"


def test_an_act_that_fails_leaves_no_event() -> None:
    def act() -> None:
        with transaction.atomic():
            audit.record(who="user:1", act="page.publish")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert AuditEvent.objects.count() == 0
    assert list(audit.breaks()) == []


@pytest.mark.any_database
def test_what_happened_to_one_thing_is_found_by_an_index() -> None:
    some(1)
    events = AuditEvent.objects.filter(what="case:1", act="case.read").order_by("-number")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "audit_by_what" in events.explain()
