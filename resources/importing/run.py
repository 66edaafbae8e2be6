"""An import from beginning to end: plan, shells, then one transaction for each resource.

Killed at any moment, the next run finds whole resources, or shells that it fills; it makes nothing twice
because every page is found by its resource's id and language, every picture by its content.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hub import outbox
from hub.wording import worded
from resources.importing import plan as planning
from resources.importing.chapters import put_in_order
from resources.importing.faults import Fault, other_kind, reason_of
from resources.importing.folder import Edition, SourceResource, scan
from resources.importing.headings import Headings
from resources.importing.indexing import Indexing
from resources.importing.keeping import Published
from resources.importing.library import Library
from resources.importing.lock import alone
from resources.importing.pictures import Pictures
from resources.importing.plan import Entry, Plan
from resources.importing.predicting import predict
from resources.importing.report import Line, Outcome, Report
from resources.importing.shells import Shells
from resources.importing.writing import Writer
from resources.models import ImportRecord, ResourcePage
from resources.texts import PageText

logger = logging.getLogger(__name__)


def import_folder(
    root: Path,
    *,
    dry_run: bool = False,
    take_theirs: bool = False,
    moved_by: dt.timedelta = dt.timedelta(0),
    keeping: Published | None = None,
    hear: Callable[[Line], None] = lambda _line: None,
) -> Report:
    """Bring a folder of resources into the library; the report says what became of each file.

    `moved_by` is added to every date of the files: a sample stays as fresh as on the day it was written.
    `keeping` says how texts are kept, and by whom; else they are published.
    Raises Fault where the folder is none, or another import is running.
    """
    with nullcontext() if dry_run else alone():
        one = _prepared(root, Report(hear=hear), keeping or Published(), dry_run=dry_run, take_theirs=take_theirs)
        one.writer.moved_by = moved_by
        one.run()
        one.report_missing()
        return one.report


def _prepared(root: Path, report: Report, keeping: Published, *, dry_run: bool, take_theirs: bool) -> Import:
    folder = scan(root, settings.LANGUAGE_CODE)
    report.notices += folder.notices
    for failed in folder.failed:
        report.add(Outcome.FAILED, failed.path, failed.words)
    library, pictures = keeping.library(), Pictures(root, dry_run=dry_run)
    plan = planning.make(folder, library, pictures, report)
    keeping.sift(plan, library, report)
    mark = hashlib.sha256(str(root.resolve()).encode()).hexdigest()
    present = {source.path for source in folder.files()} | {each.path for each in folder.failed}
    return Import(plan, library, pictures, report, mark, present, keeping, dry_run=dry_run, take_theirs=take_theirs)


@dataclass
class Import:
    """One run over a plan."""

    plan: Plan
    library: Library
    pictures: Pictures
    report: Report
    mark: str
    present: set[str]
    keeping: Published
    dry_run: bool
    take_theirs: bool
    records: list[ImportRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The helpers share what is known of the site."""
        self.shells = Shells(self.library, self.keeping.user)
        self.writer = Writer(self.library, self.pictures, self.report, self.keeping)
        self.writer.linked = Headings(self.library, self.take_theirs, self.plan.by_key())
        self.indexing = Indexing()

    def run(self) -> None:
        """Make shells, then write, resource by resource."""
        if self.dry_run:
            predict(self.plan, self.library, self.writer, self.report, take_theirs=self.take_theirs)
            return
        with outbox.paused(), self.keeping.indexed(self.indexing):
            for resource in self.plan.resources:
                absent = [entry for entry in self.plan.of(resource) if entry.key not in self.library.pages]
                with transaction.atomic() if absent else nullcontext():
                    for entry in absent:
                        if entry.source.path in self.plan.entries:
                            self._one(entry, self.shells.make)
            for resource in self.plan.resources:
                self._resource(resource)

    def _resource(self, resource: SourceResource) -> None:
        entries = self.plan.of(resource)
        if all(entry.front is None and not self._is_renamed(entry) for entry in entries):
            for entry in entries:
                self.report.add(Outcome.UNCHANGED, entry.source.path)
            return
        with transaction.atomic():
            for entry in entries:
                if entry.source.path in self.plan.entries:
                    self._one(entry, self._write)
            for edition in resource.editions:
                self._order(edition)
            self._store_records()
            self.indexing.catch_up()
        self.writer.next_resource()

    def _one(self, entry: Entry, act: Callable[[Entry], None]) -> None:
        """Do one thing for one file; if it fails, that file fails alone."""
        before = self.library.pages.get(entry.key)
        try:
            with transaction.atomic():
                act(entry)
        except Exception as error:
            if not isinstance(error, Fault | ValidationError):
                logger.exception("import of %s failed", entry.source.path)
            if before:
                self.library.pages[entry.key] = before
            self._fail(entry, reason_of(error))

    def _fail(self, entry: Entry, reason: str) -> None:
        self.pictures.forget()
        self.writer.documents.forget()
        self.shells.undo(entry)
        self.plan.entries.pop(entry.source.path, None)
        self.report.add(Outcome.FAILED, entry.source.path, reason)
        below = f"{entry.source.resource_id}/"
        for path, other in list(self.plan.entries.items()):
            if other.key[1] == entry.key[1] and other.key[0].startswith(below) and other.key not in self.library.pages:
                del self.plan.entries[path]
                self.report.add(Outcome.FAILED, path, worded(_("its manual failed (%(path)s)"), path=entry.source.path))

    def _write(self, entry: Entry) -> None:
        if entry.front is None:
            self._note(entry, Outcome.UNCHANGED)
            return
        shell = self.shells.made.get(entry.key)
        row = self.library.pages[entry.key]
        page = shell or self.library.page(entry.key)
        if row.kind != entry.front.kind:
            raise other_kind(entry.front.kind, row.kind)
        text = self.writer.text(entry)
        if row.is_shell:
            self._publish(entry, page, text, Outcome.CREATED)
        elif self.writer.says_the_same(page, text):
            self._note(entry, Outcome.UNCHANGED)
        elif self.library.edited_here(entry.key) and not self.take_theirs:
            self._conflict(entry, page, text)
        else:
            self._publish(entry, page, text, Outcome.UPDATED)

    def _publish(self, entry: Entry, page: ResourcePage, text: PageText, outcome: Outcome) -> None:
        self.writer.write(entry, page, text, is_new=outcome is Outcome.CREATED)
        self.indexing.add(page)
        self.shells.made.pop(entry.key, None)
        self._note(entry, outcome)

    def _conflict(self, entry: Entry, page: ResourcePage, text: PageText) -> None:
        """Both versions stay: the page as it is, the file's in its history."""
        record = self.library.record(entry.key)
        if record is None or entry.digest not in {record.digest, record.kept}:
            draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
            self.writer.keep_beside(entry, draft, text)
            record = record or ImportRecord(page_id=page.pk, path=entry.source.path, folder=self.mark)
            record.kept = entry.digest
            self.records.append(record)
        edited, unpublished = (
            _("the page was edited here since its last import"),
            _("the page was taken off the site here since its last import"),
        )
        self.report.add(Outcome.CONFLICT, entry.source.path, edited if page.live else unpublished)

    def _note(self, entry: Entry, outcome: Outcome) -> None:
        """Remember what this file wrote, and report it."""
        row, record = self.library.pages[entry.key], self.library.record(entry.key)
        digest = entry.digest if entry.front or record is None else record.digest
        wanted = (row.pk, entry.source.path, digest, row.latest_revision, self.mark)
        if record is None or wanted != (record.page_id, record.path, record.digest, record.revision_id, record.folder):
            names = ("page_id", "path", "digest", "revision_id", "folder")
            self.records.append(ImportRecord(**dict(zip(names, wanted, strict=True))))
        self.report.add(outcome, entry.source.path)

    def _store_records(self) -> None:
        fields = ["path", "digest", "revision", "folder", "kept"]
        ImportRecord.objects.bulk_create(
            self.records, update_conflicts=True, unique_fields=["page"], update_fields=fields
        )
        self.library.records.update({record.page_id: record for record in self.records})
        self.records = []

    def _is_renamed(self, entry: Entry) -> bool:
        record = self.library.record(entry.key)
        return record is not None and record.path != entry.source.path

    def _order(self, edition: Edition) -> None:
        """Chapters stand in the order of their file names; asked only where one is new or renamed."""
        entries = [self.plan.entries[each.path] for each in edition.chapters if each.path in self.plan.entries]
        if any(entry.front or self._is_renamed(entry) for entry in entries):
            put_in_order([self.library.pages[entry.key].pk for entry in entries])

    def report_missing(self) -> None:
        """What this folder had and has no more; nothing is deleted."""
        for _key, row in sorted(self.library.pages.items()):
            record = self.library.records.get(row.pk)
            if record and record.folder == self.mark and record.path not in self.present:
                self.report.add(Outcome.MISSING, record.path, _("is not in the folder any more; its page stays"))
