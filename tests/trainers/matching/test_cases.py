"""The twenty judged requests, over the whole directory, as a coordinator reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import matching_quality as quality


@pytest.fixture(scope="module")
def judged(shared_data: Path) -> list[quality.Judged]:
    return quality.judge_all(shared_data / "directory")


def test_nobody_is_shown_whom_a_must_rules_out_and_the_gate_is_named(judged: list[quality.Judged]) -> None:
    assert len(judged) == 20
    for case in judged:
        for trainer, ruled_out in case.case["must_not"].items():
            assert trainer not in case.order, (case.name, trainer)
            assert ruled_out["gate"] in case.outcome.excluded[trainer], (case.name, trainer)


def test_every_order_that_was_judged_holds(judged: list[quality.Judged]) -> None:
    assert [wrong for case in judged for wrong in case.wrong_orders] == []


def test_empty_cases_are_empty_and_each_expected_hint_comes_first(judged: list[quality.Judged]) -> None:
    for case in judged:
        if case.expected.get("empty"):
            assert case.order == (), case.name
        assert case.hint_holds is not False, (case.name, case.outcome.hints)


def test_the_ranking_is_as_good_as_it_was(judged: list[quality.Judged]) -> None:
    scored = [case for case in judged if case.ndcg is not None]
    assert sum(case.ndcg or 0 for case in scored) / len(scored) >= 0.95
    assert sum(case.precision or 0 for case in scored) / len(scored) >= 0.9
