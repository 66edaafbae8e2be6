"""The audit log's only writer, and its reader that finds tampering.

Events say who did what to which opaque id, and how it ended; never what a case, a search or a text says.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.models import AuditEvent, AuditHead
from hub import keys

Outcome = AuditEvent.Outcome
NOBODY: Final = "anonymous"
SYSTEM: Final = "system"
START: Final = "0" * 64
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def record(*, who: str, act: str, what: str = "", outcome: AuditEvent.Outcome = Outcome.DONE) -> AuditEvent:
    """Add one event, in the transaction of the act itself when there is one."""
    return record_each(who=who, act=act, whats=[what], outcome=outcome)[0]


def record_each(
    *, who: str, act: str, whats: Iterable[str], outcome: AuditEvent.Outcome = Outcome.DONE
) -> list[AuditEvent]:
    """Add one event for each thing that one act touched, in as few queries as for one."""
    events: list[AuditEvent] = []
    with transaction.atomic():
        head, _made = AuditHead.objects.select_for_update().get_or_create(pk=1)
        for what in whats:
            event = AuditEvent(
                number=head.number + 1,
                at=timezone.now(),
                who=escaped(who, 80),
                act=escaped(act, 80),
                what=escaped(what, 200),
                outcome=outcome,
                previous=head.hash,
            )
            event.hash = chained(event)
            head.number, head.hash = event.number, event.hash
            events.append(event)
        AuditEvent.objects.bulk_create(events)
        head.save(update_fields=["number", "hash"])
    return events


def escaped(text: str, longest: int) -> str:
    """The text with control and direction characters spelled out, cut to a column's length."""
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)[:longest]


def chained(event: AuditEvent) -> str:
    """The hash of an event and, through `previous`, of all before it; keyed, so that the database alone forges none."""
    parts = [event.number, _stamp(event.at), event.who, event.act, event.what, str(event.outcome), event.previous]
    return hmac.new(keys.derived("audit", keys.first("audit"), "chain"), json.dumps(parts).encode(), sha256).hexdigest()


def breaks() -> Iterator[str]:
    """Everything that is wrong with the chain, in words; nothing when it is whole."""
    number, previous = 0, START
    for event in AuditEvent.objects.order_by("number").iterator():
        number += 1
        if event.number != number:
            yield f"event {number} is missing"
            number = event.number
        if event.previous != previous or event.hash != chained(event):
            yield f"event {event.number} was changed or put in"
        previous = event.hash
    head = AuditHead.objects.filter(pk=1).first() or AuditHead()
    if (head.number, head.hash) != (number, previous):
        yield f"the log ends at event {number}, its head says {head.number}"


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
