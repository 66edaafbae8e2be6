"""What `manage.py tick` does for accounts."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session

from accounts import attempts, invitations, reset


def run(now: datetime) -> dict[str, int]:
    """Send waiting mails and remove what has outlived its day; answers what was done."""
    expired, _per_model = Session.objects.filter(expire_date__lte=now).delete()
    return {
        "reset mails sent": reset.send_waiting(now),
        "reset requests dropped": reset.forget_old(now),
        "invitations dropped": invitations.forget_old(now),
        "attempt counters dropped": attempts.forget_old(now),
        "sessions dropped": expired,
    }
