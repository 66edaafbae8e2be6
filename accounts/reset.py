"""Lost passwords: what is asked becomes a row, whatever the name; the mail is made later, outside any request.

So a request costs the same, and answers the same, for a name that exists and for one that does not.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts import audit
from accounts.attempts import key_of
from accounts.models import ResetRequest, SignInAttempts, User
from hub.sealing import CannotBeOpened

log = logging.getLogger(__name__)

MAILS_PER_HOUR: Final = 3
HOUR: Final = timedelta(hours=1)


def ask(name: str, language: str) -> None:
    """Note that a new password was asked for; nothing is looked up."""
    ResetRequest.objects.create(name=name, language=language, asked=timezone.now())


def send_waiting(now: datetime) -> int:
    """Make the mails that are waiting, one by one; answers how many were sent."""
    return sum(_try(request_id, now) for request_id in list(ResetRequest.objects.values_list("pk", flat=True)))


def forget_old(now: datetime) -> int:
    """Remove requests whose mail could not be sent for a day."""
    removed, _per_model = ResetRequest.objects.filter(asked__lte=now - timedelta(hours=24)).delete()
    return removed


def _try(request_id: UUID, now: datetime) -> bool:
    try:
        return _send(request_id, now)
    except OSError:
        # The mail server is away: the row is still there, and one bad mail must not stop the others.
        log.warning("A mail for a new password could not be sent; it is tried again.")
        return False


def _send(request_id: UUID, now: datetime) -> bool:
    with transaction.atomic():
        waiting = ResetRequest.objects.select_for_update().filter(pk=request_id).first()
        if waiting is None:
            return False
        try:
            name = waiting.name
        except CannotBeOpened:
            name = ""
        user = User.objects.filter(username__iexact=name, is_active=True).exclude(email="").first()
        language = waiting.language
        waiting.delete()
        if user is None or not _may_be_mailed(user, now):
            return False
        audit.record(who=f"user:{user.pk}", act="password.reset-mail")
        # Inside the transaction: a mail that cannot be sent leaves its request for the next time.
        _mail(user, language)
    return True


def _may_be_mailed(user: User, now: datetime) -> bool:
    row, _made = SignInAttempts.objects.select_for_update().get_or_create(
        account=key_of("reset", str(user.pk)), defaults={"since": now, "last": now}
    )
    if now - row.since >= HOUR:
        row.since, row.failures = now, 0
    row.failures, row.last = row.failures + 1, now
    row.save(update_fields=["since", "failures", "last"])
    return row.failures <= MAILS_PER_HOUR


def _mail(user: User, language: str) -> None:
    path = reverse(
        "account_new_password",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
        },
    )
    with translation.override(language):
        context = {"link": f"{settings.HUB_URL}{path}"}
        subject = render_to_string("emails/new-password/subject.txt", context).strip()
        send_mail(subject, render_to_string("emails/new-password/body.txt", context), None, [user.email])
