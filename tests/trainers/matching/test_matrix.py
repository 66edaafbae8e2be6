"""What is said of many trainers at once is what gates and factors say of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from tests.factories import worlds
from tests.factories.matching import TODAY, a_need, a_trainer, at_a_desk, from_outside
from trainers.matching import factors, gates, weeks
from trainers.matching.matrix import bits
from trainers.matching.matrix.columns import VALUES, bringing_a_main_topic
from trainers.matching.matrix.open_gates import Gatekeeper
from trainers.matching.matrix.trainers import Matrix
from trainers.matching.ranking import rank
from trainers.matching.values import Availability, Need, Period, Situation, Slot

ROUNDS = 150


@pytest.fixture(scope="module", params=[at_a_desk(), from_outside()], ids=["desk", "outside"])
def drawn(request: pytest.FixtureRequest) -> tuple[Situation, Matrix, list[Need]]:
    draw = Random(7)
    return request.param, Matrix(worlds.trainers(draw, 60)), [worlds.need(draw) for _ in range(ROUNDS)]


def test_each_gate_opens_for_the_same_trainers(drawn: tuple[Situation, Matrix, list[Need]]) -> None:
    situation, matrix, needs = drawn
    for need in needs:
        keeper = Gatekeeper(matrix, situation)
        closed = [gates.judge(one, need, situation).closed for one in matrix.candidates]
        for gate in gates.GATES:
            if gate.code == "G6":
                passing = keeper.has_open_weeks(need, matrix.everyone)
            else:
                passing = keeper.passing(gate.code, need)
            assert bits.places(passing) == [n for n, codes in enumerate(closed) if gate.code not in codes], gate.code
        assert bits.places(keeper.eligible(need)) == [place for place, codes in enumerate(closed) if not codes]


def test_each_factor_is_worth_the_same(drawn: tuple[Situation, Matrix, list[Need]]) -> None:
    situation, matrix, needs = drawn
    places = range(3, matrix.size, 2)
    assert set(VALUES) == {factor.code for factor in factors.FACTORS}
    for need in needs:
        keeper = Gatekeeper(matrix, situation)
        for factor in factors.FACTORS:
            found = list(VALUES[factor.code][0](keeper, need, places))
            assert found == [factor.value(matrix.candidates[place], need, situation) for place in places], factor.code
        bring = bits.places(bringing_a_main_topic(keeper, need))
        assert bring == [
            p for p, one in enumerate(matrix.candidates) if factors.brings_a_main_topic(one, need, situation)
        ]


def test_a_value_reads_no_more_of_a_request_than_it_says(drawn: tuple[Situation, Matrix, list[Need]]) -> None:
    situation, matrix, needs = drawn
    everyone = range(matrix.size)
    for one, other in pairwise(needs):
        for values, reads in VALUES.values():
            mixed = replace(other, **{name: getattr(one, name) for name in reads})
            asked = (list(values(Gatekeeper(matrix, situation), need, everyone)) for need in (one, mixed))
            assert next(asked) == next(asked)


def test_whom_a_matrix_leaves_out_is_told_with_every_gate(drawn: tuple[Situation, Matrix, list[Need]]) -> None:
    situation, matrix, needs = drawn
    for need in needs[:30] if situation.at_desk else ():
        closed = {one.id: gates.judge(one, need, situation).closed for one in matrix.candidates}
        assert rank(need, matrix, situation).excluded == {each: codes for each, codes in closed.items() if codes}


def test_another_topic_tree_is_not_answered_from_the_old_one() -> None:
    matrix = Matrix([a_trainer(topics={"malware": 3})])
    need = a_need(topics=a_need().topics[:1])
    assert len(rank(need, matrix, at_a_desk()).matches) == 0
    assert len(rank(need, matrix, at_a_desk(broader={"malware": "risk-analysis"})).matches) == 1


def test_weeks_are_counted_as_a_calendar_shows_them() -> None:
    draw = Random(3)
    for _ in range(300):
        start, asked = TODAY + timedelta(days=draw.randint(0, 60)), draw.randint(1, 6)
        time = worlds._availability(draw)
        assert weeks.open_weeks(time, start, asked) == _counted(time, start, asked)


def _counted(time: Availability | None, start: date, asked: int) -> int:
    def within(periods: tuple[Period, ...], day: date) -> bool:
        return any(period.first <= day <= period.last for period in periods)

    def opens(day: date) -> bool:
        if time is None:
            return True
        slots = {slot.day for slot in time.weekly} or set(range(7))
        in_period = not time.periods or within(time.periods, day)
        return day.weekday() in slots and in_period and not within(time.closed, day)

    return sum(any(opens(start + timedelta(days=7 * week + day)) for day in range(7)) for week in range(asked))


def test_a_slot_on_one_weekday_opens_the_weeks_that_hold_such_a_day() -> None:
    sundays = Availability("UTC", (Slot(6, 540, 600),), closed=(Period(date(2027, 2, 7), date(2027, 2, 7)),))
    assert weeks.open_weeks(sundays, date(2027, 2, 1), 2) == 1
