"""Who joins and leaves a desk is an event of the audit log, however it happens."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context

from accounts import audit
from trainers.models import DeskMember


@receiver(post_save, sender=DeskMember, dispatch_uid="audit-desk-join")
def joined(*, instance: DeskMember, **_signal: Any) -> None:
    """From now on this person reads the desk's cases."""
    _record("desk.join", instance)


@receiver(post_delete, sender=DeskMember, dispatch_uid="audit-desk-leave")
def left(*, instance: DeskMember, **_signal: Any) -> None:
    """From now on this person reads none of them."""
    _record("desk.leave", instance)


def _record(act: str, membership: DeskMember) -> None:
    acting = get_active_log_context().user
    who = f"user:{acting.pk}" if acting else audit.SYSTEM
    audit.record(who=who, act=act, what=f"user:{membership.user_id} desk:{membership.desk_id}")
