"""Fifty at once on a real database: one link, one decision, one vouching."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from hub.typed import FORM
from tests.casework.cases import a_site
from tests.factories.accounts import member
from tests.factories.at_once import at_once, shared_database
from tests.factories.trainers import bring_in, desk_record
from tests.trainers.own.situations import in_days, listed, wish
from trainers import vouching
from trainers.models import Desk, DeskMember, ProfileLink, ProfileSitting, Trainer
from trainers.own import links, wishes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MANY = 50
# No terms: the vocabulary goes with what a test like this leaves behind.
PLAIN: dict[str, Any] = {"topics": [], "formats": [], "at_risk_groups": []}


def coordinator() -> User:
    """At the desk, with every right: roles go with what a test like this leaves behind."""
    user = member(is_superuser=True)
    DeskMember.objects.create(user=user, desk=Desk.objects.get())
    return user


def test_pressed_fifty_times_at_once_a_link_opens_one_profile(tmp_path: Path) -> None:
    bring_in(desks=[desk_record()])
    key = links.make(listed(**PLAIN), coordinator(), timezone.now())
    a_site()
    # The very first page of a site makes the row of its settings: no matter of fifty.
    Client().get("/en/profile/")
    with shared_database(tmp_path):
        answers: list[Any] = at_once(MANY, lambda: Client().post("/en/profile/", f"key={key}", content_type=FORM))
    assert sorted(each.status_code for each in answers) == [200] * (MANY - 1) + [303]
    assert ProfileSitting.objects.count() == ProfileLink.objects.exclude(used_on=None).count() == 1


def test_ten_colleagues_at_once_decide_once_and_number_every_change(tmp_path: Path) -> None:
    bring_in(desks=[desk_record()])
    trainer, by, desk = listed(**PLAIN), coordinator(), Desk.objects.get()
    ids, today = wish(trainer, display_name="After"), timezone.localdate()
    said = {"until": in_days(100), "for_what": ["skills"], "knowledge": "Amina", "reason": "", "today": today}
    with shared_database(tmp_path):
        decided = at_once(10, lambda: wishes.decide(trainer, ids, accept=True, reason="", by=by, today=today))
        vouched = at_once(10, lambda: vouching.vouch(trainer, desk, by=by, **said))
    assert [each for each in decided if each == 1] == [1]
    assert Trainer.objects.get().display_name == "After"
    assert not [each for each in vouched if isinstance(each, Exception)]
    assert list(trainer.vouching_changes.values_list("number", flat=True)) == list(range(1, 12))
