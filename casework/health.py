"""What operators are told of casework at /-/health/: who answers whom, and cases that should have gone."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from casework.desks import facts
from casework.models import Case
from casework.routing import unserved
from hub.health import NotWell
from trainers.models import Desk
from vocabulary import places


def desks() -> str:
    """Every published desk has somebody who reads what is sent to it."""
    manned = Desk.objects.filter(members__user__is_active=True)
    empty = Desk.objects.listed().exclude(pk__in=manned.values("pk"))
    names = list(empty.order_by("name").values_list("name", flat=True))
    if names:
        raise NotWell(f"nobody answers at: {', '.join(names)}")
    return "each has a coordinator"


def coverage() -> str:
    """Whoever asks from any country is sent to some desk."""
    left = unserved(places.countries(), facts())
    if left:
        raise NotWell(f"no desk answers for {len(left)} countries: publish a central unit")
    return "every country has a desk"


def purging() -> str:
    """No case is there more than a day after it was to go."""
    late = Case.objects.filter(purge_on__lt=timezone.now().date() - dt.timedelta(days=1)).count()
    if late:
        raise NotWell(f"{late} cases should have gone: run manage.py tick")
    return "nothing is overdue"
