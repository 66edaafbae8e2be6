"""Terms between the database and the values of SKOS: read in a few queries, stored in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings

from hub.languages import BY_CODE
from vocabulary.models import AliasCode, Concept, Label, LabelKind, Note, Related, SameElsewhere, Scheme, Status
from vocabulary.skos import jsonld, turtle
from vocabulary.skos.checking import Here
from vocabulary.skos.nodes import Nodes
from vocabulary.skos.records import Record, Said, nodes

ADDRESS = "/-/vocabulary.jsonld"
FORMS = {"jsonld": jsonld.write, "turtle": turtle.write}
PLACE = {code: place for place, code in enumerate(BY_CODE)}


def write(form: str, schemes: Iterable[str] = (), *, public: bool = False) -> str:
    """The terms of lists, or all, as a document of a form, the same to the letter for the same terms."""
    return FORMS[form](as_nodes(records(schemes, public=public)))


def as_nodes(found: Iterable[Record]) -> Nodes:
    """Terms as nodes with the addresses of this site."""
    return nodes(found, settings.HUB_URL + ADDRESS)


def records(schemes: Iterable[str] = (), *, public: bool = False) -> list[Record]:
    """The terms with all that belongs to them, in their order, in six queries.

    To the public go those in use, and what merged ones lead to; no word that is kept for searching alone.
    """
    chosen = [scheme for scheme in Scheme.values if scheme in set(schemes or Scheme.values)]
    rows = Concept.objects.filter(scheme__in=chosen).select_related("broader", "replaced_by")
    if public:
        rows = rows.exclude(status=Status.ARCHIVED, replaced_by=None)
    held = _held(chosen, public=public)
    shown = {(row.scheme, row.code) for row in rows}
    ordered = sorted(rows, key=lambda row: (chosen.index(row.scheme), row.order, row.code))
    return [_record(row, held[row.pk], shown if public else None) for row in ordered]


def _held(chosen: Sequence[str], *, public: bool) -> dict[int, dict[str, list[Any]]]:
    held: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    words = Label.objects.filter(concept__scheme__in=chosen)
    if public:
        words = words.exclude(kind=LabelKind.HIDDEN)
    for pk, *said in words.order_by("pk").values_list("concept", "language", "kind", "text"):
        held[pk]["words"].append(Said(*said))
    notes = Note.objects.filter(concept__scheme__in=chosen).order_by("pk")
    for pk, *said in notes.values_list("concept", "language", "kind", "text"):
        held[pk]["notes"].append(Said(*said))
    aliases = AliasCode.objects.filter(concept__scheme__in=chosen).order_by("code")
    for pk, code in aliases.values_list("concept", "code"):
        held[pk]["codes"].append(code)
    ties = Related.objects.filter(concept__scheme__in=chosen).order_by("other__scheme", "other__code")
    for pk, scheme, code in ties.values_list("concept", "other__scheme", "other__code"):
        held[pk]["related"].append((scheme, code))
    same = SameElsewhere.objects.filter(concept__scheme__in=chosen).order_by("address")
    for pk, address in same.values_list("concept", "address"):
        held[pk]["elsewhere"].append(address)
    return held


def _record(row: Concept, held: dict[str, list[Any]], shown: set[tuple[str, str]] | None) -> Record:
    """A tie to a term that does not go along is left out where the public looks."""
    broader = row.broader.code if row.broader else ""
    return Record(
        key=(row.scheme, row.code),
        order=row.order,
        archived=row.status == Status.ARCHIVED,
        replaced_by=row.replaced_by.code if row.replaced_by else "",
        broader=broader if shown is None or (row.scheme, broader) in shown else "",
        related=tuple(each for each in held["related"] if shown is None or each in shown),
        words=tuple(sorted(held["words"], key=lambda said: PLACE.get(said.language, len(PLACE)))),
        notes=tuple(sorted(held["notes"], key=lambda said: (PLACE.get(said.language, len(PLACE)), said.kind))),
        codes=tuple(held["codes"]),
        elsewhere=tuple(held["elsewhere"]),
    )


def here() -> Here:
    """What the site has, as far as a file must fit to it."""
    rows = Concept.objects.values_list("scheme", "code", "broader__code", "replaced_by__code")
    broader = {(scheme, code): above or "" for scheme, code, above, _merged in rows}
    merged = {(scheme, code): into for scheme, code, _above, into in rows if into}
    aliases = AliasCode.objects.values_list("scheme", "code", "concept__code")
    named = Label.objects.filter(kind=LabelKind.PREFERRED).values_list("concept__scheme", "concept__code")
    return Here(
        broader,
        merged,
        frozenset((scheme, code) for scheme, code in named.distinct()),
        {(scheme, code): concept for scheme, code, concept in aliases},
    )
