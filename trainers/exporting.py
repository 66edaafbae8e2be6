"""The whole directory as one document in its file format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from trainers import records
from trainers.importing import extras
from trainers.importing.reading import SCHEMA
from trainers.models import Desk, Organisation, Trainer


def document(as_of: dt.date, licence: str) -> dict[str, Any]:
    """Everything, in the order it came in."""
    return {
        "schema": SCHEMA,
        "licence": licence,
        "as_of": as_of.isoformat(),
        "desks": _all(records.desk, Desk.objects.for_page()),
        "organisations": _all(records.organisation, Organisation.objects.for_page()),
        "trainers": _all(records.trainer, Trainer.objects.whole()),
    }


def _all(record: Callable[[Any], dict[str, Any]], rows: QuerySet[Any]) -> list[dict[str, Any]]:
    found = rows.prefetch_related("channels", "sayings").order_by("pk")
    return [{**record(row), **extras.read(row)} for row in found]
