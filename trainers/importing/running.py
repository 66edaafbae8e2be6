"""An import from beginning to end: check, compare with what is here, write record by record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from hub import keys
from trainers import addresses, contradictions, records
from trainers.importing import canonical, desks, extras, format, rules, writing, writing_trainers
from trainers.importing.checks import Check, together
from trainers.importing.reading import Document
from trainers.importing.report import Report
from trainers.importing.writing import Links, MissingReferenceError
from trainers.models import Desk, ImportRecord, Organisation, Trainer
from trainers.models.base import DirectoryEntry
from vocabulary import store
from vocabulary.models import Scheme

Record = dict[str, Any]
Write = Callable[[Any, Any, Links], DirectoryEntry]
REMOVED_HERE = "removed here since its last import; --take-theirs brings it back"
EDITED_HERE = "edited here since its last import; --take-theirs takes the file's"


@dataclass(frozen=True)
class Kind:
    """How one list of the file is checked, compared and written."""

    name: str
    check: Check
    normal: Callable[[dict[str, Any]], dict[str, Any]]
    read: Callable[[Any], dict[str, Any]]
    write: Write
    rows: Any


@dataclass(frozen=True)
class Options:
    """How far dates move, and whose version wins."""

    move_by: dt.timedelta = dt.timedelta()
    take_theirs: bool = False


def fingerprint(record: dict[str, Any]) -> str:
    """A keyed fingerprint: a plain hash would let someone guess at sealed values in a stolen database."""
    return keys.keyed_hash("trainers.import", canonical.as_text(record))


def run(document: Document, options: Options) -> Report:
    """Import a document; each record is written whole or not at all."""
    report, found = Report(), links()
    for kind in _kinds():
        _Run(kind, options, report, found).run(document.records(kind.name))
    return report


def rehearse(document: Document, options: Options) -> Report:
    """Do all of it and take it back: what would happen."""
    with transaction.atomic():
        report = run(document, options)
        transaction.set_rollback(True)
    return report


def links() -> Links:
    """The rows that codes and ids of a file stand for, as they are now."""
    return Links(
        {scheme: store.rows(scheme) for scheme in Scheme.values},
        dict(Desk.objects.values_list("public_id", "pk")),
        dict(Organisation.objects.values_list("public_id", "pk")),
    )


def incomplete(document: Document) -> list[str]:
    """What of a document an import would refuse, such as somebody whose contact nobody has entered yet."""
    return [
        f"{kind.name}/{record['id']}: {fault}"
        for kind in _kinds()
        for record in document.records(kind.name)
        for fault in format.faults(kind.check, record)
    ]


def _kinds() -> tuple[Kind, ...]:
    codes = format.Codes(
        frozenset(store.broader(Scheme.TOPIC)),
        frozenset(store.broader(Scheme.AT_RISK_GROUP)),
        frozenset(store.broader(Scheme.SERVICE)),
        frozenset(store.broader(Scheme.FORMAT)),
    )
    return (
        Kind(
            "desks", _free("desk", format.desk()), canonical.desk, records.desk, writing.desk, Desk.objects.for_page()
        ),
        Kind(
            "organisations",
            _free("organisation", format.organisation(codes)),
            canonical.organisation,
            records.organisation,
            writing.organisation,
            Organisation.objects.for_page(),
        ),
        Kind(
            "trainers",
            _free("trainer", format.trainer(codes)),
            canonical.trainer,
            records.trainer,
            writing_trainers.trainer,
            Trainer.objects.whole(),
        ),
    )


def _free(kind: str, check: Check) -> Check:
    return together(check, rules.at_a_free_address(addresses.taken(kind)))


class _Run:
    """The import of one list."""

    def __init__(self, kind: Kind, options: Options, report: Report, links: Links) -> None:
        self.kind, self.options, self.report, self.links = kind, options, report, links
        self.here = {row.public_id: row for row in kind.rows.prefetch_related("channels", "sayings")}
        self.before = dict(ImportRecord.objects.filter(kind=kind.name).values_list("public_id", "digest"))

    def run(self, given: tuple[Any, ...]) -> None:
        """Check all, decide for each, write what is to be written, and name what the file no longer has."""
        self.report.begin(self.kind.name)
        sound = [record for place, raw in enumerate(given) if (record := self._checked(place, raw))]
        if self.kind.name == "desks":
            sound = self._that_end(sound)
        groups = [sound] if self.kind.name == "desks" else [[record] for record in sound]
        for group in groups:
            self._write([(record, outcome) for record in group if (outcome := self._decided(record))])
        named = {raw["id"] for raw in given if isinstance(raw, dict) and isinstance(raw.get("id"), str)}
        for missing in sorted(self.before.keys() & self.here.keys() - named):
            self.report.absent(self.kind.name, missing)

    def _checked(self, place: int, raw: Any) -> Record | None:
        named = raw.get("id") if isinstance(raw, dict) else None
        name = named if isinstance(named, str) and format.IDENTIFIER.fullmatch(named) else f"[{place}]"
        if wrong := format.faults(self.kind.check, raw):
            self.report.note(self.kind.name, "failed", name, *wrong)
            return None
        try:
            return dict(canonical.moved(raw, self.options.move_by))
        except canonical.DateOutOfRangeError as reason:
            self.report.note(self.kind.name, "failed", name, reason)
            return None

    def _that_end(self, sound: list[Record]) -> list[Record]:
        central = {name for name, row in self.here.items() if row.central}
        kept, wrong = desks.with_someone_behind(sound, frozenset(self.here), frozenset(central))
        for name, fault in wrong:
            self.report.note(self.kind.name, "failed", name, fault)
        return kept

    def _decided(self, wanted: Record) -> str | None:
        name, row = wanted["id"], self.here.get(wanted["id"])
        if row is None and (name not in self.before or self.options.take_theirs):
            return "created"
        if row is None:
            # Somebody who was taken out must not come back because an old file is read again.
            self.report.note(self.kind.name, "conflict", name, REMOVED_HERE)
            return None
        whole = self.kind.normal({**self.kind.read(row), **extras.read(row)})
        stored = extras.only_spoken_of(whole, wanted)
        if stored == self.kind.normal(wanted):
            self.report.note(self.kind.name, "unchanged")
            self._remember(wanted)
            return None
        as_imported = self.before.get(name) in {fingerprint(stored), fingerprint(whole)}
        untouched = as_imported and not row.has_unpublished_changes
        if untouched or self.options.take_theirs:
            return "updated"
        self.report.note(self.kind.name, "conflict", name, EDITED_HERE)
        return None

    def _write(self, group: list[tuple[Record, str]]) -> None:
        try:
            with transaction.atomic():
                written = [(self._written(record), record) for record, _ in group]
                for row, record in written:
                    self._finish(row, record)
        except MissingReferenceError as reason:
            self._failed(group, reason.fault)
        except DatabaseError as reason:
            self._failed(group, f"the database refuses it: {reason}")
        else:
            for record, outcome in group:
                self.report.note(self.kind.name, outcome)
                self._remark(record)

    def _remark(self, record: Record) -> None:
        """Say what in a trainer's record does not fit together: it is stored, and the desk sees it too."""
        if self.kind.name == "trainers":
            whole = self.kind.normal(record)
            for sentence in contradictions.of(whole, timezone.localdate(), contradictions.Codes()):
                self.report.remark(self.kind.name, record["id"], sentence)

    def _written(self, record: Record) -> DirectoryEntry:
        here = self.here.get(record["id"])
        # Read anew: what the comparison had fetched beforehand must not reach the revision.
        row = self.kind.write(record, here and type(here).objects.get(pk=here.pk), self.links)
        extras.write(row, record)
        return row

    def _finish(self, row: DirectoryEntry, record: Record) -> None:
        if isinstance(row, Desk):
            writing.fallbacks(row, record, self.links)
        writing.keep_revision(row, live=record.get("published", True))
        self._remember(record)

    def _failed(self, group: list[tuple[Record, str]], reason: object) -> None:
        for record, _ in group:
            self.report.note(self.kind.name, "failed", record["id"], reason)
            if record["id"] not in self.here:
                # It was taken back: nothing may be tied to a row that is not there.
                getattr(self.links, self.kind.name, {}).pop(record["id"], None)

    def _remember(self, record: Record) -> None:
        mark = fingerprint(self.kind.normal(record))
        if self.before.get(record["id"]) != mark:
            written = ImportRecord(kind=self.kind.name, public_id=record["id"], digest=mark)
            ImportRecord.objects.bulk_create(
                [written], update_conflicts=True, unique_fields=["kind", "public_id"], update_fields=["digest"]
            )
