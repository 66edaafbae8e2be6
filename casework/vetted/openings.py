"""What was opened as a vetted organisation: by day, sealed, and with an end for one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from casework.envelopes import Key, Place, seal, unseal
from casework.models import Case, VettedOpening
from casework.opening import Opened
from casework.states import ACTIVE
from casework.vetted import marking
from hub.sealing import Ciphertext

# Enough to choose a trainer, too little to copy a directory.
MOST_A_DAY: Final = 150
MOST_TOLD: Final = 50
DIRECTORY: Final = "directory"


class NotVetted(LookupError):
    """The desk has not marked the case, or has taken it back, or the case has ended."""


class EnoughForToday(Exception):
    """So much was opened today that it waits until tomorrow."""


@dataclass(frozen=True)
class Seen:
    """Something that was opened, on which day: the directory, or an entry by its kind and id."""

    on: dt.date
    kind: str
    id: str


def record(opened: Opened, what: str, today: dt.date) -> None:
    """Let a requester see something, and keep that they did: with the day and no time.

    `what` is DIRECTORY, or a kind and an id (`trainer:mara`). Raises NotVetted, EnoughForToday.
    """
    with transaction.atomic():
        rows = Case.objects.select_for_update(of=("self",)).filter(pk=opened.case.pk, state__in=ACTIVE)
        case = rows.first()
        if case is None or marking.held(case) is None:
            raise NotVetted
        if case.vetted_openings.filter(on=today).count() >= MOST_A_DAY:
            raise EnoughForToday
        last = case.vetted_openings.order_by("-number").values_list("number", flat=True).first() or 0
        row = VettedOpening(case=case, number=last + 1, on=today)
        row.body = Ciphertext(seal(opened.key, what, _place(row)))
        row.save()


def seen(case: Case, key: Key) -> Iterator[Seen]:
    """What was opened, the last first. Raises hub.sealing.CannotBeOpened."""
    for row in case.vetted_openings.order_by("-number")[:MOST_TOLD]:
        kind, _colon, identifier = unseal(key, row.body, _place(row)).partition(":")
        yield Seen(row.on, kind, identifier)


def _place(row: VettedOpening) -> Place:
    return Place(str(row.case_id), row._meta.label_lower, str(row.pk), "body")
