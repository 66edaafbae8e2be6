"""Vouching for trainers: who may, what stays, and that the public view follows by itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from accounts.models import AuditEvent, User
from accounts.roles import DESK, EDITOR
from tests.factories.accounts import member
from tests.factories.trainers import TODAY, a_trainer, bring_in, desk_record, trainer_record
from trainers import records, store, vouching
from trainers.models import Desk, DeskMember, Pause, Trainer, Vouching, VouchingChange

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
LATER = TODAY + dt.timedelta(days=300)


def at_desk(public_id: str = "central-unit", role: Any = DESK) -> User:
    user = member(role)
    DeskMember.objects.create(user=user, desk=Desk.objects.get(public_id=public_id))
    return user


def two_desks() -> None:
    west = desk_record(id="west", name="West", central=False, fallback=["central-unit"], regions=["011"])
    east = {**west, "id": "east", "name": "East", "regions": ["014"]}
    bring_in(desks=[desk_record(), west, east])


def vouch(trainer: Trainer, by: User, desk: str = "central-unit", **changes: Any) -> Vouching:
    said = {"until": LATER, "for_what": ["skills", "identity"], "knowledge": "Amina, who trained with her"}
    wanted = {**said, "reason": "Two trainings together", "today": TODAY, **changes}
    return vouching.vouch(trainer, Desk.objects.get(public_id=desk), by=by, **wanted)


def test_a_first_vouching_lists_and_says_who_for_what_until_when_and_through_whom() -> None:
    trainer = a_trainer(vetted_until=None, vetted_by=None)
    assert not Trainer.objects.listed(TODAY).exists()
    row = vouch(trainer, at_desk())
    assert (row.for_what, row.knowledge, row.until) == (["identity", "skills"], "Amina, who trained with her", LATER)
    assert Trainer.objects.listed(LATER).get() == trainer
    assert not Trainer.objects.listed(LATER + dt.timedelta(days=1)).exists()
    change = VouchingChange.objects.get()
    assert (change.act, change.before, change.after, change.on) == ("vouch", "never", "vouched", TODAY)
    assert change.reason == "Two trainings together"
    assert AuditEvent.objects.get(act="vouching.vouch").what.startswith(f"trainer:{trainer.pk} ")


def test_what_was_said_lies_sealed() -> None:
    trainer = a_trainer()
    vouch(trainer, at_desk())
    with connection.cursor() as cursor:
        cursor.execute("SELECT knowledge FROM trainers_vouching UNION ALL SELECT reason FROM trainers_vouchingchange")
        stored = str(cursor.fetchall())
    assert "Amina" not in stored
    assert "together" not in stored
    assert "Amina" not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until": TODAY - dt.timedelta(days=1)}, "until"),
        ({"until": TODAY + dt.timedelta(days=800)}, "until"),
        ({"for_what": []}, "for_what"),
        ({"for_what": ["everything"]}, "for_what"),
        ({"knowledge": " "}, "knowledge"),
    ],
)
def test_what_no_desk_can_vouch_for_is_refused(changed: dict[str, Any], field: str) -> None:
    trainer, by = a_trainer(), at_desk()
    with pytest.raises(vouching.Refused) as refusal:
        vouch(trainer, by, **changed)
    assert refusal.value.field == field
    assert VouchingChange.objects.count() == 1


def test_a_desk_vouches_in_its_own_name_and_the_central_unit_in_any() -> None:
    two_desks()
    trainer, west, central = a_trainer(vetted_until=None, vetted_by=None), at_desk("west"), at_desk()
    with pytest.raises(vouching.Refused):
        vouch(trainer, west, "east")
    vouch(trainer, west, "west")
    with pytest.raises(vouching.Refused):
        vouching.suspend(trainer, by=at_desk("east"), reason="x", today=TODAY)
    with pytest.raises(vouching.Refused):
        vouch(trainer, at_desk("east"), "east")
    vouching.suspend(trainer, by=central, reason="A complaint is looked into", today=TODAY)
    with pytest.raises(vouching.Refused):
        vouch(trainer, at_desk("east"), "east")
    vouching.withdraw(trainer, by=west, reason="It was true", today=TODAY)
    assert vouch(trainer, at_desk("east"), "east").desk.public_id == "east"
    assert not vouching.may(member(DESK), Desk.objects.get(public_id="west"))
    assert not vouching.may(at_desk("west", EDITOR), Desk.objects.get(public_id="west"))


def test_suspending_hides_at_once_and_what_follows_is_written_down() -> None:
    trainer, by = a_trainer(), at_desk()
    vouching.suspend(trainer, by=by, reason="first", today=TODAY)
    assert not Trainer.objects.listed(TODAY).exists()
    assert store.public_candidates(TODAY) == ()
    assert store.candidates(TODAY)[0].vetted_until is None
    assert records.trainer(Trainer.objects.whole().get())["vetted_until"] is None
    with pytest.raises(vouching.Refused):
        vouching.suspend(trainer, by=by, reason="again", today=TODAY)
    vouching.resume(trainer, by=by, reason="second", today=TODAY)
    assert Trainer.objects.listed(TODAY).exists()
    vouching.withdraw(trainer, by=by, reason="third", today=TODAY)
    with pytest.raises(vouching.Refused):
        vouching.resume(trainer, by=by, reason="no", today=TODAY)
    with pytest.raises(vouching.Refused) as refusal:
        vouch(trainer, by, knowledge="")
    assert refusal.value.field == "knowledge"
    vouch(trainer, by)
    steps = [(each.act, each.after) for each in trainer.vouching_changes.all()]
    assert steps == [
        *(("import", "vouched"), ("suspend", "suspended"), ("resume", "vouched")),
        *(("withdraw", "withdrawn"), ("vouch", "vouched")),
    ]


def test_each_change_but_vouching_needs_a_reason() -> None:
    trainer, by = a_trainer(), at_desk()
    with pytest.raises(vouching.Refused) as refusal:
        vouching.withdraw(trainer, by=by, reason=" ", today=TODAY)
    assert refusal.value.field == "reason"
    assert Trainer.objects.listed(TODAY).exists()


def test_a_file_that_says_the_same_leaves_what_a_desk_added() -> None:
    record = trainer_record()
    bring_in(record)
    trainer = Trainer.objects.get()
    vouch(trainer, at_desk(), until=dt.date.fromisoformat(record["vetted_until"]))
    bring_in({**record, "max_group_size": 7}, take_theirs=True)
    assert Vouching.objects.get().for_what == ["identity", "skills"]
    bring_in({**record, "vetted_until": None, "vetted_by": None}, take_theirs=True)
    assert (Vouching.objects.get().standing, VouchingChange.objects.last().act) == ("withdrawn", "import")


def test_a_pause_hides_until_its_day_and_no_longer() -> None:
    trainer = a_trainer()
    Pause.objects.create(trainer=trainer, back_on=TODAY + dt.timedelta(days=3))
    away, back = TODAY + dt.timedelta(days=2), TODAY + dt.timedelta(days=3)
    assert not Trainer.objects.listed(away).exists()
    assert store.public_candidates(away) == ()
    assert not store.candidates(away)[0].published
    assert Trainer.objects.listed(back).exists()
    assert store.candidates(back)[0].published
