"""What merging one term into another would change, said before it is done."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hub.stamps import stamp
from vocabulary.merging import uses
from vocabulary.models import Concept, Label, LabelKind, Note, Related
from vocabulary.tree import above

SHOWN_FIRST = (LabelKind.PREFERRED, LabelKind.SYNONYM, LabelKind.HIDDEN)


class Move(NamedTuple):
    """A word of the first term, and what it becomes at the other."""

    label: Label
    kind: str


@dataclass(frozen=True)
class Used:
    """Where the first term is used, how often, and how often beside the other."""

    use: uses.Use
    count: int
    doubled: int

    @property
    def title(self) -> str:
        """As editors know it."""
        return capfirst(str(self.use.owner._meta.verbose_name_plural))


@dataclass
class Plan:
    """All of it; `refused` says why it cannot be, and then nothing is done."""

    old: Concept
    new: Concept
    refused: str = ""
    moves: list[Move] = field(default_factory=list)
    doubled: list[Label] = field(default_factory=list)
    shown_more: list[Move] = field(default_factory=list)  # words of the other that become visible
    second_names: list[tuple[Label, Label]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    notes_left: list[Note] = field(default_factory=list)
    narrower: list[Concept] = field(default_factory=list)
    broader: Concept | None = None
    related: list[Concept] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    used: list[Used] = field(default_factory=list)
    mark: str = ""  # another as soon as anything that the plan is made from changes


def plan(old: Concept, new: Concept) -> Plan:
    """What would happen to the first, the other, and all that uses the first."""
    made = Plan(old, new, _refusal(old, new))
    if made.refused:
        return made
    _words(made)
    _notes(made)
    made.narrower = list(old.narrower.all())
    made.broader = old.broader if new.broader_id is None and _may_lie_below(new, old.broader) else None
    made.related = _ties(made)
    made.codes = [old.code, *old.aliases.values_list("code", flat=True)]
    counted = ((use, use.of(old).count()) for use in uses.every())
    made.used = [Used(use, count, uses.doubled(use, old, new)) for use, count in counted if count]
    state = (stamp(old), stamp(new), [(each.count, each.doubled) for each in made.used])
    made.mark = hashlib.sha256(repr(state).encode()).hexdigest()
    return made


def _refusal(old: Concept, new: Concept) -> str:
    if old.pk == new.pk:
        return _("Choose another term than this one.")
    if old.replaced_by_id:
        return _("This term was merged into another before.")
    if new.replaced_by_id:
        return _("That term was merged into another itself: choose the other.")
    if old.scheme != new.scheme:
        return _("Choose a term of the same list.")
    if old.code in above(new.code, new.parents()):
        return _("That term lies below this one: merging would close a circle. Put it below another term first.")
    return ""


def _may_lie_below(new: Concept, candidate: Concept | None) -> bool:
    return candidate is not None and candidate.pk != new.pk and not new.in_one_line_with(candidate)


def _words(made: Plan) -> None:
    """Each word goes along; a second name in a language becomes another word."""
    there = {(label.language, label.text): label for label in made.new.labels.all()}
    names = {label.language: label for label in there.values() if label.kind == LabelKind.PREFERRED}
    for label in made.old.labels.all():
        own = there.get((label.language, label.text))
        name = names.get(label.language)
        if own is not None:
            made.doubled.append(label)
            if SHOWN_FIRST.index(LabelKind(label.kind)) < SHOWN_FIRST.index(LabelKind(own.kind)):
                kind = _kind(label, own if name is None else name)
                made.shown_more += [Move(own, kind)] if kind != own.kind else []
            continue
        made.moves.append(Move(label, _kind(label, name)))
        if label.kind == LabelKind.PREFERRED and name is not None:
            made.second_names.append((label, name))


def _kind(label: Label, name: Label | None) -> str:
    return str(LabelKind.SYNONYM if label.kind == LabelKind.PREFERRED and name is not None else label.kind)


def _notes(made: Plan) -> None:
    there = {(note.language, note.kind) for note in made.new.notes.all()}
    for note in made.old.notes.all():
        (made.notes_left if (note.language, note.kind) in there else made.notes).append(note)


def _ties(made: Plan) -> list[Concept]:
    """The related terms that the other does not have, and may have."""
    has = set(Related.objects.filter(concept=made.new).values_list("other", flat=True)) | {made.new.pk}
    found = [row.other for row in made.old.related.select_related("other__broader") if row.other_id not in has]
    return [each for each in found if not made.new.in_one_line_with(each)]
