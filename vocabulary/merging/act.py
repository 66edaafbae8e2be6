"""Merging one term into another, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import Page

from vocabulary import replaced
from vocabulary.merging import stored, uses
from vocabulary.merging.plan import Plan, plan
from vocabulary.models import Concept, Label, Note, Related, SameElsewhere, Status

MERGED = "vocabulary.merge"


class CannotMergeError(Exception):
    """The two cannot be one, or changed since somebody looked; the message is for people."""


class ChangedMeanwhileError(CannotMergeError):
    """What was shown before is not what would happen now."""


def merge(old: Concept, new: Concept, user: Any, *, mark: str = "") -> Plan:
    """Make one term of two: all that the first has and all that uses it goes to the other.

    The first stays archived, so that its code, its number and addresses with it lead to the other. Raises
    CannotMergeError; with the mark of a plan ChangedMeanwhileError where the plan would be another now.
    """
    with transaction.atomic():
        both = {each.pk: each for each in Concept.objects.select_for_update().filter(pk__in=[old.pk, new.pk])}
        made = plan(both[old.pk], both[new.pk])
        if made.refused:
            raise CannotMergeError(made.refused)
        if mark and mark != made.mark:
            raise ChangedMeanwhileError
        changed = [(each.use.owner, uses.repoint(each.use, made.old, made.new)) for each in made.used]
        stored.rewrite(made.old, made.new)
        uses.repoint_references(made.old, made.new)
        _tell(changed)
        _move_words(made)
        _move_place(made)
        _keep(made)
        log(instance=made.new, action=MERGED, user=user, data={"from": made.old.code, "into": made.new.code})
        log(instance=made.old, action=MERGED, user=user, data={"from": made.old.code, "into": made.new.code})
        transaction.on_commit(replaced.hand_out)
    return made


def _tell(changed: Iterable[tuple[type[Model], set[int]]]) -> None:
    """Saved once more, so that whoever listens knows; pages are told by their term."""
    for model, rows in changed:
        if not issubclass(model, Page):
            for row in model._base_manager.filter(pk__in=rows):
                row.save()


def _move_words(made: Plan) -> None:
    Label.objects.filter(pk__in=[label.pk for label in made.doubled]).delete()
    for label, kind in made.moves:
        label.kind, label.concept = kind, made.new
    Label.objects.bulk_update([label for label, _kind in made.moves], ["kind", "concept"])
    for label, kind in made.shown_more:
        label.kind = kind
    Label.objects.bulk_update([label for label, _kind in made.shown_more], ["kind"])
    # A second note of a kind has no place at the other: it stays where it was said.
    Note.objects.filter(pk__in=[note.pk for note in made.notes]).update(concept=made.new)


def _move_place(made: Plan) -> None:
    """Terms below, codes, ties and addresses."""
    old, new = made.old, made.new
    Concept.objects.filter(broader=old).exclude(pk=new.pk).update(broader=new)
    Concept.objects.filter(replaced_by=old).update(replaced_by=new)
    old.aliases.all().update(concept=new)
    Related.objects.filter(concept=old).delete()
    Related.objects.filter(other=old).delete()
    for other in made.related:
        Related.objects.get_or_create(concept=new, other=other)
    there = set(new.elsewhere.values_list("address", flat=True))
    SameElsewhere.objects.filter(concept=old).exclude(address__in=there).update(concept=new)


def _keep(made: Plan) -> None:
    """Saved one by one and last: whoever listens finds everything in its new place."""
    old, new = (Concept.objects.get(pk=each.pk) for each in (made.old, made.new))
    old.status, old.replaced_by, old.broader = Status.ARCHIVED, new, None
    old.save()
    if made.broader is not None:
        new.broader = made.broader
    new.save()
