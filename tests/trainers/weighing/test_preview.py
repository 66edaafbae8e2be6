"""What other weights would change, from the values of factors alone; none of this needs a database."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.factories.matching import a_need, a_trainer, at_a_desk
from trainers.matching.ranking import rank
from trainers.matching.weights import DEFAULTS, TOTAL, check
from trainers.weighing import preview, typed
from trainers.weighing.presets import BY_CODE, MEANINGS, NAMES, PRESETS

NEAR = BY_CODE["near-first"].weights
ALL_OF_TOPICS = {**dict.fromkeys(DEFAULTS, 0), "topics": TOTAL}
ALL_OF_TRAVEL = {**dict.fromkeys(DEFAULTS, 0), "travel": TOTAL}


def run(*rows: dict[str, int]) -> preview.Run:
    """A run whose rows are worth nothing but what is said, in hundredths."""
    return tuple(tuple(row.get(code, 0) for code in preview.CODES) for row in rows)


def test_ready_made_weights_are_whole_and_each_has_a_reason() -> None:
    assert PRESETS[0].weights == DEFAULTS
    for preset in PRESETS:
        assert check(preset.weights)
        assert preset.why
    assert len({typed.stamp(preset.weights) for preset in PRESETS}) == len(PRESETS)
    assert set(MEANINGS) == set(NAMES) == set(DEFAULTS)


def test_another_first_place_and_another_three_are_counted() -> None:
    knows, near = {"topics": 100}, {"travel": 100}
    middle = {"topics": 50, "travel": 40}
    runs = [run(knows, near), run(knows, middle, middle, near), run(knows)]
    found = preview.effect(runs, ALL_OF_TOPICS, ALL_OF_TRAVEL)
    assert (found.runs, found.other_first, found.other_three) == (3, 2, 1)
    [first, _second] = found.examples
    assert (first.scores_before, first.scores_after) == ((100.0, 0.0), (0.0, 100.0))
    assert [bar.points for bar in first.then if bar.points] == [100.0]


def test_the_same_weights_change_nothing() -> None:
    found = preview.effect([run({"topics": 100}, {"travel": 100})] * 3, DEFAULTS, DEFAULTS)
    assert (found.other_first, found.other_three, found.examples) == (0, 0, ())


def test_within_a_point_who_has_more_hours_free_goes_first() -> None:
    weights = {**dict.fromkeys(DEFAULTS, 0), "topics": 99, "load": 1}
    close = run({"topics": 100, "load": 0}, {"topics": 99, "load": 90})
    apart = run({"topics": 100, "load": 0}, {"topics": 97, "load": 90})
    assert (preview.in_order(close, weights), preview.in_order(apart, weights)) == ([1, 0], [0, 1])


def some_trainers(many: int) -> list[Any]:
    draw = random.Random(7)
    return [
        a_trainer(
            id=f"t{each}",
            topics={"risk-analysis": draw.choice([1, 2, 3]), "security-planning": draw.choice([1, 2, 3])},
            base_country=draw.choice(["GT", "MX", "HN", "ES"]),
            at_risk_groups={"journalists": draw.choice([1, 2, 3])},
        )
        for each in range(many)
    ]


@pytest.mark.parametrize("weights", [DEFAULTS, NEAR, BY_CODE["shared-work"].weights], ids=["designed", "near", "work"])
def test_from_the_kept_values_the_first_places_are_those_of_matching(weights: dict[str, int]) -> None:
    need, situation, trainers = a_need(), at_a_desk(), some_trainers(60)
    kept = preview.as_runs([preview.values(rank(need, trainers, situation, weights))])
    outcome = rank(need, trainers, situation, weights)
    [only] = kept
    order = preview.in_order(only, weights)
    best = [only[place] for place in order[: preview.FIRST_PLACES]]
    real = [tuple(row) for row in preview.values(outcome)[: preview.FIRST_PLACES]]
    assert sorted(best) == sorted(real)


def test_a_run_keeps_numbers_and_nothing_that_names_anybody() -> None:
    values = preview.values(rank(a_need(), some_trainers(60), at_a_desk()))
    assert len(values) == preview.MOST_ROWS
    assert {len(row) for row in values} == {len(DEFAULTS)}
    coarse = [place for place, code in enumerate(preview.CODES) if code not in preview.FINE]
    assert all(isinstance(value, int) and 0 <= value <= 100 for row in values for value in row)
    assert all(row[place] % 10 == 0 for row in values for place in coarse)


def test_runs_of_another_release_are_left_out() -> None:
    sound = [[0] * len(preview.CODES)]
    assert len(preview.as_runs([sound, [[1, 2]], []])) == 1


@pytest.mark.parametrize(
    "weights",
    [
        dict.fromkeys(DEFAULTS, 1),
        dict.fromkeys(DEFAULTS, 100),
        {**dict.fromkeys(DEFAULTS, 0), "topics": 3, "time": 1},
        {**dict(DEFAULTS), "topics": 37},
    ],
)
def test_made_100_weights_keep_their_proportion(weights: dict[str, int]) -> None:
    whole, total = preview.balanced(weights), sum(weights.values())
    assert sum(whole.values()) == TOTAL
    assert all(abs(whole[code] - TOTAL * weights[code] / total) < 1 for code in weights)


def test_nothing_at_all_becomes_what_the_site_comes_with() -> None:
    assert preview.balanced(dict.fromkeys(DEFAULTS, 0)) == DEFAULTS


def form(**fields: str) -> dict[str, str]:
    """A form that was drawn with the default weights and sent without a change."""
    drawn = {f"{kind}-{code}": str(weight) for code, weight in DEFAULTS.items() for kind in ("w", "r", "was")}
    return {**drawn, **fields}


@pytest.mark.parametrize(
    ("moved", "weight"),
    [({}, 38), ({"r-topics": "50"}, 50), ({"w-topics": "40"}, 40), ({"w-topics": "40", "r-topics": "50"}, 40)],
    ids=["nothing", "slider", "number", "both"],
)
def test_whichever_of_slider_and_number_was_moved_counts(moved: dict[str, str], weight: int) -> None:
    assert typed.read(form(**moved)).weights["topics"] == weight


@pytest.mark.parametrize("text", ["", "-1", "101", "1.5", "٣", "ten", "1e1", "0001"])
def test_what_is_no_whole_number_is_told(text: str) -> None:
    found = typed.read(form(**{"w-topics": text}))
    assert set(found.wrong) == {"topics"}
    assert not found.is_whole
