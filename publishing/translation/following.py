"""Which revision of its original a page follows that is translated on its own."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

FOLLOWED = "publishing.followed"


def newest_published(original: Any) -> Revision | None:
    """The revision that readers of the original have now."""
    return original.live_revision or original.latest_revision


def assume(original: Any, page: Any) -> None:
    """Where nobody has said so: what readers of the original had when the page was last published."""
    moment = page.last_published_at or page.latest_revision_created_at
    entries = PageLogEntry.objects.filter(page_id=original.pk, action="wagtail.publish", revision__isnull=False)
    before = entries.filter(timestamp__lte=moment).order_by("-timestamp").first() if moment else None
    first = before or entries.order_by("timestamp").first()
    if first is not None:
        _set(page, first.revision)


@transaction.atomic
def follow(page: Any, original: Any, user: Any) -> Revision | None:
    """Note that a page has followed all that is published of its original; none is returned where nothing is."""
    revision = newest_published(original)
    if revision is not None:
        _set(page, revision)
        log(instance=page, action=FOLLOWED, user=user, data={"revision": revision.pk}, content_changed=False)
    return revision


def _set(page: Any, revision: Revision) -> None:
    """On the page and in its revisions, which would bring the old number back when they are published."""
    type(page).objects.filter(pk=page.pk).update(translated_from=revision)
    page.translated_from = revision
    waiting = Revision.page_revisions.filter(object_id=str(page.pk), approved_go_live_at__isnull=False)
    own = {page.latest_revision_id, page.live_revision_id, *waiting.values_list("pk", flat=True)}
    kept = list(Revision.objects.filter(pk__in=own - {None}))
    for each in kept:
        each.content["translated_from"] = revision.pk
    Revision.objects.bulk_update(kept, ["content"])
