"""No must is ever broken: thousands of drawn requests and trainers, judged again in plain words."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import worlds
from tests.factories.matching import TODAY, a_need, a_trainer, at_a_desk, from_outside
from tests.factories.plain_musts import broken
from trainers.matching.ranking import rank
from trainers.matching.scales import FORMATS, LANGUAGE_LEVELS, RISK_LEVELS, URGENCIES
from trainers.matching.values import (
    AskedAccompaniment,
    AskedFacilitator,
    AskedLanguage,
    AskedTopic,
    Capacity,
    Exclusions,
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


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NEEDS, st.lists(TRAINERS, min_size=1, max_size=4, unique_by=lambda trainer: trainer.id))
def test_no_match_ever_breaks_a_must(need: Any, trainers: Any) -> None:
    for match in rank(need, trainers, at_a_desk()).matches:
        assert broken(match.candidate, need) == []
        assert match.score == round(sum(bar.points for bar in match.bars), 1)
        assert len(match.reasons) >= 2
    for match in rank(need, trainers, from_outside()).matches:
        assert [name for name in broken(match.candidate, need) if "desk:" not in name] == []


@pytest.mark.parametrize("seed", [51, 52])
def test_exactly_those_who_break_no_must_pass_the_gates(seed: int) -> None:
    draw = Random(seed)
    crowd, passed = worlds.trainers(draw, 60), 0
    for _ in range(40):
        need = worlds.need(draw)
        outcome = rank(need, crowd, at_a_desk())
        let_in = {*(match.candidate.id for match in outcome.matches), *outcome.off_topic}
        assert let_in == {one.id for one in crowd if not broken(one, need)}
        passed += len(let_in)
    assert passed > 40
