"""The whole directory as one document in its file format."""

from __future__ import annotations

import datetime as dt
from typing import Any

from trainers import records
from trainers.importing.reading import SCHEMA
from trainers.models import Desk, Organisation, Trainer


def document(as_of: dt.date, licence: str) -> dict[str, Any]:
    """Everything, in the order it came in."""
    return {
        "schema": SCHEMA,
        "licence": licence,
        "as_of": as_of.isoformat(),
        "desks": [records.desk(row) for row in Desk.objects.for_page().order_by("pk")],
        "organisations": [records.organisation(row) for row in Organisation.objects.for_page().order_by("pk")],
        "trainers": [records.trainer(row) for row in Trainer.objects.whole().order_by("pk")],
    }
