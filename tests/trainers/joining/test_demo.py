"""The demo's people who ask to be listed: one in each state, the same when it is made again."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.utils import timezone

from accounts.roles import DESK
from tests.factories.casework import coordinator
from tests.factories.trainers import a_trainer, bring_in, desk_record
from tests.trainers.joining.asker import a_site
from trainers.joining import demo, returning
from trainers.models import Application, Remark

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def test_one_in_each_state_and_none_twice() -> None:
    a_site()
    far = timezone.localdate() + dt.timedelta(days=90)
    bring_in(
        desks=[
            desk_record(id="maya", name="Maya", central=False, regions=[], countries=["GT"], fallback=["central-unit"])
        ]
    )
    a_trainer(id="ixchel", display_name="Ixchel", vetted_by="maya", vetted_until=far.isoformat())
    user = coordinator("maya", role=DESK)
    for _each in range(2):
        code = demo.seed(user)
    assert Counter(Application.objects.values_list("state", flat=True)) == {"waiting": 3, "asked": 1, "refused": 1}
    assert Remark.objects.filter(desk__public_id="maya").count() == 2
    assert {row.content["said"]["name"] for row in Application.objects.filter(state="waiting")} >= {"Ixchel"}
    # The code that is printed opens somebody whom the desk has asked something.
    found = returning.find(code)
    assert found is not None
    assert (found.state, found.content["said"]["name"]) == ("asked", "Rosalinda Ixcot")
    assert found.content["said"]["availability"]["timezone"] == "America/Guatemala"
