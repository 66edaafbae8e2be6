"""Reading the public directory into memory, and the rows that a page shows of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from trainers import public
from trainers import showing as showings
from trainers.houses import House, Houses
from trainers.keeping import Keeper
from trainers.models import Organisation, Trainer
from trainers.offers import Named
from trainers.public import Audience, ListedTrainer
from trainers.shelf import Shelf, Shelved
from trainers.showing import BELOW, Places, Row, Showing, Terms
from vocabulary.kept import kept
from vocabulary.models import Scheme

COLUMNS = ("pk", "public_id", "display_name", "last_review", "vouching__until", "base_country", "organisation_id")
# When a trainer can be had: the columns, each with the field whose tier it has.
TERMS = {
    "availability__timezone": "availability",
    "terms__hours_per_quarter": "capacity",
    "terms__committed_hours": "capacity",
    "terms__accepts": "accepts",
    "terms__accompaniment_hours_per_month": "accompaniment_hours_per_month",
}
TIERED = ("base_country", "organisation", "summary", *BELOW, *dict.fromkeys(TERMS.values()))
# So many trainers are read at once where a list is written to its end.
CHUNK = 250


def read(today: dt.date, version: tuple[str, ...] = (), audience: Audience = Audience.ANYONE) -> Shelf:
    """The directory as it is now, as somebody may see it: eleven queries."""
    columns = (*COLUMNS, *TERMS, *(f"tiers__{field}" for field in TIERED))
    rows = list(public.trainers_for(audience, today).order_by("pk").values_list(*columns))
    shown = _places(rows, audience)
    showing = showings.read({**shown, **dict.fromkeys(showings.TIMES, shown["availability"])})
    named = public.organisations_for(audience).values_list("pk", "public_id", "name")
    homes = {key: Named(public_id, name) for key, public_id, name in named}
    entries = [_shelved(row, shown, showing, homes, today) for row in rows]
    held = {**showing.holders(), "based_in": _based_in(entries)}
    return Shelf(entries, held, kept().broader(Scheme.TOPIC), today, version)


def _places(rows: Sequence[Row], audience: Audience) -> dict[str, dict[int, int]]:
    """The places of those who show a field, by their keys."""
    first = len(COLUMNS) + len(TERMS)
    tiers: frozenset[str] = audience.tiers
    return {
        field: {row[0]: place for place, row in enumerate(rows) if row[column] in tiers}
        for column, field in enumerate(TIERED, start=first)
    }


def _shelved(
    row: Row, shown: Mapping[str, Places], showing: Showing, homes: Mapping[int, Named], today: dt.date
) -> Shelved:
    """One trainer: a value that is not shown is not looked at."""
    key, public_id, name, review, until, country, home = row[: len(COLUMNS)]
    said = zip(row[len(COLUMNS) :], TERMS.values(), strict=False)
    terms = [value if key in shown[field] else None for value, field in said]
    return Shelved(
        public_id,
        name,
        country if key in shown["base_country"] else "",
        review,
        until,
        homes.get(home) if key in shown["organisation"] else None,
        showing.available(key, Terms(*terms), today),
        partial(showing.offers, key),
    )


def _based_in(entries: Sequence[Shelved]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(entries):
        if each.base_country:
            found[each.base_country].append(place)
    return found


def _houses(_today: dt.date, _version: tuple[str, ...]) -> Houses:
    """The public organisations by name: three queries."""
    rows = Organisation.objects.listed().order_by("name", "pk").prefetch_related("places", "services")
    return Houses(
        [
            House(
                row.public_id,
                row.name,
                tuple(dict.fromkeys((*(each.code for each in row.places.all()), row.base_country))),
                tuple(each.code for each in row.services.all()),
            )
            for row in rows
        ]
    )


_keeper = Keeper(read)
_houses_keeper = Keeper(_houses)


def shelf(today: dt.date) -> Shelf:
    """Everyone listed on a day: one query, and some twelve more where something has changed."""
    return _keeper.of(today)


def houses(today: dt.date) -> Houses:
    """All public organisations, for whoever looks for a name."""
    return _houses_keeper.of(today)


def rows(wanted: Sequence[Shelved], today: dt.date) -> list[public.PublicTrainer]:
    """The public side of some trainers of the shelf, in their order: three queries."""
    ids = [each.id for each in wanted]
    if not ids:
        return []
    found = {row.public_id: row for row in Trainer.objects.listed(today).for_rows().filter(public_id__in=ids)}
    return [public.trainer(found[each.id], each.offers) for each in wanted if each.id in found]


def listed(wanted: Sequence[Shelved]) -> Iterator[ListedTrainer]:
    """Some trainers of the shelf as the directory shows them, in their order: no query."""
    for each in wanted:
        offers = each.offers
        yield ListedTrainer(
            id=each.id,
            name=each.name,
            vouched_until=each.vouched_until,
            organisation=each.organisation,
            base_country=each.base_country or None,
            worked_in=offers.worked_in,
            languages=offers.languages,
            topics=offers.topics,
            formats=offers.formats,
            summary=offers.summary,
        )


def each_row(wanted: Sequence[Shelved], today: dt.date) -> Iterator[tuple[Shelved, public.PublicTrainer]]:
    """All of a list, some hundred at a time; who leaves meanwhile is left out."""
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        by_id = {each.id: each for each in chunk}
        yield from ((by_id[shown.id], shown) for shown in rows(chunk, today))
