"""Who works at which desk: operators say so, and each change is recorded."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex

from accounts.models import AuditEvent
from accounts.roles import DESK, EDITOR, OPERATOR, TRANSLATOR, Role
from tests.factories.accounts import member
from tests.factories.trainers import bring_in, desk_record
from trainers.models import Desk, DeskMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    bring_in(desks=[desk_record()])
    return Desk.objects.get(public_id="central-unit")


def events() -> list[tuple[str, str, str]]:
    return list(AuditEvent.objects.filter(act__startswith="desk.").values_list("who", "act", "what"))


def test_an_operator_adds_and_removes_a_member_and_both_are_recorded(client: Client, desk: Desk) -> None:
    operator, person = member(OPERATOR), member(DESK, username="ana")
    client.force_login(operator)
    assert client.post(reverse("desk_members:add"), {"desk": desk.pk, "user": person.pk}).status_code == 302
    row = DeskMember.objects.get()
    page = client.get(reverse("desk_members:index")).content.decode()
    assert "ana" in page
    assert reverse("desk_members:delete", args=[row.pk]) in page
    assert client.post(reverse("desk_members:delete", args=[row.pk])).status_code == 302
    what = f"user:{person.pk} desk:{desk.pk}"
    assert events() == [(f"user:{operator.pk}", "desk.join", what), (f"user:{operator.pk}", "desk.leave", what)]


def test_an_operator_without_all_rights_changes_no_membership_into_another(client: Client, desk: Desk) -> None:
    row = DeskMember.objects.create(desk=desk, user=member(DESK))
    client.force_login(member(OPERATOR))
    other = member(DESK)
    client.post(reverse("desk_members:edit", args=[row.pk]), {"desk": desk.pk, "user": other.pk})
    assert DeskMember.objects.get().user_id == row.user_id


@pytest.mark.parametrize("role", [DESK, EDITOR, TRANSLATOR], ids=lambda role: role.name)
def test_nobody_else_gives_themselves_a_desk(client: Client, desk: Desk, role: Role) -> None:
    person = member(role)
    client.force_login(person)
    client.post(reverse("desk_members:add"), {"desk": desk.pk, "user": person.pk})
    assert not DeskMember.objects.exists()
    assert reverse("desk_members:index") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_person_is_at_a_desk_once(desk: Desk) -> None:
    person = member(DESK)
    DeskMember.objects.create(desk=desk, user=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        DeskMember.objects.create(desk=desk, user=person)


def test_an_old_draft_of_a_desk_brings_no_member_back(desk: Desk) -> None:
    row = DeskMember.objects.create(desk=desk, user=member(DESK))
    draft = desk.save_revision()
    row.delete()
    draft.publish()
    assert "member" not in str(draft.content)
    assert not DeskMember.objects.exists()
    assert not ReferenceIndex.model_is_indexable(DeskMember)


def test_a_member_whose_account_is_removed_is_recorded_as_gone(desk: Desk) -> None:
    person = member(DESK)
    DeskMember.objects.create(desk=desk, user=person)
    person.delete()
    assert [(who, act) for who, act, _what in events()] == [("system", "desk.join"), ("system", "desk.leave")]
