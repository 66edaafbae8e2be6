"""Terms of the vocabulary, beside those every site starts with."""

from __future__ import annotations

from vocabulary.models import Concept, Label


def a_term(code: str, scheme: str = "topic", broader: str | None = None, **labels: str) -> Concept:
    """A term with a name in each language given."""
    above = Concept.objects.get(scheme=scheme, code=broader) if broader else None
    concept = Concept.objects.create(scheme=scheme, code=code, broader=above, order=999)
    for language, text in labels.items():
        Label.objects.create(concept=concept, language=language, text=text)
    return concept
