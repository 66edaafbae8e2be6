"""No must is ever broken: thousands of drawn requests and trainers, judged again in plain words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.matching import TODAY, a_need, a_trainer, at_a_desk, from_outside
from trainers.matching.ranking import rank
from trainers.matching.scales import FORMATS, LANGUAGE_LEVELS, RISK_LEVELS, URGENCIES
from trainers.matching.values import (
    AskedAccompaniment,
    AskedFacilitator,
    AskedLanguage,
    AskedTopic,
    Candidate,
    Capacity,
    Exclusions,
    Need,
    OptedIn,
    OwnExclusions,
    SpokenLanguage,
    Travel,
)

CODES = ("es", "quc", "fr")
COUNTRIES = ("GT", "MX", "CO", "FR")
ATTRIBUTES = ("woman", "lgbtqia-peer")
TOPICS = ("risk-analysis", "security-planning", "malware", "stress")
DAYS = st.integers(-3, 60).map(lambda days: TODAY + timedelta(days=days))


def some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values))


TRAINERS = st.builds(
    a_trainer,
    id=st.sampled_from(["ana", "bea", "eva"]),
    published=st.sampled_from([True, True, True, False]),
    vetted_until=st.none() | DAYS,
    languages=st.lists(
        st.builds(SpokenLanguage, st.sampled_from(CODES), st.sampled_from(LANGUAGE_LEVELS), st.booleans()),
        max_size=3,
        unique_by=lambda spoken: spoken.code,
    ).map(tuple),
    topics=st.dictionaries(st.sampled_from(TOPICS), st.integers(1, 3)),
    base_country=st.sampled_from(COUNTRIES),
    formats=some(FORMATS),
    capacity=st.builds(Capacity, st.just(40), st.integers(0, 60), st.just(0)),
    organisation=st.sampled_from([None, "ceiba", "other"]),
    risk_clearance=st.sampled_from([None, *RISK_LEVELS]),
    accepts=st.none() | some(("training", "coaching", "accompaniment", "urgent")),
    travel=st.builds(Travel, some(("013", "019")), some(COUNTRIES), st.just(3), st.integers(0, 12), some(COUNTRIES)),
    accompaniment_hours=st.integers(0, 10),
    exclusions=st.builds(OwnExclusions, some(COUNTRIES), some(("asker",))),
    facilitator_attributes=st.lists(st.builds(OptedIn, st.sampled_from(ATTRIBUTES), DAYS)).map(tuple),
)
NEEDS = st.builds(
    a_need,
    country=st.sampled_from(COUNTRIES),
    languages=st.lists(
        st.builds(AskedLanguage, st.sampled_from(CODES), st.booleans(), st.sampled_from(LANGUAGE_LEVELS)),
        max_size=2,
    ).map(tuple),
    topics=st.lists(
        st.builds(AskedTopic, st.sampled_from(TOPICS), st.integers(1, 3), st.none() | st.integers(1, 3)),
        min_size=1,
        max_size=2,
    ).map(tuple),
    format=st.sampled_from(FORMATS),
    risk_level=st.sampled_from(RISK_LEVELS),
    urgency=st.sampled_from(URGENCIES),
    start_by=DAYS.filter(lambda day: day >= TODAY),
    hours=st.integers(1, 40),
    facilitator=st.builds(AskedFacilitator, st.lists(st.sampled_from(ATTRIBUTES), max_size=1).map(tuple)),
    accompaniment=st.none() | st.builds(AskedAccompaniment, st.integers(1, 10), st.booleans()),
    exclusions=st.builds(Exclusions, some(("ana",)), some(("ceiba",)), some(("FR",))),
    requesting_organisation=st.sampled_from([None, "asker", "other"]),
    declined=some(("eva",)),
)


def broken(trainer: Candidate, need: Need) -> dict[str, bool]:
    """Each must of safety, language, form and time, written out once more, without the gates' code."""
    kind = {"coaching": "coaching", "accompaniment": "accompaniment"}.get(need.format, "training")
    trained = {spoken.code: LANGUAGE_LEVELS.index(spoken.level) for spoken in trainer.languages if spoken.can_train}
    running = {entry.code for entry in trainer.facilitator_attributes if entry.expires >= TODAY}
    weeks_to_go = (need.start_by - TODAY).days / 7
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
        "hours": trainer.capacity.hours_per_quarter - trainer.capacity.committed_hours < need.hours,
        "refused": trainer.id in need.exclusions.trainers
        or trainer.organisation in need.exclusions.organisations
        or trainer.base_country in need.exclusions.countries,
        "accompaniment": need.accompaniment is not None
        and need.accompaniment.must
        and trainer.accompaniment_hours < need.accompaniment.hours_per_month,
        "travel": need.format in ("in_person", "hybrid")
        and trainer.base_country != need.country
        and (need.country in trainer.travel.cannot_enter or weeks_to_go < trainer.travel.notice_weeks),
        "desk: refuses": need.country in trainer.exclusions.countries
        or need.requesting_organisation in trainer.exclusions.organisations
        or (need.requesting_organisation is not None and need.requesting_organisation == trainer.organisation),
        "desk: group": not set(need.facilitator.must) <= running,
        "desk: declined": trainer.id in need.declined,
    }


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NEEDS, st.lists(TRAINERS, min_size=1, max_size=4, unique_by=lambda trainer: trainer.id))
def test_no_match_ever_breaks_a_must(need: Any, trainers: Any) -> None:
    for match in rank(need, trainers, at_a_desk()).matches:
        assert [name for name, is_broken in broken(match.candidate, need).items() if is_broken] == []
        assert match.score == round(sum(bar.points for bar in match.bars), 1)
        assert len(match.reasons) >= 2
    for match in rank(need, trainers, from_outside()).matches:
        assert not [n for n, is_broken in broken(match.candidate, need).items() if is_broken and "desk:" not in n]
