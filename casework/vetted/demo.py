"""A vetted organisation for the demo, and recent runs so that other weights have an effect to show."""

from __future__ import annotations

import datetime as dt

from casework import matching_runs, opening
from casework.models import Case
from casework.states import ACTIVE
from casework.vetted import marking
from trainers.models import DeskMember


def seed(code: str, passphrase: str, today: dt.date) -> None:
    """Match each open case once, as its desk does on opening it, and mark the one whose code is printed."""
    for pk in Case.objects.filter(state__in=ACTIVE).order_by("order").values_list("pk", flat=True):
        try:
            matching_runs.at_desk(pk, today)
        except matching_runs.CannotMatch:
            continue
    opened = opening.open_case(code, passphrase, today)
    if opened is None:
        return
    member = DeskMember.objects.filter(desk=opened.case.desk_id, user__is_active=True).select_related("user").first()
    if member is not None and marking.held(opened.case) is None:
        marking.mark(member.user, opened.case.pk, today)
