"""What somebody is to a case: membership of its desk decides, rights do not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.roles import DESK, EDITOR, OPERATOR, TRANSLATOR
from casework.policies import Standing
from casework.standing import desks_of, standing
from tests.factories.accounts import member
from tests.factories.trainers import bring_in, desk_record
from trainers.models import Desk, DeskMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks() -> dict[str, Desk]:
    bring_in(
        desks=[
            desk_record(),
            desk_record(id="north", name="North", central=False, regions=["005"], fallback=["central-unit"]),
        ]
    )
    return {desk.public_id: desk for desk in Desk.objects.all()}


def at(desk: Desk) -> Any:
    return SimpleNamespace(desk_id=desk.pk)


def test_a_member_of_the_desk_is_a_member_there_and_nowhere_else(desks: dict[str, Desk]) -> None:
    person = member(DESK)
    DeskMember.objects.create(desk=desks["north"], user=person)
    assert standing(person, at(desks["north"])) is Standing.MEMBER
    assert standing(person, at(desks["central-unit"])) is Standing.OTHER_DESK
    assert list(desks_of(person)) == [desks["north"]]


def test_somebody_may_work_at_two_desks(desks: dict[str, Desk]) -> None:
    person = member(DESK)
    for desk in desks.values():
        DeskMember.objects.create(desk=desk, user=person)
    assert {standing(person, at(desk)) for desk in desks.values()} == {Standing.MEMBER}


@pytest.mark.parametrize(
    ("role", "values", "expected"),
    [
        (DESK, {}, Standing.NOBODY),
        (EDITOR, {}, Standing.NOBODY),
        (TRANSLATOR, {}, Standing.NOBODY),
        (OPERATOR, {}, Standing.OPERATOR),
        (OPERATOR, {"is_superuser": True}, Standing.OPERATOR),
        (None, {}, Standing.NOBODY),
    ],
)
def test_a_right_makes_nobody_a_member(role: Any, values: dict[str, Any], expected: Standing, desks: Any) -> None:
    assert standing(member(role, **values), at(desks["north"])) is expected


def test_a_closed_account_and_a_visitor_are_nobody(desks: dict[str, Desk]) -> None:
    person = member(DESK)
    DeskMember.objects.create(desk=desks["north"], user=person)
    person.is_active = False
    person.save()
    assert standing(person, at(desks["north"])) is Standing.NOBODY
    assert standing(AnonymousUser(), at(desks["north"])) is Standing.NOBODY


def test_who_leaves_a_desk_is_nobody_at_once(desks: dict[str, Desk]) -> None:
    person = member(DESK)
    row = DeskMember.objects.create(desk=desks["north"], user=person)
    row.delete()
    assert standing(person, at(desks["north"])) is Standing.NOBODY
