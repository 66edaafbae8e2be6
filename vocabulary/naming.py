"""What editors call a term: its name in their language."""

from __future__ import annotations

from django.utils.translation import get_language

from hub import languages
from hub.once import once
from vocabulary import store
from vocabulary.models import Concept


def names() -> store.Labels:
    """All names in the language of whoever looks."""
    language = get_language() or languages.DEFAULT.code
    return once(("names of terms", language), lambda: store.labels(language))


def name(concept: Concept) -> str:
    """The name of one term; its code where it has none."""
    return names().get((concept.scheme, concept.code), concept.code)


def name_of_broader(concept: Concept) -> str:
    """The name of the term above it; nothing where there is none."""
    return name(concept.broader) if concept.broader else ""
