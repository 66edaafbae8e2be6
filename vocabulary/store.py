"""The vocabulary as plain values, one query each."""

from __future__ import annotations

from hub import languages
from vocabulary import replaced
from vocabulary.models import AliasCode, Concept, Label, LabelKind, Scheme
from vocabulary.tree import Broader

Labels = dict[tuple[str, str], str]


def labels(language: str) -> Labels:
    """The name of each term, keyed by list and code, in the first language of the reader's chain that has one.

    A term that was merged into another has the other's name.
    """
    chain = [step.code for step in languages.chain(language)]
    rows = Label.objects.filter(kind=LabelKind.PREFERRED, language__in=chain)
    found: Labels = {}
    for scheme, code, _language, text in sorted(
        rows.values_list("concept__scheme", "concept__code", "language", "text"),
        key=lambda row: chain.index(row[2]),
    ):
        found.setdefault((scheme, code), text)
    for scheme, codes_ in replaced.current().items():
        for old, new in codes_.items():
            if (scheme, new) in found:
                found[scheme, old] = found[scheme, new]
    return found


def interface_labels(language: str) -> Labels:
    """The same for words that belong to the interface: facets and facts."""
    return labels(languages.interface(language).code)


def broader(scheme: str = Scheme.TOPIC) -> Broader:
    """Each term of a list with the one above it, in their order."""
    rows = Concept.objects.of(scheme).order_by("order", "code")
    return dict(rows.values_list("code", "broader__code"))


def codes(scheme: str) -> tuple[str, ...]:
    """The terms of a list that may be chosen, in their order."""
    return tuple(Concept.objects.of(scheme).in_use().order_by("order", "code").values_list("code", flat=True))


def known(scheme: str) -> tuple[str, ...]:
    """The terms of a list that texts may have, archived ones included, in their order."""
    rows = Concept.objects.of(scheme).filter(replaced_by=None).order_by("order", "code")
    return tuple(rows.values_list("code", flat=True))


def keys(scheme: str) -> dict[str, int]:
    """The row of each code of a list: other codes for a term, and those merged into it, lead to it."""
    aliases = dict(AliasCode.objects.filter(scheme=scheme).values_list("code", "concept_id"))
    rows = Concept.objects.of(scheme).values_list("code", "pk", "replaced_by_id")
    return {**aliases, **{code: instead or pk for code, pk, instead in rows}}


def rows(scheme: str) -> dict[str, Concept]:
    """The same as rows, for whoever ties something to a term."""
    found = Concept.objects.of(scheme).select_related("replaced_by")
    return {row.code: row.replaced_by or row for row in found}
