"""How many listed trainers each choice of a filter would show, by what they show to everyone."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count

from trainers.choices import Tier
from trainers.filters import TrainerFilter
from trainers.querysets import TrainerQuerySet
from vocabulary import places
from vocabulary.tree import Broader, above


@dataclass(frozen=True)
class Counts:
    """Numbers of trainers per code; each facet counts with all other filters applied, not with its own."""

    topics: Counter[str]
    languages: Counter[str]
    formats: Counter[str]
    at_risk_groups: Counter[str]
    places: frozenset[str]


def count(listed: TrainerQuerySet, wanted: TrainerFilter, broader: Broader) -> Counts:
    """Count all facets: a constant number of queries."""
    over = {
        field: listed.matching(wanted.without(field), broader).showing(field)
        for field in ("topics", "languages", "formats", "at_risk_groups")
    }
    return Counts(
        topics=_rolled_up(over["topics"], broader),
        languages=_counted(over["languages"].filter(languages__can_train=True), "languages__code"),
        formats=_counted(over["formats"], "formats__code"),
        at_risk_groups=_counted(over["at_risk_groups"], "at_risk_groups__concept__code"),
        places=_places(listed),
    )


def _counted(rows: TrainerQuerySet, by: str) -> Counter[str]:
    pairs = rows.order_by().values_list(by).annotate(Count("pk", distinct=True))
    return Counter({code: number for code, number in pairs if code is not None})


def _rolled_up(rows: TrainerQuerySet, broader: Broader) -> Counter[str]:
    # Who trains in a narrower topic is found under the broader one, and counted there once.
    trainers: dict[str, set[int]] = defaultdict(set)
    for trainer, topic in rows.order_by().values_list("pk", "topics__concept__code"):
        for code in (topic, *above(topic, broader)) if topic else ():
            trainers[code].add(trainer)
    return Counter({code: len(found) for code, found in trainers.items()})


def _places(listed: TrainerQuerySet) -> frozenset[str]:
    based = listed.filter(tiers__base_country=Tier.PUBLIC).order_by().values_list("base_country")
    worked = listed.filter(tiers__worked_in=Tier.PUBLIC).order_by().values_list("worked_in__code")
    countries = {code for (code,) in based.union(worked) if code}
    return frozenset(countries | {region for code in countries for region in places.above(code)})
