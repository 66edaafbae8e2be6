"""A question in Elasticsearch's words, and its answer as hits. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from zlib import crc32

from search.engines import weights
from search.engines.protocol import Matches, PassageHit, TitleHit
from search.terms import Form, Question

from .layout import PLACES, SCALE, TITLE

# Passages and titles of one language that are looked at, best first.
MOST_HITS = 10_000
ANSWERED = (
    ",".join(
        f"responses.{each}"
        for each in ("status", "error.type", "_shards.failed", "hits.hits._score", "hits.hits.fields")
    )
    + ",responses.hits.hits.matched_queries"
)

Query = dict[str, Any]
# As `_make`, without a call of Python for each of thousands of hits.
_passage, _title = partial(tuple.__new__, PassageHit), partial(tuple.__new__, TitleHit)


def _scaled(fields: weights.Fields) -> Mapping[str, tuple[list[str], Mapping[str, float]]]:
    """For each form of a word its fields with their weights, as one query takes them and as many do."""
    return {form: ([f"{name}^{weight * SCALE:g}" for name, weight in own.items()], own) for form, own in fields.items()}


_PARTS = (_scaled(weights.TEXT), _scaled(weights.NAME))


def _form(form: Form, fields: tuple[list[str], Mapping[str, float]]) -> Query:
    """One form of a term in its own fields: a word, or words side by side."""
    words = " ".join(form.tokens)
    if len(form.tokens) == 1:
        return {"combined_fields": {"query": words, "fields": fields[0]}}
    phrases = [{"match_phrase": {name: {"query": words, "boost": weight}}} for name, weight in fields[1].items()]
    return {"dis_max": {"queries": phrases}}


def _forms(*forms: Form) -> list[Query]:
    return [_form(form, part[form.field]) for form in forms for part in _PARTS]


def body(asked: Question) -> Query:
    """Everything with any of the terms; each hit names those that it has."""
    should: list[Query] = [
        {"bool": {"should": _forms(*term.forms), "boost": term.weight, "_name": str(bit)}}
        for bit, term in enumerate(asked.looked_for)
    ]
    hints = [query for form in asked.hints for query in _forms(form)]
    if hints:
        should.append({"bool": {"should": hints, "boost": weights.HINT}})
    return {
        "query": {"bool": {"should": should}},
        "size": MOST_HITS,
        "stored_fields": "_none_",
        "docvalue_fields": ["unit", "ticket"],
        "track_total_hits": False,
    }


def sign(asked: Question) -> int:
    """The same number for the same words, on whichever host."""
    words = (word for term in asked.looked_for for form in term.forms for word in form.tokens)
    return crc32(" ".join(words).encode("utf-8", "replace"))


def matches(found: Matches, hits: list[Query], tickets: Mapping[int, int]) -> tuple[Matches, bool]:
    """The hits of one language, without those of other writers than the facts are of; True where a later one wrote."""
    newer, masks = False, _Masks()
    # Thousands of hits: whatever can be is looked up once for all.
    known, passage, title = tickets.get, found.passages.append, found.titles.append
    for hit in hits:
        fields = hit["fields"]
        number, ticket = fields["unit"][0], fields["ticket"][0]
        page = number // PLACES
        current = known(page, 0)
        if ticket != current:
            newer |= ticket > current
            continue
        # A hit that has a hint alone names no term.
        mask = masks[tuple(hit["matched_queries"])] if "matched_queries" in hit else 0
        if number % PLACES == TITLE:
            title(_title((page, mask, hit["_score"])))
        else:
            passage(_passage((page, number, mask, hit["_score"])))
    return found, newer


class _Masks(dict[tuple[str, ...], int]):
    """The bits of the terms that a hit names: of thousands of hits a few dozen differ."""

    def __missing__(self, names: tuple[str, ...]) -> int:
        self[names] = mask = sum(1 << int(bit) for bit in names)
        return mask
