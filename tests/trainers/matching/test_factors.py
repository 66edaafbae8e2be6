"""Each factor, with two trainers who differ in nothing but what the factor weighs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories.matching import TODAY, a_need, a_trainer, at_a_desk, from_outside
from trainers.matching import factors, weights
from trainers.matching.values import (
    AskedAccompaniment,
    AskedFacilitator,
    AskedLanguage,
    AskedTopic,
    Availability,
    Capacity,
    OptedIn,
    Period,
    Slot,
    SpokenLanguage,
)

Changes = dict[str, Any]
FULL_TIME = Availability("UTC", (Slot(0, 480, 1080), Slot(1, 480, 1080)))
STRANGER: Changes = {"lived_in": frozenset(), "worked_in": frozenset()}
PREFERS_KICHE = {"languages": (AskedLanguage("es", True), AskedLanguage("quc", False))}


@dataclass(frozen=True)
class Pair:
    """Two trainers of whom the first is worth more to one factor, and to it alone."""

    factor: str
    more: Changes = field(default_factory=dict)
    less: Changes = field(default_factory=dict)
    need: Changes = field(default_factory=dict)


PAIRS = (
    Pair("topics", less={"topics": {"risk-analysis": 1, "security-planning": 2}}),
    Pair("topics", less={"topics": {"security-management": 3}}),
    Pair("topics", more={"topics": {"security-management": 3}}, less={"topics": {"malware": 3}}),
    Pair(
        "topics",
        more={"topics": {"malware": 2}},
        less={"topics": {"stress": 3}},
        need={"topics": (AskedTopic("digital-security"),)},
    ),
    Pair("nearness", less={"base_country": "MX"}, need={"format": "online"}),
    Pair(
        "nearness",
        more={**STRANGER, "base_country": "MX"},
        less={**STRANGER, "base_country": "PA"},
        need={"format": "online"},
    ),
    Pair(
        "nearness",
        more={**STRANGER, "base_country": "BI"},
        less={**STRANGER, "base_country": "CM"},
        need={"country": "CD", "format": "online"},
    ),
    Pair("travel", more={"base_country": "ES"}, less={"base_country": "UA"}),
    Pair("languages", less={"languages": (SpokenLanguage("es", "native", True),)}, need=PREFERS_KICHE),
    Pair(
        "languages",
        less={"languages": (SpokenLanguage("es", "native", True), SpokenLanguage("quc", "fluent", False))},
        need=PREFERS_KICHE,
    ),
    Pair("languages", less={"languages": (SpokenLanguage("es", "working", True),)}),
    Pair("experience", less={"at_risk_groups": {"journalists": 1}}),
    Pair("load", less={"capacity": Capacity(60, 40, 10)}),
    Pair("load", less={"capacity": Capacity(60, 10, 60)}),
    Pair("group_size", less={"max_group_size": 6}),
    Pair(
        "facilitator",
        more={"facilitator_attributes": (OptedIn("woman", TODAY),)},
        need={"facilitator": AskedFacilitator(prefer=("woman",))},
    ),
    Pair("accompaniment", more={"accompaniment_hours": 8}, need={"accompaniment": AskedAccompaniment(10)}),
    Pair("time", more={"availability": FULL_TIME}, less={"availability": Availability("UTC", (Slot(0, 540, 660),))}),
    Pair("time", more={"availability": FULL_TIME}, less={"availability": None}),
    Pair(
        "time",
        more={"availability": FULL_TIME},
        less={
            "availability": Availability("UTC", FULL_TIME.weekly, closed=(Period(date(2027, 2, 8), date(2027, 2, 28)),))
        },
    ),
    Pair("freshness", less={"last_offered": TODAY - timedelta(days=10)}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.factor)
def test_a_factor_weighs_what_it_names_and_nothing_else_does(pair: Pair) -> None:
    need = a_need(**pair.need)
    more, less = (
        {bar.factor: bar.value for bar in factors.bars(a_trainer(**changes), need, at_a_desk(), weights.DEFAULTS)}
        for changes in (pair.more, pair.less)
    )
    assert more.pop(pair.factor) > less.pop(pair.factor)
    assert more == less


def test_every_factor_has_a_pair_and_a_weight() -> None:
    assert {pair.factor for pair in PAIRS} == {factor.code for factor in factors.FACTORS} == set(weights.DEFAULTS)


def test_what_was_not_asked_counts_as_met() -> None:
    need = a_need(languages=(), topics=(), at_risk_groups=())
    values = {bar.factor: bar.value for bar in factors.bars(a_trainer(), need, from_outside(), weights.DEFAULTS)}
    for factor in ("languages", "topics", "experience", "facilitator", "accompaniment"):
        assert values[factor] == 1.0


def test_a_wish_about_the_facilitator_does_not_weigh_for_an_unknown_asker() -> None:
    need = a_need(facilitator=AskedFacilitator(prefer=("woman",)))
    opted_in = a_trainer(facilitator_attributes=(OptedIn("woman", TODAY),))
    assert factors.facilitator(opted_in, need, from_outside()) == factors.facilitator(a_trainer(), need, from_outside())


@pytest.mark.parametrize(
    ("offered", "brought"),
    [
        ({"risk-analysis": 1}, True),
        ({"security-management": 2}, True),
        ({"protection-strategies": 3}, False),
        ({"stress": 3}, False),
        ({}, False),
    ],
)
def test_a_neighbouring_topic_alone_is_below_the_floor(offered: dict[str, int], brought: bool) -> None:
    assert factors.brings_a_main_topic(a_trainer(topics=offered), a_need(), at_a_desk()) is brought


@pytest.mark.parametrize(
    "wrong",
    [
        {**weights.DEFAULTS, "topics": 39},
        {**weights.DEFAULTS, "topics": 140, "nearness": -85},
        {"topics": 100},
        {**weights.DEFAULTS, "reviews": 0},
    ],
)
def test_weights_name_each_factor_and_sum_to_a_hundred(wrong: dict[str, int]) -> None:
    assert sum(weights.DEFAULTS.values()) == weights.TOTAL
    with pytest.raises(ValueError, match="weights"):
        weights.check(wrong)
