"""A desk says that nobody could be found for a case: the one act that counts a need."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

from casework import contents, needs
from casework.desk_acts import NotAllowed, key_of, recorded
from casework.models import Case, CountedNeed
from casework.needs_picture import classes, counting
from casework.policies import Act
from casework.proposing import Stage
from vocabulary import store as vocabulary

if TYPE_CHECKING:
    from accounts.models import User


def count_unmet(user: User, case_id: UUID, today: dt.date) -> None:
    """Count what a case asks for as unmet, once. Raises NotAllowed."""
    recorded(user, case_id, Act.COUNT_NEED, lambda case: _count(case, today))


def context(case_id: UUID) -> dict[str, Any]:
    """What the part of a case's screen says: whether it may be counted, or is."""
    case = Case.objects.filter(pk=case_id)
    return {
        "url": reverse("desk_unmet", args=[case_id]),
        "counted": case.filter(counted_need__isnull=False).exists(),
        "met": case.filter(proposals__stage=Stage.AGREED.value).exists(),
    }


def _count(case: Case, today: dt.date) -> None:
    if case.proposals.filter(stage=Stage.AGREED.value).exists():
        raise NotAllowed("agreed_already")
    _row, made = CountedNeed.objects.get_or_create(case=case)
    if not made:
        raise NotAllowed("counted_already")
    latest = case.assessments.order_by("-version")[0]
    need = needs.from_json(contents.text_of(latest, key_of(case)))
    counting.add(classes.cell(need, vocabulary.broader()), today)
