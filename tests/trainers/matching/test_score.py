"""The parts of a score add up to what is shown, and taking the top part away moves a trainer as said."""

from __future__ import annotations

from random import Random

import pytest

from tests.factories import worlds
from tests.factories.matching import a_trainer, at_a_desk
from trainers.matching import rounding
from trainers.matching.lineup import Lineup, Scored, in_order
from trainers.matching.matrix.trainers import Matrix
from trainers.matching.outcome import Match
from trainers.matching.ranking import rank
from trainers.matching.standing import standing
from trainers.matching.values import Capacity


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([0.04, 0.04, 0.04], (1, 0, 0)),
        ([10.05, 10.05], (101, 100)),
        ([0.06, 0.03], (1, 0)),
        ([38.0, 0.0, 17.0], (380, 0, 170)),
        ([], ()),
    ],
)
def test_the_largest_remainders_are_rounded_up(parts: list[float], shown: tuple[int, ...]) -> None:
    assert rounding.shares(parts) == shown


def test_shown_parts_sum_to_the_shown_score_and_none_is_a_whole_tenth_off() -> None:
    draw = Random(1)
    for _ in range(2000):
        parts = [draw.choice((0.0, draw.random() * 38, draw.randint(0, 170) / 10)) for _ in range(11)]
        shown = rounding.shares(parts)
        assert sum(shown) == rounding.tenths(sum(parts))
        assert all(abs(tenths - 10 * part) < 1 for tenths, part in zip(shown, parts, strict=True))


def test_each_match_shows_a_score_that_its_bars_sum_to() -> None:
    draw = Random(2)
    crowd, seen = Matrix(worlds.trainers(draw, 200)), 0
    for _ in range(60):
        outcome = rank(worlds.need(draw), crowd, at_a_desk())
        for match, scored in zip(outcome.matches, outcome.matches.ordered, strict=True):  # type: ignore[attr-defined]
            assert sum(round(10 * bar.points) for bar in match.bars) == scored.tenths == round(10 * match.score)
            assert all(0 <= bar.points <= outcome.weights[bar.factor] for bar in match.bars)
            seen += 1
    assert seen > 100


def no_words(candidate: object) -> Match:
    """A match without a word."""
    return Match(candidate, 0.0, (), (), (), ())  # type: ignore[arg-type]


def test_another_score_moves_a_trainer_to_the_place_that_ordering_anew_gives() -> None:
    draw = Random(3)
    for _ in range(300):
        crowd = [
            Scored(a_trainer(id=f"t{n}", capacity=Capacity(60, draw.choice((0, 10)), 0)), draw.randint(500, 560))
            for n in range(draw.randint(1, 12))
        ]
        lineup = Lineup(in_order(crowd, 5), 5, no_words)
        place, tenths = draw.randrange(len(crowd)), draw.randint(480, 570)
        moved = lineup.ordered[place]._replace(tenths=tenths)
        anew = in_order([*lineup.ordered[:place], moved, *lineup.ordered[place + 1 :]], 5)
        assert anew[lineup.place_with(place, tenths)].candidate is moved.candidate


def test_without_the_top_part_a_trainer_stands_where_it_is_said() -> None:
    draw = Random(4)
    crowd, checked = Matrix(worlds.trainers(draw, 200)), 0
    for _ in range(150):
        outcome = rank(worlds.need(draw), crowd, at_a_desk())
        for place, match in enumerate(outcome.matches[:4]):
            told = standing(outcome, place)
            top = max(match.bars, key=lambda bar: bar.points)
            assert told.factor == top.factor
            rest = [
                each._replace(tenths=each.tenths - round(10 * top.points))
                if each.candidate is match.candidate
                else each
                for each in outcome.matches.ordered  # type: ignore[attr-defined]
            ]
            assert [each.candidate.id for each in in_order(rest, 0)].index(match.candidate.id) == told.place_without - 1
            checked += 1
    assert checked > 300
