"""What a run would do, without doing it."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from resources.importing.faults import Fault, other_kind, reason_of
from resources.importing.library import Library
from resources.importing.plan import Entry, Plan
from resources.importing.report import Outcome, Report
from resources.importing.writing import Writer


def predict(plan: Plan, library: Library, writer: Writer, report: Report, *, take_theirs: bool) -> None:
    """Say of each file what a run would make of it; nothing is written."""
    writer.to_come = plan.keys()
    for resource in plan.resources:
        for entry in plan.of(resource):
            try:
                outcome, reason = _outcome(entry, library, writer, take_theirs=take_theirs), ""
            except (Fault, ValidationError) as error:
                outcome, reason = Outcome.FAILED, reason_of(error)
            report.add(outcome, entry.source.path, reason)


def _outcome(entry: Entry, library: Library, writer: Writer, *, take_theirs: bool) -> Outcome:
    row = library.pages.get(entry.key)
    if entry.front is None:
        return Outcome.UNCHANGED
    if row is not None and row.kind != entry.front.kind:
        raise other_kind(entry.front.kind, row.kind)
    text = writer.text(entry)
    if row is None or row.is_shell:
        return Outcome.CREATED
    if writer.says_the_same(library.page(entry.key), text):
        return Outcome.UNCHANGED
    return Outcome.CONFLICT if library.edited_here(entry.key) and not take_theirs else Outcome.UPDATED
