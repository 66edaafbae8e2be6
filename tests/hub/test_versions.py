"""A version is another one after every write to what it stands for, however the write was made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from hub import versions
from tests.factories.trainers import a_trainer
from trainers.choices import Tier
from trainers.models import Desk, Trainer, TrainerTiers, TrainerTopic, Vouching, WorkedIn
from vocabulary.models import Concept, Label

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def of_a_trainer(model: Any, trainer: Trainer) -> Any:
    return model._default_manager.filter(trainer=trainer)


WRITES: dict[str, Callable[[Trainer], object]] = {
    "a save": lambda trainer: trainer.save(),
    "an update of many": lambda trainer: of_a_trainer(TrainerTiers, trainer).update(display_name=Tier.DESK),
    "a bulk write": lambda trainer: WorkedIn.objects.bulk_create([WorkedIn(trainer=trainer, code="TZ")]),
    "a delete": lambda trainer: of_a_trainer(Vouching, trainer).delete(),
    "terms chosen": lambda trainer: type(trainer).formats.through.objects.all().delete(),
    "a row below": lambda trainer: of_a_trainer(TrainerTopic, trainer).first().delete(),
    "a statement of its own": lambda trainer: connection.cursor().execute(
        "UPDATE trainers_trainer SET base_country = %s WHERE id = %s", ["TZ", trainer.pk]
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_each_write_gives_another_version(write: Callable[[Trainer], object]) -> None:
    trainer = a_trainer()
    before = versions.of("directory", "vocabulary")
    write(trainer)
    after = versions.of("directory", "vocabulary")
    assert after[0] != before[0]
    assert after[1] == before[1]


def test_reading_and_other_tables_leave_it_alone() -> None:
    trainer = a_trainer()
    before = versions.of("directory")
    list(Trainer.objects.listed(trainer.last_review).for_page())
    Concept.objects.create(scheme="topic", code="another-topic")
    assert versions.of("directory") == before


def test_a_name_of_a_term_is_another_version_of_the_vocabulary() -> None:
    before = versions.of("vocabulary")
    Label.objects.filter(pk=Label.objects.values("pk")[:1]).update(text="Another word")
    assert versions.of("vocabulary") != before


def test_what_was_undone_never_comes_again_under_the_same_version() -> None:
    trainer = a_trainer()
    before = versions.of("directory")

    class UndoneError(Exception):
        """Ends a transaction."""

    def undone() -> tuple[str, ...]:
        try:
            with transaction.atomic():
                trainer.save()
                within.append(versions.of("directory"))
                raise UndoneError
        except UndoneError:
            return versions.of("directory")

    within: list[tuple[str, ...]] = []
    assert undone() == before
    trainer.save()
    assert versions.of("directory") not in (before, *within)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_was_read_just_before_a_write_outside_of_a_transaction_does_not_last() -> None:
    """Somebody who looks between the first token and the write keeps what was, under a token that goes."""
    desk = Desk.objects.create(public_id="a-desk", name="A desk")
    seen: list[tuple[str, ...]] = []

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "trainers_desk" in sql and not connection.in_atomic_block:
            seen.append(versions.of("directory"))
        return execute(sql, params, many, context)

    for write in (desk.save, lambda: Desk.objects.update(name="Another")):
        seen.clear()
        with connection.execute_wrapper(look):
            write()
        assert seen
        assert versions.of("directory") not in seen


def test_a_version_that_nobody_wrote_is_said_so() -> None:
    assert versions.of("no-such-version") == (versions.NEVER_WRITTEN,)
