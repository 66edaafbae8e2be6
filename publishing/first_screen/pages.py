"""Pages that wait for somebody: own drafts, comments, approvals, reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Comment, CommentReply, GroupApprovalTask, Page, TaskState, WorkflowState
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from accounts.models import ApprovalTask
from hub.pages import BIN_PATH
from hub.templatetags.hub import day
from publishing.first_screen.parts import Item, Part, part
from publishing.reviews import due

# Beyond this many nobody reads a list; it says how many more there are.
MOST: Final = 100
BACK: Final = WorkflowState.STATUS_NEEDS_CHANGES
UNDER_REVIEW: Final = WorkflowState.STATUS_IN_PROGRESS


def for_person(user: Any, today: dt.date) -> list[Part | None]:
    """All parts of this sort."""
    if not user.has_perm("accounts.see_library"):
        return []
    may = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, ["add", "change"])
    return [_to_approve(user), _came_back_and_drafts(user, may), _comments(user, may), _reviews(user, today)]


def _edit(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])


def _to_approve(user: Any) -> Part | None:
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__active=True)
    if not user.is_superuser:
        mine = user.groups.all().order_by().values("pk")
        # Both sorts of tasks there are, at once; Wagtail asks for the groups of one task after the other.
        ours = ApprovalTask.objects.filter(groups__in=mine).values("pk")
        theirs = GroupApprovalTask.objects.filter(groups__in=mine).values("pk")
        states = states.filter(Q(task__in=ours) | Q(task__in=theirs))
    # Nobody decides on what they sent in themselves.
    states = states.exclude(task__in=ApprovalTask.objects.values("pk"), workflow_state__requested_by=user)
    states = states.order_by("started_at")
    rows = list(states.values_list("revision__object_id", "started_at", "workflow_state__requested_by_id")[:MOST])
    pages = _pages(int(pk) for pk, _at, _by in rows)
    return part(
        "approve",
        _("To approve"),
        [
            _item(pages[int(pk)], _("Sent in on %(day)s") % {"day": day(at.date())})
            for pk, at, _by in rows
            if int(pk) in pages
        ],
    )


def _came_back_and_drafts(user: Any, may: PageQuerySet) -> Part | None:
    mine = Q(owner=user) | Q(latest_revision__user=user)
    unfinished = Q(live=False) | Q(has_unpublished_changes=True)
    pages = list(
        Page.objects.filter(mine, unfinished, alias_of=None, pk__in=may.values("pk"))
        .exclude(url_path__startswith=BIN_PATH)
        .select_related("locale")
        .order_by("-latest_revision_created_at")[:MOST]
    )
    numbers = [str(page.pk) for page in pages]
    states = WorkflowState.objects.filter(object_id__in=numbers, status__in=[BACK, UNDER_REVIEW])
    stands = dict(states.values_list("object_id", "status")) if pages else {}
    # What is under review waits for others.
    left = [page for page in pages if stands.get(str(page.pk)) != UNDER_REVIEW]
    left.sort(key=lambda page: stands.get(str(page.pk)) != BACK)
    return part("drafts", _("Your drafts"), [_draft(page, stands.get(str(page.pk))) for page in left])


def _draft(page: Page, stands: str | None) -> Item:
    if stands == BACK:
        return _item(page, _("Came back to you with a comment"), late=True)
    if page.live:
        return _item(page, _("Changes that readers do not see yet"))
    return _item(page, _("Not published yet"))


def _comments(user: Any, may: PageQuerySet) -> Part | None:
    """Threads of one's own pages, or that one takes part in, where the last word is somebody else's."""
    last = CommentReply.objects.filter(comment=OuterRef("pk")).order_by("-created_at").values("user_id")[:1]
    mine = Q(page__owner=user) | Q(user=user) | Q(pk__in=CommentReply.objects.filter(user=user).values("comment"))
    open_: QuerySet[Any] = (
        Comment.objects.filter(mine, resolved_at=None, page__in=may.values("pk"))
        .annotate(last_by=Coalesce(Subquery(last), F("user_id"), output_field=BigIntegerField()))
        .exclude(last_by=user.pk)
        .exclude(page__url_path__startswith=BIN_PATH)
    )
    counts: dict[int, int] = {}
    for pk in open_.order_by("created_at").values_list("page", flat=True)[:MOST]:
        counts[pk] = counts.get(pk, 0) + 1
    pages = _pages(counts)
    return part(
        "comments",
        _("Comments to answer"),
        [_item(pages[pk], _many_comments(many)) for pk, many in counts.items() if pk in pages],
    )


def _many_comments(many: int) -> str:
    return ngettext("%(many)s comment", "%(many)s comments", many) % {"many": many}


def _reviews(user: Any, today: dt.date) -> Part | None:
    rows = due.rows(today, owner=user.pk)
    return part(
        "reviews",
        _("Reviews due"),
        [Item(_edit(row.page), row.title, row.lang, due.sentence(row, today), row.overdue(today)) for row in rows],
        all_url=reverse("publishing_reviews") if rows else "",
        all_label=_("All reviews"),
    )


def _pages(ids: Iterable[int]) -> dict[int, Page]:
    wanted = set(ids)
    found = Page.objects.filter(pk__in=wanted).exclude(url_path__startswith=BIN_PATH).select_related("locale")
    return {page.pk: page for page in found} if wanted else {}


def _item(page: Page, note: str, *, late: bool = False) -> Item:
    return Item(_edit(page.pk), page.draft_title or page.title, page.locale.language_code, note, late)
