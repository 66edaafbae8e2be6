"""Bringing terms of a file in: what is new or changed is stored, what is wrong is named, the rest is left as it is.

A file adds and changes. Of a language that a term of the file has words in, the file's words are the words; of other
languages, and of anything that the file does not speak of, the site keeps what it has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from vocabulary import replaced
from vocabulary.models import AliasCode, Concept, Label, LabelKind, Note, Related, SameElsewhere, Status
from vocabulary.places import fold
from vocabulary.skos import store
from vocabulary.skos.checking import Here, check
from vocabulary.skos.nodes import Nodes
from vocabulary.skos.reading import read
from vocabulary.skos.records import Fault, Record, Said


@dataclass
class Report:
    """What became of each term of a file."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many terms were refused."""
        return len({fault.record for fault in self.faults})


def take(nodes: Nodes, scheme: str = "", user: Any = None, *, rehearsal: bool = False) -> Report:
    """Store what may be stored; a rehearsal does the same and takes it back. Raises UnreadableError."""
    reading = read(nodes, scheme)
    with transaction.atomic():
        here = store.here()
        sound, faults = check(reading.records, here)
        report = Report(faults=[*reading.faults, *faults])
        _Taking(here, report, None if rehearsal else user).run(sound)
        transaction.set_rollback(rehearsal)
        if not rehearsal:
            transaction.on_commit(replaced.hand_out)
    return report


class _Taking:
    """One run over sound terms."""

    def __init__(self, here: Here, report: Report, user: Any) -> None:
        self.here, self.report, self.user = here, report, user
        self.rows = {(row.scheme, row.code): row for row in Concept.objects.all()}
        self.below: dict[type[Any], dict[int, list[Any]]] = {}
        for model in (Label, Note, AliasCode, SameElsewhere, Related):
            held: dict[int, list[Any]] = defaultdict(list)
            for row in model._default_manager.order_by("pk"):
                held[row.concept_id].append(row)
            self.below[model] = held

    def run(self, sound: Iterable[Record]) -> None:
        """New terms first: others may lie below them."""
        todo = [record for record in sound if record.key not in self.here.merged]
        self.report.same += [record.name for record in sound if record.key in self.here.merged]
        new = {record.key for record in todo} - set(self.rows)
        for record in todo:
            if record.key in new:
                self.rows[record.key] = Concept.objects.create(scheme=record.key[0], code=record.key[1])
        changed = {record.key: self._write(record) for record in todo}
        # When all have their names: a tie is kept from both sides, and belongs to both.
        for record in todo:
            if self._tie(record):
                changed[record.key] = True
        for record in todo:
            is_new = record.key in new
            title = self.report.added if is_new else self.report.changed if changed[record.key] else self.report.same
            title.append(record.name)
            if is_new or changed[record.key]:
                row = self.rows[record.key]
                row.save()
                log(instance=row, action="wagtail.create" if is_new else "wagtail.edit", user=self.user)

    def _write(self, record: Record) -> bool:
        """Everything but ties; whether something changed."""
        row = self.rows[record.key]
        before = (row.broader_id, row.status, row.order, row.replaced_by_id)
        if record.broader:
            row.broader = self.rows[self.here.today((record.key[0], record.broader))]
        if record.order is not None:
            row.order = record.order
        if record.archived is not None:
            row.status = Status.ARCHIVED if record.archived else Status.ACTIVE
        if record.replaced_by:
            row.replaced_by = self.rows[self.here.today((record.key[0], record.replaced_by))]
            row.status = Status.ARCHIVED
        changed = before != (row.broader_id, row.status, row.order, row.replaced_by_id)
        changed |= self._words(row, record.words)
        changed |= self._notes(row, record.notes)
        changed |= self._add(AliasCode, row, "code", record.codes, scheme=row.scheme)
        return changed | self._add(SameElsewhere, row, "address", record.elsewhere)

    def _words(self, row: Concept, words: Iterable[Said]) -> bool:
        wanted: dict[str, dict[str, str]] = defaultdict(dict)
        for each in words:
            wanted[each.language][each.text] = each.kind
        there = [label for label in self.below[Label][row.pk] if label.language in wanted]
        gone = [label for label in there if label.text not in wanted[label.language]]
        other = [label for label in there if wanted[label.language].get(label.text, label.kind) != label.kind]
        has = {(label.language, label.text) for label in there}
        more = [
            Label(concept=row, language=language, kind=kind, text=text, key=fold(text)[:200])
            for language, texts in wanted.items()
            for text, kind in texts.items()
            if (language, text) not in has
        ]
        Label.objects.filter(pk__in=[label.pk for label in gone]).delete()
        for label in other:
            label.kind = wanted[label.language][label.text]
        # Names last: a language has one at any moment.
        for label in sorted(other, key=lambda label: label.kind == LabelKind.PREFERRED):
            Label.objects.filter(pk=label.pk).update(kind=label.kind)
        Label.objects.bulk_create(more)
        return bool(gone or other or more)

    def _notes(self, row: Concept, notes: Iterable[Said]) -> bool:
        there = {(note.language, note.kind): note for note in self.below[Note][row.pk]}
        changed = False
        for said in notes:
            note = there.get((said.language, said.kind)) or Note(concept=row, language=said.language, kind=said.kind)
            if note.text != said.text:
                note.text, changed = said.text, True
                note.save()
        return changed

    def _add(self, model: type[Any], row: Concept, name: str, values: Iterable[str], **more: str) -> bool:
        has = {getattr(each, name) for each in self.below[model][row.pk]}
        new = [model(concept=row, **{name: value}, **more) for value in values if value not in has]
        model._default_manager.bulk_create(new)
        return bool(new)

    def _tie(self, record: Record) -> bool:
        row = self.rows[record.key]
        has = {each.other_id for each in self.below[Related][row.pk]}
        others = {self.rows[self.here.today(other)].pk for other in record.related} - has - {row.pk}
        for other in sorted(others):
            Related.objects.get_or_create(concept=row, other_id=other)
        return bool(others)
