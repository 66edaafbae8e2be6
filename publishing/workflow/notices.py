"""Telling people that something waits for them, without telling anybody else what.

Wagtail writes its mails inside the click, with the titles of drafts in them. Here a click writes rows, and
`manage.py tick` makes one mail a person of them: in their language, with public titles only. A mail server that is
away breaks no click.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.admin import mail
from wagtail.admin.views.pages import edit
from wagtail.models import Page
from wagtail.users.models import UserProfile

from accounts.models import StaffNotice, User
from hub.languages import BY_CODE
from hub.querysets import publicly_readable

log = logging.getLogger(__name__)

KINDS: Final = {
    "submitted": StaffNotice.Kind.TO_APPROVE,
    "approved": StaffNotice.Kind.APPROVED,
    "rejected": StaffNotice.Kind.SENT_BACK,
    "updated_comments": StaffNotice.Kind.COMMENTED,
}
KEPT: Final = timedelta(hours=24)
# A mail is a reminder, not a report.
LONGEST: Final = 20


def note(recipients: Iterable[User], kind: str, page: Any) -> bool:
    """Rows of what these people will be told."""
    if page is None or kind not in KINDS:
        return False
    now = timezone.now()
    rows = [StaffNotice(user=user, kind=KINDS[kind], page_id=page.pk, at=now) for user in recipients]
    StaffNotice.objects.bulk_create(rows, ignore_conflicts=True)
    return True


def instead_of_workflow_mails(
    notifier: Any, _templates: Any, context: dict[str, Any], recipients: Iterable[User], **_: Any
) -> bool:
    """What Wagtail's notifiers call when a step of a review begins or a review ends."""
    return note(recipients, notifier.notification, context.get("page"))


def instead_of_comment_mails(recipients: Iterable[User], notification: str, context: dict[str, Any]) -> bool:
    """What Wagtail's page editor calls when comments were written: with the words of each, which no mail carries."""
    wanted = [
        user
        for user in recipients
        if user.is_active and user.email and UserProfile.get_for_user(user).updated_comments_notifications
    ]
    return note(wanted, notification, context.get("page"))


def take_over() -> None:
    """Put rows in the place of Wagtail's mails."""
    mail.EmailNotificationMixin.send_emails = instead_of_workflow_mails
    mail.send_notification = edit.send_notification = instead_of_comment_mails


def tick(now: datetime) -> dict[str, int]:
    """Send what waits, one mail a person, and drop what could not be sent for a day."""
    dropped, _per_model = StaffNotice.objects.filter(at__lte=now - KEPT).delete()
    waiting = User.objects.filter(pk__in=StaffNotice.objects.values("user"))
    return {"notices sent": sum(_try(user) for user in waiting), "notices dropped": dropped}


def _try(user: User) -> bool:
    try:
        return _send(user)
    except OSError:
        # The mail server is away: the rows are still there. The address is not logged.
        log.warning("A notice could not be sent; it is tried again.")
        return False


def _send(user: User) -> bool:
    with transaction.atomic():
        rows = list(StaffNotice.objects.select_for_update().filter(user=user).order_by("at"))
        StaffNotice.objects.filter(pk__in=[row.pk for row in rows]).delete()
        if not rows or not user.is_active or not user.email:
            return False
        with translation.override(_language_of(user)):
            context = {"lines": lines(rows[:LONGEST]), "link": f"{settings.HUB_URL}{reverse('wagtailadmin_home')}"}
            subject = " ".join(render_to_string("emails/notices/subject.txt", context).split())
            # Inside the transaction: a mail that cannot be sent leaves its rows for the next time.
            send_mail(subject, render_to_string("emails/notices/body.txt", context), None, [user.email])
    return True


def lines(rows: list[StaffNotice]) -> list[dict[str, str]]:
    """What each row says: the title where everybody may read it now, nothing where not: a closed page is not public."""
    told = publicly_readable(Page.objects.filter(pk__in=[row.page_id for row in rows]))
    public = dict(told.values_list("pk", "title"))
    # A line break in a title would make two lines of one.
    return [
        {"title": " ".join(public.get(row.page_id, "").split()), "what": str(row.get_kind_display())} for row in rows
    ]


def _language_of(user: User) -> str:
    code = UserProfile.get_for_user(user).get_preferred_language()
    return code if code in BY_CODE and BY_CODE[code].catalogue else settings.LANGUAGE_CODE
