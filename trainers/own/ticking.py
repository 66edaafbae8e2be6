"""What `manage.py tick` does for vouchings and own profiles."""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from hub import languages
from trainers import vouched
from trainers.choices import Standing, WishState
from trainers.models import Desk, Pause, Vouching, Wish
from trainers.own import links, sitting, wishes

log = logging.getLogger(__name__)


def tick(now: dt.datetime) -> dict[str, int]:
    """Tell desks what ends soon and what waits, bring back who paused, and drop what has ended."""
    today = now.date()
    return {
        "desks told": sum(_try(desk, today) for desk in Desk.objects.prefetch_related("languages")),
        "pauses ended": _bring_back(today),
        "links to profiles dropped": links.forget_old(now),
        "open profiles closed": sitting.forget_old(now),
        "wished changes dropped": wishes.forget_old(now),
    }


def _bring_back(today: dt.date) -> int:
    # One by one: who listens to rows that go, such as the search, is told.
    over = list(Pause.objects.filter(back_on__lte=today))
    for row in over:
        row.delete()
    return len(over)


def _try(desk: Desk, today: dt.date) -> bool:
    try:
        return _tell(desk, today)
    except OSError:
        # The mail server is away: nothing was noted as told. The address is not logged.
        log.warning("A desk could not be told that something waits; it is tried again.")
        return False


def _tell(desk: Desk, today: dt.date) -> bool:
    """One mail whatever there is: its words are the same for all events, so that they tell nobody which."""
    with transaction.atomic():
        due = _due(desk, today)
        news = Wish.objects.filter(state=WishState.WAITING, desk_told=False, trainer__vouching__desk=desk)
        # A wish that is told of once is told of; the same for both steps before an end.
        fresh = news.update(desk_told=True)
        for row in due:
            row.save(update_fields=["told"])
        if not (due or fresh) or not (settings.HUB_HAS_MAIL and desk.email and desk.is_current()):
            return False
        # Inside the transaction: a mail that cannot be sent leaves its rows for the next time.
        _send(desk)
    return True


def _due(desk: Desk, today: dt.date) -> list[Vouching]:
    last = today + dt.timedelta(days=max(vouched.TOLD_BEFORE))
    rows = Vouching.objects.select_for_update().filter(desk=desk, standing=Standing.VOUCHED, until__range=(today, last))
    found = []
    for row in rows:
        step = vouched.due(row.until, row.told, today)
        if step is not None:
            row.told = step
            found.append(row)
    return found


def _send(desk: Desk) -> None:
    first = next((each.code for each in desk.languages.all()), "")
    with translation.override(languages.interface(first or languages.DEFAULT.code).code):
        link = f"{settings.HUB_URL}{reverse('wagtailadmin_home')}"
        subject = " ".join(render_to_string("emails/desk/subject.txt").split())
        send_mail(subject, render_to_string("emails/desk/body.txt", {"link": link}), None, [desk.email])
