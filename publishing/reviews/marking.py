"""“Reviewed today”: on the page and in its revisions, in one transaction, without a new version.

A new version would count as a change that every translation has to follow; the words are the same.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from accounts.roles import REVIEWER
from hub.pages import BIN_PATH
from publishing.reviews.due import MODELS
from search.signals import published as note_for_search

REVIEWED: Final = "publishing.reviewed"


def may_review(user: Any) -> bool:
    """Whether somebody reviews texts at all, whoever publishes them."""
    if not user.is_active or not user.has_perm("accounts.see_library"):
        return False
    return user.is_superuser or any(group.name == REVIEWER.name for group in user.groups.all())


def may_mark(user: Any, page: Page) -> bool:
    """Whether somebody may say that a page was reviewed: reviewers, and whoever publishes it; it must be public."""
    if not (page.live and issubclass(page.specific_class or Page, MODELS)) or page.url_path.startswith(BIN_PATH):
        return False
    # Rights on pages are known on every screen; groups are asked for.
    return bool(page.permissions_for_user(user).can_publish()) or may_review(user)


@transaction.atomic
def mark(page: Any, user: Any, *, on: dt.date, again_by: dt.date) -> None:
    """Note that a text was checked, and when it must be again: live, drafts and what waits to be published."""
    model = type(page)
    # Held until the end: who saves the page meanwhile waits.
    kept = model.objects.select_for_update().get(pk=page.pk)
    model.objects.filter(pk=kept.pk).update(reviewed_on=on, review_by=again_by)
    waiting = Revision.page_revisions.filter(object_id=str(kept.pk), approved_go_live_at__isnull=False)
    own = {kept.latest_revision_id, kept.live_revision_id, *waiting.values_list("pk", flat=True)} - {None}
    revisions = list(Revision.objects.filter(pk__in=own))
    for each in revisions:
        each.content.update(reviewed_on=on.isoformat(), review_by=again_by.isoformat())
    Revision.objects.bulk_update(revisions, ["content"])
    log(instance=kept, action=REVIEWED, user=user, data={"review_by": again_by.isoformat()}, content_changed=False)
    note_for_search(model, kept)
