"""A changed record becomes rows, live and in the draft that somebody may be working on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from trainers import records
from trainers.importing import running, writing, writing_trainers
from trainers.models import Trainer
from trainers.own import fields

SCALARS: Final = ("display_name", "is_alias", "base_country", "max_group_size")
# Fields of the record and the relations of a draft that hold them.
ROWS: Final = {
    "languages": "languages",
    "topics": "topics",
    "at_risk_groups": "at_risk_groups",
    "worked_in": "worked_in",
    "summary": "summaries",
    "formats": "formats",
}


def record_of(trainer: Trainer) -> fields.Record:
    """Everything about a trainer as it stands, read anew."""
    return records.trainer(Trainer.objects.whole().get(pk=trainer.pk))


def apply(trainer: Trainer, changed: Mapping[str, Any], today: dt.date | None = None) -> None:
    """Write these fields, with all that hangs on them, or nothing. Raises importing.writing.MissingReferenceError."""
    with transaction.atomic():
        row = Trainer.objects.select_for_update().get(pk=trainer.pk)
        record = record_of(row)
        for field, wanted in changed.items():
            record = fields.put(record, field, wanted)
        if today is not None:
            record["last_review"] = today.isoformat()
        draft = row.get_latest_revision_as_object() if row.has_unpublished_changes else None
        written = writing_trainers.trainer(record, row, running.links())
        writing.keep_revision(written, live=record["published"])
        if draft is not None:
            _into_draft(draft, written, changed)


def _into_draft(draft: Any, written: Trainer, changed: Mapping[str, Any]) -> None:
    for field in changed:
        if field in SCALARS:
            setattr(draft, field, getattr(written, field))
        elif field == "organisation":
            draft.organisation_id = written.organisation_id
        elif field in ROWS:
            getattr(draft, ROWS[field]).set(list(getattr(written, ROWS[field]).all()))
    draft.save_revision(clean=False)
