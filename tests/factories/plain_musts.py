"""Each must written out once more in plain words, without the gates' code, to judge the gates by."""

from __future__ import annotations

from datetime import date, timedelta

from tests.factories.matching import BROADER, TODAY
from trainers.matching.scales import LANGUAGE_LEVELS, RISK_LEVELS
from trainers.matching.values import Availability, Candidate, Need
from vocabulary import places


def broken(trainer: Candidate, need: Need) -> list[str]:
    """The musts that a trainer breaks as a desk sees it; those that only a desk applies begin with `desk:`."""
    return [name for name, is_broken in judged(trainer, need).items() if is_broken]


def judged(trainer: Candidate, need: Need) -> dict[str, bool]:
    """Each must, and whether it is broken."""
    kind = {"coaching": "coaching", "accompaniment": "accompaniment"}.get(need.format, "training")
    trained = {spoken.code: LANGUAGE_LEVELS.index(spoken.level) for spoken in trainer.languages if spoken.can_train}
    running = {entry.code for entry in trainer.facilitator_attributes if entry.expires >= TODAY}
    return {
        "listed": not trainer.published or trainer.vetted_until is None or trainer.vetted_until < TODAY,
        "consent": trainer.accepts is None
        or kind not in trainer.accepts
        or (need.urgency == "urgent" and "urgent" not in trainer.accepts),
        "language": any(
            asked.must and trained.get(asked.code, -1) < LANGUAGE_LEVELS.index(asked.level) for asked in need.languages
        ),
        "format": need.format not in trainer.formats,
        "risk": trainer.risk_clearance is None
        or RISK_LEVELS.index(trainer.risk_clearance) < RISK_LEVELS.index(need.risk_level),
        "dates": _no_time(trainer.availability, need),
        "hours": trainer.capacity.hours_per_quarter - trainer.capacity.committed_hours < need.hours,
        "refused": trainer.id in need.exclusions.trainers
        or trainer.organisation in need.exclusions.organisations
        or trainer.base_country in need.exclusions.countries
        or trainer.organisation_country in need.exclusions.countries,
        "accompaniment": need.accompaniment is not None
        and need.accompaniment.must
        and trainer.accompaniment_hours < need.accompaniment.hours_per_month,
        "travel": need.format in ("in_person", "hybrid") and not _comes(trainer, need),
        "topic level": any(_level(trainer, asked.code) < (asked.min_level or 0) for asked in need.topics),
        "desk: refuses": need.country in trainer.exclusions.countries
        or need.requesting_organisation in trainer.exclusions.organisations
        or (need.requesting_organisation is not None and need.requesting_organisation == trainer.organisation),
        "desk: group": not set(need.facilitator.must) <= running,
        "desk: declined": trainer.id in need.declined,
    }


def _comes(trainer: Candidate, need: Need) -> bool:
    travel = trainer.travel
    if trainer.base_country == need.country:
        return True
    if need.country in travel.cannot_enter or need.start_by < TODAY + timedelta(weeks=travel.notice_weeks):
        return False
    return need.country in travel.countries or bool(set(places.above(need.country)) & travel.regions)


def _level(trainer: Candidate, topic: str) -> int:
    found = 0
    for offered, level in trainer.topics.items():
        above: str | None = offered
        while above is not None:
            if above == topic:
                found = max(found, level)
            above = BROADER.get(above)
    return found


def _no_time(time: Availability | None, need: Need) -> bool:
    weeks = [need.start_by + timedelta(weeks=number) for number in range(need.weeks)]
    opened = sum(any(_opens(time, first + timedelta(days=day)) for day in range(7)) for first in weeks)
    return opened == 0 if need.format == "in_person" else opened < need.weeks / 2


def _opens(time: Availability | None, day: date) -> bool:
    if time is None:
        return True
    slots = {slot.day for slot in time.weekly}
    return (
        (not slots or day.weekday() in slots)
        and (not time.periods or any(period.first <= day <= period.last for period in time.periods))
        and not any(period.first <= day <= period.last for period in time.closed)
    )
