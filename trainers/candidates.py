"""A trainer's rows as the frozen value that matching reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from types import MappingProxyType
from typing import Any

from trainers.matching.values import (
    Availability,
    Candidate,
    Capacity,
    OptedIn,
    OwnExclusions,
    Period,
    Slot,
    SpokenLanguage,
    Travel,
)
from trainers.models import Exclusions, Trainer, TrainerTiers, WorkTerms
from vocabulary import places


def candidate(row: Trainer, *, for_desk: bool) -> Candidate:
    """The whole trainer; what only the desk may weigh is opened for the desk alone."""
    terms = getattr(row, "terms", None) or WorkTerms()
    tiers = getattr(row, "tiers", None) or TrainerTiers()
    vouching = getattr(row, "vouching", None)
    home = row.organisation
    return Candidate(
        id=row.public_id,
        name=row.display_name,
        published=row.is_current(),
        vetted_until=vouching.until if vouching else None,
        languages=tuple(SpokenLanguage(each.code, each.level, each.can_train) for each in row.languages.all()),
        topics=_levels((each.concept.code, each.level) for each in row.topics.all()),
        base_country=row.base_country,
        formats=frozenset(each.code for each in row.formats.all()),
        max_group_size=row.max_group_size,
        capacity=Capacity(terms.hours_per_quarter, terms.committed_hours, terms.last_quarter_hours),
        organisation=home.public_id if home else None,
        organisation_country=home.base_country if home else None,
        lived_in=frozenset(each.code for each in row.lived_in.all()),
        worked_in=frozenset(each.code for each in row.worked_in.all()),
        travel=_travel(row, terms),
        at_risk_groups=_levels((each.concept.code, each.experience) for each in row.at_risk_groups.all()),
        risk_clearance=terms.risk_clearance,
        accepts=None if terms.accepts is None else frozenset(terms.accepts),
        availability=_availability(getattr(row, "availability", None)),
        accompaniment_hours=terms.accompaniment_hours_per_month,
        exclusions=_exclusions(row) if for_desk else OwnExclusions(),
        facilitator_attributes=_opted_in(row) if for_desk else (),
        last_offered=terms.last_offered,
        last_review=row.last_review,
        public=tiers.public(),
    )


def _levels(pairs: Any) -> Mapping[str, int]:
    return MappingProxyType(dict(pairs))


def _travel(row: Trainer, terms: WorkTerms) -> Travel:
    willing = {each.code for each in row.travels.all()}
    return Travel(
        regions=frozenset(code for code in willing if places.is_region(code)),
        countries=frozenset(code for code in willing if not places.is_region(code)),
        max_days_per_trip=terms.max_days_per_trip,
        notice_weeks=terms.notice_weeks,
        cannot_enter=frozenset(_limits(row).cannot_enter),
    )


def _limits(row: Trainer) -> Exclusions:
    return getattr(row, "exclusions", None) or Exclusions()


def _exclusions(row: Trainer) -> OwnExclusions:
    limits = _limits(row)
    return OwnExclusions(frozenset(limits.countries), frozenset(limits.organisations), tuple(limits.people))


def _opted_in(row: Trainer) -> tuple[OptedIn, ...]:
    return tuple(OptedIn(each.code, each.expires) for each in row.consents.all())


def _availability(times: Any) -> Availability | None:
    if times is None:
        return None
    spans = [(each.closed, Period(each.first, each.last)) for each in times.periods.all()]
    return Availability(
        timezone=times.timezone,
        weekly=tuple(Slot(each.day, _minutes(each.opens), _minutes(each.closes)) for each in times.slots.all()),
        periods=tuple(span for closed, span in spans if not closed),
        closed=tuple(span for closed, span in spans if closed),
    )


def _minutes(of: time) -> int:
    return of.hour * 60 + of.minute
