"""The directory as vetted organisations may see it: who is in it, and what of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property, partial
from typing import Final

from django.http import QueryDict

from trainers import public, shelving
from trainers.channels import shown
from trainers.keeping import Keeper
from trainers.listing import question
from trainers.models import Organisation, Trainer
from trainers.public import Audience, PublicTrainer
from trainers.shelf import Shelf, Shelved

VETTED: Final = Audience.VETTED
# Of this process, made of the same rows as the public one; no answer made from it is stored anywhere.
_keeper = Keeper(partial(shelving.read, audience=VETTED))


class Asked(question.Asked):
    """A question to the directory, answered to a vetted organisation."""

    @cached_property
    def shelf(self) -> Shelf:
        """Everyone whom they may know of."""
        return _keeper.of(self.today)


def asked(query: QueryDict, reader: str) -> Asked:
    """Read a query string."""
    found = question.asked(query, reader)
    return Asked(found.wanted, found.dropped, found.terms, found.today, found.reader)


def rows(wanted: Sequence[Shelved], today: dt.date) -> list[tuple[Shelved, PublicTrainer]]:
    """Some trainers of the shelf as they may be seen, in their order: three queries."""
    ids = [each.id for each in wanted]
    found = {row.public_id: row for row in public.trainers_for(VETTED, today).for_rows().filter(public_id__in=ids)}
    return [(each, public.trainer(found[each.id], each.offers, VETTED)) for each in wanted if each.id in found]


def trainer(public_id: str, today: dt.date) -> tuple[PublicTrainer, shown.More] | None:
    """One trainer and what they show besides; nothing where they may not be known of."""
    rows = public.trainers_for(VETTED, today).for_page().select_related("terms", "availability")
    row = rows.prefetch_related("channels", "sayings").filter(public_id=public_id).first()
    if row is None:
        return None
    return public.trainer(row, public.offers_of(row, VETTED), VETTED), shown.more(row, today, VETTED.tiers)


def organisation(public_id: str, today: dt.date) -> tuple[Organisation, public.PublicOrganisation, shown.More] | None:
    """One organisation and what it shows besides; nothing where it may not be known of."""
    rows = public.organisations_for(VETTED).for_page().prefetch_related("channels", "sayings")
    row = rows.filter(public_id=public_id).first()
    if row is None:
        return None
    return row, public.organisation(row, VETTED), shown.more(row, today, VETTED.tiers)


def of_organisation(home: Organisation, today: dt.date) -> list[PublicTrainer]:
    """The trainers who say to vetted organisations that they belong to one."""
    rows = public.trainers_for(VETTED, today).filter(organisation=home, tiers__organisation__in=VETTED.tiers)
    found: Sequence[Trainer] = list(rows.for_page().order_by("display_name"))
    return [public.trainer(row, public.offers_of(row, VETTED), VETTED) for row in found]


def organisations() -> list[tuple[str, str]]:
    """Each organisation that may be known of, by name: its id and its name."""
    return list(public.organisations_for(VETTED).order_by("name").values_list("public_id", "name"))
