"""Concepts with their words, notes, other codes and ties; and which language comes next to which."""

from vocabulary.models.aliases import AliasCode, SameElsewhere
from vocabulary.models.concepts import CODE, Concept, ConceptQuerySet, Scheme, Status
from vocabulary.models.fallbacks import Fallback
from vocabulary.models.labels import Label, LabelKind, Note, NoteKind
from vocabulary.models.related import Related

__all__ = [
    "CODE",
    "AliasCode",
    "Concept",
    "ConceptQuerySet",
    "Fallback",
    "Label",
    "LabelKind",
    "Note",
    "NoteKind",
    "Related",
    "SameElsewhere",
    "Scheme",
    "Status",
]
