"""What of an entry's contacts, own words and terms one audience may read: by the tier of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trainers.channels.kinds import ChannelKind, SayingKind
from trainers.choices import Tier
from trainers.models import Trainer

PUBLIC = frozenset({str(Tier.PUBLIC)})
# Fields of a trainer's record that a profile shows besides those of `trainers.public`, each where its tier says so.
# Of travel never the countries somebody cannot enter; of capacity and availability only what is left.
ALLOWED = ("travel", "accepts", "capacity", "accompaniment_hours_per_month", "availability")


@dataclass(frozen=True)
class Way:
    """A way of contact that may be shown; of a key its fingerprint and its end."""

    kind: str
    value: str
    fingerprint: str = ""
    expires: dt.date | None = None

    def is_over(self, today: dt.date) -> bool:
        """Whether this is a key that must no longer be used."""
        return self.expires is not None and self.expires <= today


@dataclass(frozen=True)
class Terms:
    """How much and how far a trainer works; None is “not shown”."""

    travels: tuple[str, ...] | None = None
    max_days: int | None = None
    notice_weeks: int | None = None
    accepts: tuple[str, ...] | None = None
    hours_left: int | None = None
    accompaniment_hours: int | None = None
    free: tuple[tuple[dt.date, dt.date], ...] = ()
    closed: tuple[tuple[dt.date, dt.date], ...] = ()


@dataclass(frozen=True)
class More:
    """What a profile shows besides its card."""

    ways: tuple[Way, ...] = ()
    how: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: Terms = Terms()


def more(row: Any, today: dt.date, tiers: frozenset[str] = PUBLIC) -> More:
    """What an audience that reads these tiers may see of a desk, an organisation or a trainer."""
    rows = [each for each in row.channels.all() if each.tier in tiers]
    said = {each.kind: each.texts for each in row.sayings.all() if each.tier in tiers}
    questions = {language: tuple(texts) for language, texts in said.get(SayingKind.ASK, {}).items()}
    terms = terms_of(row, today, tiers) if isinstance(row, Trainer) else Terms()
    return More(tuple(way(each) for each in rows), said.get(SayingKind.HOW, {}), questions, terms)


def way(row: Any) -> Way:
    """A row as it is shown."""
    facts = row.facts if row.kind == ChannelKind.PGP else {}
    ends = facts.get("expires")
    return Way(row.kind, row.value, facts.get("fingerprint", ""), dt.date.fromisoformat(ends) if ends else None)


def terms_of(row: Trainer, today: dt.date, tiers: frozenset[str]) -> Terms:
    """The terms of work that an audience may see; no query for what it may not."""
    given = getattr(row, "tiers", None)
    seen = {name for name in ALLOWED if given is not None and getattr(given, name) in tiers}
    work = getattr(row, "terms", None) if seen - {"availability"} else None
    spans = _spans(row, today) if "availability" in seen else ((), ())
    if work is None:
        return Terms(free=spans[0], closed=spans[1])
    travel, capacity = "travel" in seen, "capacity" in seen
    return Terms(
        travels=tuple(each.code for each in row.travels.all()) if travel else None,
        max_days=work.max_days_per_trip if travel else None,
        notice_weeks=work.notice_weeks if travel else None,
        accepts=tuple(work.accepts) if "accepts" in seen and work.accepts is not None else None,
        hours_left=max(0, work.hours_per_quarter - work.committed_hours) if capacity else None,
        accompaniment_hours=work.accompaniment_hours_per_month if "accompaniment_hours_per_month" in seen else None,
        free=spans[0],
        closed=spans[1],
    )


Spans = tuple[tuple[dt.date, dt.date], ...]


def _spans(row: Trainer, today: dt.date) -> tuple[Spans, Spans]:
    """Periods that are not over, free ones and closed ones."""
    times = getattr(row, "availability", None)
    rows = [each for each in times.periods.all() if each.last >= today] if times else []
    free, closed = ([(each.first, each.last) for each in rows if each.closed is shut] for shut in (False, True))
    return tuple(free), tuple(closed)
