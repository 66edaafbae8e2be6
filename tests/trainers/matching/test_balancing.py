"""What balance costs is told truly, and who was taken out stays out."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.factories import worlds
from tests.factories.matching import a_need, a_trainer, at_a_desk
from trainers.matching.batch.balancing import BALANCES, trade_off
from trainers.matching.batch.pairs import Pairs, anew, pairs
from trainers.matching.batch.planning import Manner, plan, plan_of
from trainers.matching.batch.values import Asking
from trainers.matching.matrix.open_gates import Gatekeeper
from trainers.matching.matrix.trainers import Matrix
from trainers.matching.weights import DEFAULTS


def found(asking: list[Asking], seed: int) -> Pairs:
    """The pairs of requests and a drawn crowd."""
    crowd = sorted(worlds.trainers(Random(seed), 60), key=lambda one: one.id)
    return pairs(Gatekeeper(Matrix(crowd), at_a_desk()), asking, DEFAULTS)


def test_each_row_is_what_a_plan_with_that_weight_gives() -> None:
    draw = Random(5)
    asking = [Asking(f"r{number}", worlds.need(draw), draw.choice((1, 1, 2))) for number in range(60)]
    known = found(asking, 5)
    rows = trade_off(known, Manner())
    assert [row.balance for row in rows] == list(BALANCES)
    for row in rows:
        answers = plan_of(anew(known), Manner(balance=row.balance)).answers
        given = [each.trainer for answer in answers for each in answer.given]
        assert (row.given, row.most) == (len(given), max(given.count(each) for each in set(given)))
        assert abs(row.points - sum(each.score for answer in answers for each in answer.given)) < len(given) / 10
    assert len({row.given for row in rows}) == 1
    assert rows[-1].gini < rows[0].gini
    assert rows[-1].points <= rows[0].points
    assert not known.reserved


def test_who_was_taken_out_is_given_to_no_such_request_and_stands_in_for_none() -> None:
    crowd = [a_trainer(id="best"), a_trainer(id="next")]
    asking = Asking("r", a_need())
    (free,) = plan([asking], crowd, at_a_desk()).answers
    first = free.given[0].trainer
    (without,) = plan([replace(asking, without=frozenset({first, "nobody"}))], crowd, at_a_desk()).answers
    assert first not in {each.trainer for each in (*without.given, *without.alternates)}
    assert len(without.given) == 1
    (both,) = plan([replace(asking, without=frozenset({"best", "next"}))], crowd, at_a_desk()).answers
    assert both.unmet is not None
    assert both.unmet.eligible == 0
