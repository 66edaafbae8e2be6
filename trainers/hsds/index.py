"""Which things the feed has, in their order; the things themselves are read page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from trainers.hsds.ids import made
from trainers.keeping import Keeper
from trainers.models import Desk, Organisation, Trainer
from trainers.shelf import Shelved
from trainers.shelving import shelf


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: what it is, whose, and what lists may be narrowed by."""

    id: str
    kind: str
    public_id: str
    part: str = ""
    name: str = ""
    owner: str = ""
    reviewed: dt.date | None = None
    terms: frozenset[tuple[str, str]] = frozenset()


class Index:
    """All organizations and services of one version of the directory."""

    def __init__(self, site: str, organizations: Iterable[Item], services: Iterable[Item]) -> None:
        """Keep both in their order."""
        self.site = site
        self.organizations, self.services = tuple(organizations), tuple(services)

    @cached_property
    def online(self) -> dict[str, Item]:
        """Services that are held online, by the identifier of their tie to a place."""
        return {
            made(self.site, "service-at-location", each.id): each
            for each in self.services
            if ("format", "online") in each.terms
        }


def of(site: str, today: dt.date) -> Index:
    """The index as it is on a day."""
    rows = _keeper.of(today)
    return Index(site, _organizations(site, rows), _services(site, rows))


@dataclass(frozen=True)
class Rows:
    """The rows that the index is made of."""

    desks: Sequence[tuple[str, str]]
    organisations: Sequence[tuple[str, str, dt.date]]
    offered: dict[str, list[str]]
    groups: dict[str, list[str]]
    trainers: Sequence[Shelved]
    homes: dict[str, tuple[str, str]]


def _read(today: dt.date, version: tuple[str, ...]) -> Rows:
    listed = Organisation.objects.listed()
    return Rows(
        list(Desk.objects.listed().order_by("public_id").values_list("public_id", "name")),
        list(listed.order_by("public_id").values_list("public_id", "name", "last_review")),
        _below(listed.exclude(services=None).order_by("public_id", "services__code"), "services__code"),
        _below(listed.exclude(at_risk_groups=None).order_by("public_id"), "at_risk_groups__code"),
        sorted(shelf(today).entries, key=lambda each: each.id),
        _homes(today),
    )


def _homes(today: dt.date) -> dict[str, tuple[str, str]]:
    """Whose service each trainer is: their organisation's where both are public, else the desk's that vouches."""
    listed = Trainer.objects.listed(today)
    homes = {name: ("desk", desk) for name, desk in listed.values_list("public_id", "vouching__desk__public_id")}
    shown = listed.showing("organisation").filter(organisation__in=Organisation.objects.listed())
    told = shown.values_list("public_id", "organisation__public_id")
    return homes | {name: ("organisation", str(home)) for name, home in told}


_keeper = Keeper(_read)


def _below(rows: object, column: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for public_id, code in rows.values_list("public_id", column):  # type: ignore[attr-defined]
        found.setdefault(public_id, []).append(code)
    return found


def _organizations(site: str, rows: Rows) -> Iterator[Item]:
    for public_id, name in rows.desks:
        yield Item(made(site, "desk", public_id), "desk", public_id, name=name)
    for public_id, name, reviewed in rows.organisations:
        terms = frozenset(("at-risk-group", code) for code in rows.groups.get(public_id, ()))
        yield Item(made(site, "organisation", public_id), "organisation", public_id, "", name, "", reviewed, terms)


def _services(site: str, rows: Rows) -> Iterator[Item]:
    for public_id, name in rows.desks:
        own = made(site, "service", "desk", public_id)
        yield Item(own, "desk", public_id, name=name, owner=made(site, "desk", public_id))
    for public_id, name, reviewed in rows.organisations:
        groups = frozenset(("at-risk-group", code) for code in rows.groups.get(public_id, ()))
        for code in rows.offered.get(public_id, ()):
            own = made(site, "service", public_id, code)
            home = made(site, "organisation", public_id)
            yield Item(own, "organisation", public_id, code, name, home, reviewed, groups | {("service", code)})
    for each in rows.trainers:
        own, home = made(site, "trainer", each.id), made(site, *rows.homes[each.id])
        yield Item(own, "trainer", each.id, "", each.name, home, each.last_review, _terms(each))


def _terms(each: Shelved) -> frozenset[tuple[str, str]]:
    offers = each.offers
    fields = {"topic": offers.topics, "format": offers.formats, "at-risk-group": offers.at_risk_groups}
    return frozenset((scheme, code) for scheme, codes in fields.items() for code in codes or ())
