"""The things of the feed, whole, for those of the index that are asked for: a constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from trainers import public
from trainers.channels.shown import more
from trainers.hsds import writing
from trainers.hsds.index import Item
from trainers.hsds.pieces import Site, Thing
from trainers.models import Desk, Organisation, Trainer

Address = Callable[[str, str], str]


class Feed:
    """Reads rows of the directory and says them in HSDS; `address` is the page of an entry."""

    def __init__(self, site: Site, today: dt.date, address: Address) -> None:
        """Nothing is read yet."""
        self.site, self.today, self.address = site, today, address

    def organizations(self, items: Sequence[Item]) -> list[Thing]:
        """Whole organizations, in the order asked for."""
        found = self._organizations(
            {each.public_id for each in items if each.kind == "desk"},
            {each.public_id for each in items if each.kind == "organisation"},
        )
        return [found[each.kind, each.public_id][1] for each in items if (each.kind, each.public_id) in found]

    def services(self, items: Sequence[Item]) -> list[Thing]:
        """Whole services with their organizations, in the order asked for."""
        wanted = {each.public_id for each in items if each.kind == "trainer"}
        rows = Trainer.objects.listed(self.today).for_page().select_related("terms", "availability")
        people = {
            row.public_id: row for row in rows.prefetch_related("channels", "sayings").filter(public_id__in=wanted)
        }
        shown = {name: public.trainer(row, public.offers_of(row)) for name, row in people.items()}
        desks = {each.vouched_by.id for each in shown.values() if not each.organisation}
        homes = {each.organisation.id for each in shown.values() if each.organisation}
        owners = self._organizations(
            desks | {each.public_id for each in items if each.kind == "desk"},
            homes | {each.public_id for each in items if each.kind == "organisation"},
        )
        found = (self._service(each, owners, people, shown) for each in items)
        return [each for each in found if each is not None]

    def _service(self, item: Item, owners: Any, people: Any, shown: Any) -> Thing | None:
        if item.kind == "trainer":
            one = shown.get(item.public_id)
            if one is None:
                return None
            kind, name = ("organisation", one.organisation.id) if one.organisation else ("desk", one.vouched_by.id)
            besides = more(people[item.public_id], self.today)
            owner = owners[kind, name][1] if (kind, name) in owners else self._named(kind, name, one.vouched_by.name)
            return writing.trainer(self.site, one, besides, self.address("profile", item.public_id), owner)
        if (item.kind, item.public_id) not in owners:
            return None
        values, owner = owners[item.kind, item.public_id]
        if item.kind == "desk":
            return writing.desk_service(self.site, values, owner, self.today)
        return writing.organisation_service(self.site, values, item.part, owner)

    def _named(self, kind: str, public_id: str, name: str) -> Thing:
        """A desk that vouches and has no page of its own."""
        return {"id": self.site.id(kind, public_id), "name": name, "description": name}

    def _organizations(self, desks: set[str], organisations: set[str]) -> dict[tuple[str, str], tuple[Any, Thing]]:
        found: dict[tuple[str, str], tuple[Any, Thing]] = {}
        below = ("channels", "sayings")
        for desk in Desk.objects.listed().for_page().prefetch_related(*below).filter(public_id__in=desks):
            shown = public.desk(desk)
            thing = writing.desk(self.site, shown, more(desk, self.today), self.address("desk", shown.id))
            found["desk", shown.id] = (shown, thing)
        for row in (
            Organisation.objects.listed().for_page().prefetch_related(*below).filter(public_id__in=organisations)
        ):
            one = public.organisation(row)
            thing = writing.organisation(self.site, one, more(row, self.today), self.address("organisation", one.id))
            found["organisation", one.id] = (one, thing)
        return found
