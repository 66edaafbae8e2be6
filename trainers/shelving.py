"""Reading the public directory into memory, anew with each version of it, each day, and when an entry expires."""

from __future__ import annotations

import datetime as dt
import threading
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Min
from django.utils import timezone

from hub import versions
from hub.querysets import unexpired
from trainers import public
from trainers.choices import Tier
from trainers.models import Desk, Organisation, Trainer
from trainers.offers import Offers, Spoken
from trainers.shelf import Shelf, Shelved
from vocabulary import store
from vocabulary.models import Scheme

# The columns that are read of what hangs below a trainer.
BELOW = {
    "languages": ("code", "level", "can_train"),
    "topics": ("concept__code", "level"),
    "formats": ("code",),
    "at_risk_groups": ("concept__code", "experience"),
    "worked_in": ("code",),
}
COLUMNS = ("pk", "public_id", "display_name", "base_country", "last_review")


@dataclass(frozen=True)
class _Kept:
    """A shelf, the versions it was read at, and the moment from which it no longer holds."""

    shelf: Shelf
    tokens: tuple[str, ...]
    until: dt.datetime | None


_lock = threading.Lock()
_kept: dict[str, _Kept] = {}


def shelf(today: dt.date) -> Shelf:
    """Everyone listed on a day: one query, and some ten more where something has changed."""
    tokens, now = versions.of("directory", "vocabulary"), timezone.now()
    kept = _kept.get("shelf")
    if kept and kept.tokens == tokens and kept.shelf.today == today and not (kept.until and kept.until <= now):
        return kept.shelf
    with _lock:
        made = _Kept(read(today, (*tokens, now.isoformat())), tokens, _next_expiry(now))
        _kept["shelf"] = made
    return made.shelf


def read(today: dt.date, version: tuple[str, ...] = ()) -> Shelf:
    """The directory as it is now."""
    listed = Trainer.objects.listed(today)
    below = {field: _below(listed.showing(field), field) for field in BELOW}
    rows = listed.order_by("pk").values_list(*COLUMNS, *(f"tiers__{field}" for field in (*BELOW, "base_country")))
    entries = []
    for pk, public_id, name, country, review, *tiers in rows:
        shown = {field for field, tier in zip((*BELOW, "base_country"), tiers, strict=True) if tier == Tier.PUBLIC}
        offers = _offers({field: below[field].get(pk, []) for field in shown if field in BELOW})
        entries.append(Shelved(public_id, name, country if "base_country" in shown else "", review, offers))
    return Shelf(entries, store.broader(Scheme.TOPIC), today, version)


def _below(rows: Any, field: str) -> dict[int, list[Any]]:
    """The rows below each trainer, in their order."""
    found: dict[int, list[Any]] = defaultdict(list)
    columns = [f"{field}__{column}" for column in BELOW[field]]
    order = ("formats__order", "formats__code") if field == "formats" else (f"{field}__pk",)
    for pk, *values in rows.exclude(**{field: None}).order_by(*order).values_list("pk", *columns):
        found[pk].append(values)
    return found


def _offers(shown: dict[str, list[Any]]) -> Offers:
    """What a trainer shows; a field that is not among it is not public."""

    def codes(field: str) -> tuple[str, ...] | None:
        return tuple(code for (code,) in shown[field]) if field in shown else None

    return Offers(
        worked_in=codes("worked_in"),
        languages=tuple(Spoken(*row) for row in shown["languages"]) if "languages" in shown else None,
        topics=dict(shown["topics"]) if "topics" in shown else None,
        formats=codes("formats"),
        at_risk_groups=dict(shown["at_risk_groups"]) if "at_risk_groups" in shown else None,
    )


def _next_expiry(now: dt.datetime) -> dt.datetime | None:
    """When the next entry of the directory expires by the clock."""
    ends = (
        model._default_manager.filter(unexpired(now), live=True).aggregate(at=Min("expire_at"))["at"]
        for model in (Trainer, Organisation, Desk)
    )
    return min((at for at in ends if at), default=None)


def rows(wanted: list[Shelved], today: dt.date) -> list[public.PublicTrainer]:
    """The public side of some trainers of the shelf, in their order: three queries."""
    ids = [each.id for each in wanted]
    if not ids:
        return []
    found = {row.public_id: row for row in Trainer.objects.listed(today).for_rows().filter(public_id__in=ids)}
    return [public.trainer(found[each.id], each.offers) for each in wanted if each.id in found]
