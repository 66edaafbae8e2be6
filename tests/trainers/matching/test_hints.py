"""What could be given up: one thing at a time, never safety, counted by who would be useful."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factories.matching import a_need, a_trainer, at_a_desk, from_outside
from trainers.matching.gates import GATES, judge
from trainers.matching.hints import relaxations
from trainers.matching.outcome import Count, Hint
from trainers.matching.ranking import rank
from trainers.matching.values import (
    AskedAccompaniment,
    AskedFacilitator,
    AskedLanguage,
    Availability,
    Capacity,
    Exclusions,
    OptedIn,
    Period,
    SpokenLanguage,
    Travel,
)

MUSTS = a_need(
    languages=(AskedLanguage("es", True, "fluent"), AskedLanguage("quc", True)),
    accompaniment=AskedAccompaniment(4, must=True),
    facilitator=AskedFacilitator(must=("woman",)),
    exclusions=Exclusions(frozenset({"x"})),
)


def three(**changes: object) -> list[object]:
    return [a_trainer(id=f"t{number}", **changes) for number in range(3)]


@pytest.mark.parametrize(
    ("relax", "value", "trainer", "need"),
    [
        ("format", "online", {"formats": frozenset({"online"})}, {}),
        ("format", "online", {"base_country": "SE", "travel": Travel()}, {}),
        ("language", "es", {"languages": (SpokenLanguage("quc", "native", True),)}, {}),
        (
            "language_level",
            "es",
            {"languages": (SpokenLanguage("es", "fluent", True),)},
            {"languages": (AskedLanguage("es", True, "native"),)},
        ),
        ("hours", "10", {"capacity": Capacity(60, 48, 0)}, {}),
        (
            "start_by",
            "2027-03-01",
            {"availability": Availability("UTC", closed=(Period(date(2027, 1, 1), date(2027, 2, 28)),))},
            {},
        ),
        (
            "start_by",
            "2027-03-01",
            {"base_country": "MX", "travel": Travel(frozenset({"013"}), notice_weeks=10), "formats": {"in_person"}},
            {},
        ),
        ("accompaniment", "prefer", {}, {"accompaniment": AskedAccompaniment(4, must=True)}),
    ],
)
def test_a_hint_counts_those_whom_one_thing_given_up_would_bring(
    relax: str, value: str, trainer: dict[str, object], need: dict[str, object]
) -> None:
    found = rank(a_need(**need), three(**trainer), at_a_desk()).hints  # type: ignore[arg-type]
    assert Hint(relax, value, Count(3)) in found


def test_what_is_proposed_holds_when_it_is_done() -> None:
    trainers = [a_trainer(formats=frozenset({"online"})), *three(languages=(SpokenLanguage("quc", "native", True),))]
    for option in relaxations(a_need()):
        gain = sum(judge(one, option.need, at_a_desk()).eligible for one in trainers)  # type: ignore[arg-type]
        told = {hint.relax: hint.gain.number for hint in rank(a_need(), trainers, at_a_desk()).hints}  # type: ignore[arg-type]
        assert told.get(option.relax, 0) == gain


def test_a_useless_trainer_is_not_counted() -> None:
    off_topic = three(formats=frozenset({"online"}), topics={"stress": 3})
    little = three(formats=frozenset({"online"}), topics={"security-planning": 1})
    assert rank(a_need(), [*off_topic, *little], at_a_desk()).hints == ()  # type: ignore[list-item]


def test_two_closed_gates_are_no_single_step() -> None:
    assert rank(a_need(), three(formats=frozenset({"online"}), capacity=Capacity(60, 60, 0)), at_a_desk()).hints == ()  # type: ignore[arg-type]


def test_safety_identity_and_conflict_are_never_given_up() -> None:
    never = {gate.code for gate in GATES if not gate.offered}
    assert {"G1", "G2", "G5", "G8", "G9"} <= never
    for option in relaxations(MUSTS):
        assert not option.lifts & never
        kept = ("facilitator", "exclusions", "risk_level", "urgency", "declined", "requesting_organisation")
        assert all(getattr(option.need, name) == getattr(MUSTS, name) for name in kept)
        assert option.need == replace(MUSTS, **{_field(option.relax): getattr(option.need, _field(option.relax))})


def _field(relax: str) -> str:
    return "languages" if relax.startswith("language") else relax


@pytest.mark.parametrize(
    "closed",
    [
        {"risk_clearance": None},
        {"accepts": None},
        {"vetted_until": None},
        {"organisation": "x", "facilitator_attributes": (OptedIn("woman", date(2020, 1, 1)),)},
    ],
)
def test_nobody_behind_a_gate_of_safety_is_counted(closed: dict[str, object]) -> None:
    need = replace(MUSTS, accompaniment=None)
    for situation in (at_a_desk(), from_outside()):
        hints = rank(need, three(**closed, formats=frozenset({"online"})), situation).hints  # type: ignore[arg-type]
        assert situation.at_desk is False or hints == ()


def test_a_requester_learns_only_that_a_small_gain_is_small() -> None:
    one = rank(a_need(), three(formats=frozenset({"online"}))[:1], from_outside()).hints  # type: ignore[arg-type]
    assert one == (Hint("format", "online", Count(2, blurred=True)),)
