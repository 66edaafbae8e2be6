"""Fifty at once on a real database: of one link one answer counts, of several trainers one agreement."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casework.models import Proposal
from casework.proposals import asked, desk, group, trainer
from casework.proposals.trainer import LinkIsDead
from casework.proposing import Stage
from casework.verdicts import Verdict
from tests.casework import proposing_cases as proposing
from tests.casework.proposing_cases import AMINA, BRUNO, SECRET_ONE, stages
from tests.factories.at_once import at_once, shared_database
from tests.factories.casework import HERE, TODAY, coordinator, three_desks
from vocabulary.models import AliasCode, Concept, Label
from vocabulary.seed import plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MANY = 50


@pytest.fixture(autouse=True)
def directory() -> None:
    if not Concept.objects.exists():
        # Tests that other threads see leave an empty database behind.
        plant(Concept, Label, AliasCode)
    three_desks()
    proposing.trainers()


def test_of_fifty_answers_with_one_link_one_counts(tmp_path: Path) -> None:
    kept = proposing.a_case()
    (token,) = proposing.asked(coordinator(HERE), kept, AMINA)
    numbers = itertools.count()

    def answer() -> Stage:
        said = (Stage.YES, Stage.DATES, Stage.NO)[next(numbers) % 3]
        trainer.answer(token, said, TODAY, reason="time", words="mine")
        return said

    with shared_database(tmp_path):
        found = at_once(MANY, answer)
    won = [each for each in found if isinstance(each, Stage)]
    assert len(won) == 1, found
    assert sum(isinstance(each, LinkIsDead) for each in found) == MANY - 1
    (proposal,) = asked(kept.case, kept.opened().key)
    assert proposal.state == won[0]


def test_of_fifty_agreements_with_three_trainers_one_counts(tmp_path: Path) -> None:
    kept = proposing.a_case()
    proposing.said_yes(coordinator(HERE), kept, AMINA, BRUNO, SECRET_ONE)
    opened, numbers = kept.opened(), itertools.cycle((1, 2, 3))
    with shared_database(tmp_path):
        found = at_once(MANY, lambda: group.agree(opened, next(numbers), TODAY))
    assert sum(bool(each) for each in found if isinstance(each, Verdict)) == 1
    assert {type(each) for each in found} == {Verdict}
    assert sorted(stages(kept)) == ["agreed", "passed", "passed"]


def test_of_fifty_who_open_the_names_one_sees_them(tmp_path: Path) -> None:
    by, kept = coordinator(HERE), proposing.a_case()
    proposing.agreed(by, kept)
    token = desk.renew(by, kept.case.pk, 1, TODAY).token
    with shared_database(tmp_path):
        found = at_once(MANY, lambda: trainer.look(token, TODAY))
    assert sum(not isinstance(each, Exception) for each in found) == 1
    assert sum(isinstance(each, LinkIsDead) for each in found) == MANY - 1


def test_taken_back_while_it_is_answered_it_is_one_of_the_two(tmp_path: Path) -> None:
    by, kept = coordinator(HERE), proposing.a_case()
    (token,) = proposing.asked(by, kept, AMINA)
    pk = kept.case.pk

    def answer() -> None:
        trainer.answer(token, Stage.YES, TODAY)

    acts: Iterator[Callable[[], None]] = iter([lambda: desk.withdraw(by, pk, 1), *[answer] * 9])
    with shared_database(tmp_path):
        at_once(10, lambda: next(acts)())
    row = Proposal.objects.get()
    assert row.stage == Stage.WITHDRAWN
    assert row.token_hash == ""
    assert row.outline is None
