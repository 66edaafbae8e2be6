"""What a change would bring, beside asking again with the change made: no difference, over drawn worlds."""

from __future__ import annotations

from random import Random

import pytest

from tests.factories import worlds
from tests.factories.matching import at_a_desk, from_outside
from trainers.matching import factors
from trainers.matching.gates import judge
from trainers.matching.hints import MOST_PAIRS
from trainers.matching.matrix.trainers import Matrix
from trainers.matching.outcome import Change, Count
from trainers.matching.ranking import match, rank
from trainers.matching.relaxing import both, relaxations
from trainers.matching.values import Candidate, Need, Situation
from trainers.matching.weights import DEFAULTS

Told = dict[tuple[Change, Change | None], tuple[int, float]]


def newcomers(need: Need, changed: Need, crowd: list[Candidate], situation: Situation) -> set[int]:
    """Who would be a useful match of the changed request and is no match of this one, asked one by one."""
    now = {
        place
        for place, one in enumerate(crowd)
        if judge(one, need, situation).eligible and factors.brings_a_main_topic(one, need, situation)
    }
    then = {
        place
        for place, one in enumerate(crowd)
        if judge(one, changed, situation).eligible and factors.is_useful(one, changed, situation)
    }
    return then - now


def by_asking_again(need: Need, crowd: list[Candidate], situation: Situation) -> tuple[Told, Told]:
    """Every single thing and every pair that brings somebody, with how many and the best score."""

    def best(places: set[int], changed: Need) -> float:
        return max(match(crowd[place], changed, situation, DEFAULTS).score for place in places)

    brought = {option: newcomers(need, option.need, crowd, situation) for option in relaxations(need)}
    singles: Told = {(o.change, None): (len(found), best(found, o.need)) for o, found in brought.items() if found}
    pairs: Told = {}
    options = list(brought)
    for place, one in enumerate(options):
        for other in options[place + 1 :]:
            pair = both(one, other)
            found = newcomers(need, pair.need, crowd, situation) if pair else set()
            if pair and found - brought[one] - brought[other]:
                pairs[pair.change, pair.also] = (len(found), best(found, pair.need))
    return singles, pairs


def test_hints_are_what_asking_again_finds() -> None:
    draw = Random(11)
    crowd = worlds.trainers(draw, 40)
    matrix, told_pairs = Matrix(crowd), 0
    for _ in range(60):
        need = worlds.need(draw)
        outcome = rank(need, matrix, at_a_desk())
        singles, pairs = by_asking_again(need, crowd, at_a_desk())
        assert {(h.change, h.also): (h.gain.number, h.best) for h in outcome.hints} == singles
        found = {(h.change, h.also): (h.gain.number, h.best) for h in outcome.pairs}
        assert len(found) == min(MOST_PAIRS, len(pairs))
        assert found.items() <= pairs.items()
        told_pairs += len(found)
    assert told_pairs > 20


@pytest.mark.parametrize("seed", [21, 22])
def test_a_requester_never_reads_a_small_number_or_who_is_behind_it(seed: int) -> None:
    draw = Random(seed)
    crowd = worlds.trainers(draw, 60)
    small = 0
    for _ in range(25):
        need = worlds.need(draw)
        outcome = rank(need, crowd, from_outside())
        for hint in (*outcome.hints, *outcome.pairs):
            assert hint.gain.number >= 3 or (hint.gain == Count(2, blurred=True) and hint.best is None)
            small += hint.gain.blurred
    assert small
