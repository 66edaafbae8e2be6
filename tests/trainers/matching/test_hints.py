"""What could be given up: one thing at a time, never safety, counted by who would be useful."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factories.matching import a_need, a_trainer, at_a_desk, from_outside
from trainers.matching.gates import GATES, judge
from trainers.matching.outcome import Change, Count
from trainers.matching.ranking import rank
from trainers.matching.relaxing import both, relaxations
from trainers.matching.values import (
    AskedAccompaniment,
    AskedFacilitator,
    AskedLanguage,
    AskedTopic,
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
    assert (relax, value, Count(3)) in [(hint.relax, hint.value, hint.gain) for hint in found]


def test_what_is_proposed_holds_when_it_is_done() -> None:
    trainers = [a_trainer(formats=frozenset({"online"})), *three(languages=(SpokenLanguage("quc", "native", True),))]
    for option in relaxations(a_need()):
        gain = sum(judge(one, option.need, at_a_desk()).eligible for one in trainers)  # type: ignore[arg-type]
        told = {hint.relax: hint.gain.number for hint in rank(a_need(), trainers, at_a_desk()).hints}  # type: ignore[arg-type]
        assert told.get(option.change.relax, 0) == gain


def test_a_useless_trainer_is_not_counted() -> None:
    off_topic = three(formats=frozenset({"online"}), topics={"stress": 3})
    little = three(formats=frozenset({"online"}), topics={"security-planning": 1})
    assert rank(a_need(), [*off_topic, *little], at_a_desk()).hints == ()  # type: ignore[list-item]


def test_two_closed_gates_are_no_single_step() -> None:
    assert rank(a_need(), three(formats=frozenset({"online"}), capacity=Capacity(60, 60, 0)), at_a_desk()).hints == ()  # type: ignore[arg-type]


def test_safety_identity_and_conflict_are_never_given_up() -> None:
    never = {gate.code for gate in GATES if not gate.offered}
    assert {"G1", "G2", "G5", "G8", "G9"} <= never
    singles = list(relaxations(MUSTS))
    pairs = [pair for one in singles for other in singles if (pair := both(one, other))]
    assert len(pairs) > len(singles)
    for option in (*singles, *pairs):
        kept = ("facilitator", "exclusions", "risk_level", "urgency", "declined", "requesting_organisation")
        assert all(getattr(option.need, name) == getattr(MUSTS, name) for name in kept)
        changed = {_field(change.relax) for change in (option.change, option.also) if change}
        assert option.need == replace(MUSTS, **{name: getattr(option.need, name) for name in changed})


def test_two_things_are_about_different_things() -> None:
    need = replace(MUSTS, languages=(AskedLanguage("es", True, "native"),))
    for one in relaxations(need):
        for other in relaxations(need):
            pair = both(one, other)
            assert pair is None or _field(one.change.relax) != _field(other.change.relax)


def _field(relax: str) -> str:
    return {"language": "languages", "language_level": "languages", "topic_level": "topics"}.get(relax, relax)


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
    (one,) = rank(a_need(), three(formats=frozenset({"online"}))[:1], from_outside()).hints  # type: ignore[arg-type]
    assert (one.relax, one.gain, one.best) == ("format", Count(2, blurred=True), None)


def test_a_lower_level_is_said_with_what_would_be_enough() -> None:
    need = a_need(
        languages=(AskedLanguage("es", True, "native"),), topics=(AskedTopic("risk-analysis", 3, min_level=3),)
    )
    working = three(languages=(SpokenLanguage("es", "working", True),), topics={"risk-analysis": 3})
    leads = three(topics={"risk-analysis": 2})
    assert {hint.change for hint in rank(need, working, at_a_desk()).hints} == {  # type: ignore[arg-type]
        Change("language", "es"),
        Change("language_level", "es", "working"),
    }
    assert {hint.change for hint in rank(need, leads, at_a_desk()).hints} == {  # type: ignore[arg-type]
        Change("topic_level", "risk-analysis", level) for level in ("2", "1")
    }


def test_two_things_given_up_are_told_where_only_both_bring_somebody() -> None:
    both_shut = three(formats=frozenset({"online"}), languages=(SpokenLanguage("quc", "native", True),))
    outcome = rank(a_need(), both_shut, at_a_desk())  # type: ignore[arg-type]
    assert outcome.hints == ()
    (pair,) = outcome.pairs
    assert (pair.change, pair.also, pair.gain) == (Change("format", "online"), Change("language", "es"), Count(3))
    assert pair.best is not None
    assert pair.best > 50


def test_a_requester_is_not_told_of_a_pair_that_brings_one_person_more() -> None:
    online = three(formats=frozenset({"online"}))
    one_more = a_trainer(id="d", formats=frozenset({"online"}), languages=(SpokenLanguage("quc", "native", True),))
    crowd = [*online, one_more]
    assert rank(a_need(), crowd, at_a_desk()).pairs != ()  # type: ignore[arg-type]
    assert rank(a_need(), crowd, from_outside()).pairs == ()  # type: ignore[arg-type]
