"""Whose business a remark is: who looks after the text, who may change it, who reviews and who publishes."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from hub.pages import BIN_PATH
from publishing.reviews.marking import may_review
from resources.models import Seen, TextRemark


def may_see(user: Any) -> bool:
    """Whether the list is somebody's business: everybody of the library has it, each with what is theirs."""
    return bool(user.is_active and user.has_perm("accounts.see_library"))


def of(user: Any) -> QuerySet[TextRemark]:
    """The remarks that somebody reads."""
    if not may_see(user):
        return TextRemark.objects.none()
    standing = TextRemark.objects.exclude(page__url_path__startswith=BIN_PATH)
    if may_review(user):
        return standing
    may = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, ["change", "publish"])
    return standing.filter(Q(owner=user) | Q(page__owner=user) | Q(page__in=may.order_by().values("pk")))


def waiting(page: Page) -> int:
    """How many remarks about a page nobody has seen to."""
    return TextRemark.objects.filter(page=page.pk, state=Seen.NEW).count()
