"""Writing ways of contact and sayings below an entry, and reading them as its file says them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from trainers.channels import checking
from trainers.channels.kinds import SayingKind
from trainers.channels.models import Channel, Saying, owner_of
from trainers.choices import Tier
from trainers.models.base import DirectoryEntry

Record = dict[str, Any]


def put_channels(entry: DirectoryEntry, given: Sequence[Mapping[str, Any]], today: dt.date | None = None) -> None:
    """Put these ways of contact in the place of those it has.

    Raises UnusableChannelError when one cannot be used; without a day, an end of a key is no fault.
    """
    rows = []
    for order, each in enumerate(given):
        value, facts = checking.normal(each["kind"], each["value"], today)
        sealed: Record = {"value": value, "facts": facts}
        rows.append(Channel(**owner_of(entry), order=order, kind=each["kind"], tier=each["tier"], **sealed))
    Channel.objects.filter(**owner_of(entry)).delete()
    Channel.objects.bulk_create(rows)


def put_saying(entry: DirectoryEntry, kind: SayingKind, tier: str, texts: Mapping[str, Any]) -> None:
    """Put this text in the place of what it says of a kind; none takes it away."""
    Saying.objects.filter(**owner_of(entry), kind=kind).delete()
    if texts:
        sealed: Record = {"texts": dict(texts)}
        Saying(**owner_of(entry), kind=kind, tier=tier, **sealed).save(force_insert=True)


def channels_of(entry: Any) -> list[Record]:
    """The ways of contact as a file says them, in their order."""
    rows = sorted(entry.channels.all(), key=lambda row: row.order)
    return [{"kind": row.kind, "value": row.value, "tier": row.tier} for row in rows]


def sayings_of(entry: Any) -> dict[str, Record]:
    """The texts as a file says them, by kind."""
    return {row.kind: {"tier": row.tier, "texts": row.texts} for row in entry.sayings.all()}


def tiers_seen(tier: str) -> frozenset[str]:
    """The tiers that an audience reads: the desk reads everything."""
    wider = {Tier.PUBLIC: (Tier.PUBLIC,), Tier.VETTED: (Tier.PUBLIC, Tier.VETTED), Tier.DESK: tuple(Tier)}
    return frozenset(str(each) for each in wider[Tier(tier)])
