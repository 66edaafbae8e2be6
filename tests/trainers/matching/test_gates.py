"""Each gate, with two trainers who differ in nothing but what the gate looks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories.matching import TODAY, a_need, a_trainer, at_a_desk, from_outside
from trainers.matching.gates import GATES, judge
from trainers.matching.values import (
    AskedAccompaniment,
    AskedFacilitator,
    AskedLanguage,
    AskedTopic,
    Availability,
    Capacity,
    Exclusions,
    OptedIn,
    OwnExclusions,
    Period,
    SpokenLanguage,
    Travel,
)

Changes = dict[str, Any]
ABROAD: Changes = {"base_country": "MX", "lived_in": frozenset()}
AWAY = Availability("UTC", closed=(Period(date(2027, 1, 1), date(2027, 3, 31)),))
HALF_AWAY = Availability("UTC", closed=(Period(date(2027, 2, 8), date(2027, 3, 31)),))


@dataclass(frozen=True)
class Pair:
    """What lets a trainer through one gate, and what closes it."""

    gate: str
    opens: Changes = field(default_factory=dict)
    closes: Changes = field(default_factory=dict)
    need: Changes = field(default_factory=dict)


PAIRS = (
    Pair("G1", closes={"published": False}),
    Pair("G1", opens={"vetted_until": TODAY}, closes={"vetted_until": TODAY - timedelta(days=1)}),
    Pair("G1", closes={"vetted_until": None}),
    Pair("G2", closes={"accepts": frozenset({"coaching"})}),
    Pair("G2", closes={"accepts": None}),
    Pair("G2", closes={"accepts": frozenset({"training"})}, need={"urgency": "urgent"}),
    Pair(
        "G2",
        opens={"formats": frozenset({"coaching"}), "accepts": frozenset({"coaching"})},
        closes={"formats": frozenset({"coaching"})},
        need={"format": "coaching"},
    ),
    Pair("G3", closes={"languages": (SpokenLanguage("es", "native", False),)}),
    Pair("G3", closes={"languages": (SpokenLanguage("es", "basic", True),)}),
    Pair("G3", closes={"languages": (SpokenLanguage("ca", "native", True),)}),
    Pair(
        "G3",
        opens={"languages": (SpokenLanguage("es", "fluent", True),)},
        closes={"languages": (SpokenLanguage("es", "working", True),)},
        need={"languages": (AskedLanguage("es", True, "fluent"),)},
    ),
    Pair(
        "G3",
        opens={"languages": (SpokenLanguage("fa", "native", True),)},
        closes={"languages": (SpokenLanguage("prs", "native", True),)},
        need={"languages": (AskedLanguage("fa", True),)},
    ),
    Pair("G4", closes={"formats": frozenset({"online"})}),
    Pair("G5", closes={"risk_clearance": "medium"}),
    Pair("G5", closes={"risk_clearance": None}),
    Pair("G6", opens={"availability": HALF_AWAY}, closes={"availability": AWAY}),
    Pair(
        "G6",
        opens={"availability": Availability("UTC", closed=(Period(date(2027, 2, 15), date(2027, 3, 31)),))},
        closes={"availability": HALF_AWAY},
        need={"format": "online"},
    ),
    Pair("G7", opens={"capacity": Capacity(60, 40, 0)}, closes={"capacity": Capacity(60, 41, 0)}),
    Pair("G7", closes={"capacity": Capacity(60, 90, 0)}),
    Pair("G8", opens={"id": "bea"}, need={"exclusions": Exclusions(trainers=frozenset({"ana"}))}),
    Pair("G8", opens={"organisation": None}, need={"exclusions": Exclusions(organisations=frozenset({"ceiba"}))}),
    Pair(
        "G8",
        opens={"base_country": "MX", "organisation_country": "MX"},
        closes={"base_country": "MX"},
        need={"exclusions": Exclusions(countries=frozenset({"GT"}))},
    ),
    Pair("G8", opens={"organisation": "other"}, need={"requesting_organisation": "ceiba"}),
    Pair("G8", closes={"exclusions": OwnExclusions(countries=frozenset({"GT"}))}),
    Pair(
        "G8",
        closes={"exclusions": OwnExclusions(organisations=frozenset({"asker"}))},
        need={"requesting_organisation": "asker"},
    ),
    Pair(
        "G9",
        opens={"facilitator_attributes": (OptedIn("woman", TODAY),)},
        closes={"facilitator_attributes": (OptedIn("woman", TODAY - timedelta(days=1)),)},
        need={"facilitator": AskedFacilitator(must=("woman",))},
    ),
    Pair(
        "G10",
        opens={"accompaniment_hours": 8},
        closes={"accompaniment_hours": 7},
        need={"accompaniment": AskedAccompaniment(8, must=True)},
    ),
    Pair("G11", opens=ABROAD, closes={**ABROAD, "travel": Travel(regions=frozenset({"005"}))}),
    Pair("G11", opens=ABROAD, closes={**ABROAD, "travel": Travel(frozenset({"013"}), cannot_enter=frozenset({"GT"}))}),
    Pair(
        "G11",
        opens={**ABROAD, "travel": Travel(countries=frozenset({"GT"}), notice_weeks=8)},
        closes={**ABROAD, "travel": Travel(countries=frozenset({"GT"}), notice_weeks=9)},
    ),
    Pair(
        "G12",
        opens={"topics": {"malware": 2}},
        closes={"topics": {"malware": 1, "passwords": 1}},
        need={"topics": (AskedTopic("digital-security", 2, min_level=2),)},
    ),
    Pair("G13", opens={"id": "bea"}, need={"declined": frozenset({"ana"})}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.gate)
def test_a_gate_parts_two_trainers_who_differ_in_nothing_else(pair: Pair) -> None:
    need = a_need(**pair.need)
    assert judge(a_trainer(**pair.opens), need, at_a_desk()).closed == ()
    assert judge(a_trainer(**pair.closes), need, at_a_desk()).closed == (pair.gate,)


def test_every_gate_has_a_pair() -> None:
    assert {pair.gate for pair in PAIRS} == {gate.code for gate in GATES}


def test_availability_that_nobody_knows_passes_with_a_word_of_warning() -> None:
    for unknown in (None, Availability("UTC"), HALF_AWAY):
        verdicts = judge(a_trainer(availability=unknown), a_need(), at_a_desk())
        assert (verdicts.closed, verdicts.unknown) == ((), ("G6",))


def test_a_wish_never_closes_a_gate() -> None:
    need = a_need(
        languages=(AskedLanguage("es", True), AskedLanguage("zu", False, "native")),
        facilitator=AskedFacilitator(prefer=("woman",)),
        accompaniment=AskedAccompaniment(100),
        participants=200,
        at_risk_groups=("lawyers",),
    )
    assert judge(a_trainer(), need, at_a_desk()).closed == ()


def test_notice_and_travel_do_not_bind_who_lives_there() -> None:
    travel = Travel(cannot_enter=frozenset({"GT"}), notice_weeks=26)
    assert judge(a_trainer(travel=travel), a_need(), at_a_desk()).closed == ()


class TestFromOutside:
    """What an unknown asker may not learn by asking twice."""

    @pytest.mark.parametrize(
        ("trainer", "need"),
        [
            ({}, {"facilitator": AskedFacilitator(must=("woman",))}),
            ({"exclusions": OwnExclusions(countries=frozenset({"GT"}))}, {}),
            ({"exclusions": OwnExclusions(organisations=frozenset({"x"}))}, {"requesting_organisation": "x"}),
            ({}, {"requesting_organisation": "ceiba"}),
            ({}, {"declined": frozenset({"ana"})}),
        ],
    )
    def test_what_trainers_told_the_desk_only_is_not_applied(self, trainer: Changes, need: Changes) -> None:
        judged = judge(a_trainer(**trainer), a_need(**need), from_outside())
        assert judged.closed == ()
        assert judge(a_trainer(**trainer), a_need(**need), at_a_desk()).closed != ()

    def test_own_exclusions_of_the_asker_are_applied(self) -> None:
        for out in (
            Exclusions(trainers=frozenset({"ana"})),
            Exclusions(organisations=frozenset({"ceiba"})),
            Exclusions(countries=frozenset({"GT"})),
        ):
            assert judge(a_trainer(), a_need(exclusions=out), from_outside()).closed == ("G8",)

    @pytest.mark.parametrize("organisation", ["ceiba", "other", None])
    def test_leaving_out_an_organisation_does_not_tell_who_belongs_to_it(self, organisation: str | None) -> None:
        hidden = a_trainer(organisation=organisation, public=frozenset({"display_name", "topics"}))
        out = Exclusions(organisations=frozenset({"ceiba"}))
        assert judge(hidden, a_need(exclusions=out), from_outside()).closed == ("G8",)

    def test_leaving_out_a_trainer_does_not_tell_whether_a_hidden_identifier_exists(self) -> None:
        hidden = a_trainer(public=frozenset({"topics"}))
        out = Exclusions(trainers=frozenset({"ana"}))
        assert judge(hidden, a_need(exclusions=out), from_outside()).closed == ()
