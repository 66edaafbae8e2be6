"""Deleting into the bin, taking back out of it, and deleting for good; each wholly or not at all."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from treebeard.mp_tree import MP_MoveHandler
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision, Site, WorkflowState
from wagtail.signals import page_published, page_unpublished

from hub.pages import BIN_PATH
from hub.retention import Retention
from publishing.bin import places
from publishing.models import BinEntry, BinnedPage
from search import indexing

logger = logging.getLogger("hub.tick")
LIMIT: Final = Retention.BINNED.lifetime.limit or dt.timedelta(days=30)


class HomeOfASiteError(Exception):
    """The page, or one below it, is what a site begins with: deleting it would take the site away."""


class NoPlaceError(Exception):
    """A page cannot come back to this place."""


@transaction.atomic
def put(page: Page, user: Any, now: dt.datetime | None = None) -> BinEntry:
    """Delete a page with all below it into the bin.

    Raises HomeOfASiteError where a site begins at or below it.
    """
    pages = list(Page.objects.filter(path__startswith=page.path).select_for_update().order_by("path"))
    if Site.objects.filter(root_page__in=pages).exists():
        raise HomeOfASiteError
    top = pages[0]
    following = top.get_siblings().filter(path__gt=top.path).first()
    entry = BinEntry.objects.create(
        page=top,
        deleted_by=user,
        deleted_on=now or timezone.now(),
        former_parent=top.get_parent(),
        former_next=following,
        former_slug=top.slug,
        former_place=" › ".join(each.title for each in top.get_ancestors().filter(depth__gt=1)),
    )
    _remember(entry, pages)
    was_live = [each.specific for each in pages if each.live]
    _withdraw(pages, user)
    _move(top, places.the_bin(), "last-child", slug=f"page-{top.pk}")
    log(instance=top.specific, action="publishing.bin", user=user)
    for each in was_live:
        page_unpublished.send(sender=each.specific_class, instance=each)
    indexing.note(each.pk for each in pages)
    return entry


def _remember(entry: BinEntry, pages: Sequence[Page]) -> None:
    due = {int(each.object_id): each for each in _schedules(pages)}
    rows = []
    for page in pages:
        scheduled = due.get(page.pk)
        rows.append(
            BinnedPage(
                page=page,
                entry=entry,
                translation_key=page.translation_key,
                live=page.live,
                has_unpublished_changes=page.has_unpublished_changes,
                live_revision_id=page.live_revision_id,
                scheduled_revision=scheduled,
                scheduled_for=scheduled.approved_go_live_at if scheduled else None,
            )
        )
    BinnedPage.objects.bulk_create(rows, batch_size=500)


def _schedules(pages: Iterable[Page]) -> Any:
    ids = [str(page.pk) for page in pages]
    return Revision.page_revisions.filter(object_id__in=ids, approved_go_live_at__isnull=False)


def _withdraw(pages: Sequence[Page], user: Any) -> None:
    """Nothing in the bin is live, due, in review or anybody's translation."""
    _schedules(pages).update(approved_go_live_at=None)
    ids = [str(page.pk) for page in pages]
    for state in WorkflowState.objects.active().filter(base_content_type__model="page", object_id__in=ids):
        state.cancel(user=user)
    for page in pages:
        page.live, page.live_revision_id, page.has_unpublished_changes = False, None, True
        page.translation_key = uuid.uuid4()
    fields = ["live", "live_revision", "has_unpublished_changes", "translation_key"]
    Page.objects.bulk_update(pages, fields, batch_size=200)


def _move(page: Page, target: Page, position: str, *, slug: str) -> Page:
    """Move in the tree, without the redirects that follow when an editor moves a page."""
    before = page.url_path
    MP_MoveHandler(Page.objects.get(pk=page.pk), target, position).process()
    moved = Page.objects.get(pk=page.pk)
    moved.slug = slug
    after = moved.set_url_path(moved.get_parent())
    Page.objects.filter(pk=moved.pk).update(slug=slug, url_path=after)
    moved._update_descendant_url_paths(before, after)
    return moved


@transaction.atomic
def restore(entry: BinEntry, user: Any, parent: Page | None = None) -> Page:
    """Put what was deleted back to its place, or below `parent`, as it was.

    Raises NoPlaceError where its place is gone, or where such a page may not stand.
    """
    entry = BinEntry.objects.select_for_update().get(pk=entry.pk)
    target = parent or entry.former_parent
    page = Page.objects.get(pk=entry.page_id)
    if target is None or target.url_path.startswith(BIN_PATH) or not page.specific.can_move_to(target):
        raise NoPlaceError
    slug = _free(entry.former_slug, target)
    following = entry.former_next
    beside = following is not None and following.is_child_of(target)
    moved = _move(page, following if beside else target, "left" if beside else "last-child", slug=slug)
    if slug != entry.former_slug:
        _write_slug(moved, slug)
    known = list(entry.pages.select_related("live_revision", "scheduled_revision"))
    _give_back(known)
    entry.delete()
    log(instance=moved.specific, action="publishing.restore", user=user)
    for row in known:
        if row.live:
            own = Page.objects.get(pk=row.page_id).specific
            page_published.send(sender=own.specific_class, instance=own, revision=row.live_revision)
    indexing.note(row.page_id for row in known)
    return Page.objects.get(pk=page.pk).specific


def _free(slug: str, parent: Page) -> str:
    taken = set(parent.get_children().values_list("slug", flat=True))
    return next(each for each in chain([slug], (f"{slug}-{n}" for n in count(2))) if each not in taken)


def _write_slug(page: Page, slug: str) -> None:
    """The draft takes the new address as well, or publishing it would ask for the old one."""
    if page.latest_revision is not None:
        page.latest_revision.content["slug"] = slug
        page.latest_revision.save(update_fields=["content"])


def _give_back(known: Sequence[BinnedPage]) -> None:
    now = timezone.now()
    pages = Page.objects.in_bulk([row.page_id for row in known])
    keys = [row.translation_key for row in known]
    taken = set(Page.objects.filter(translation_key__in=keys).values_list("translation_key", "locale_id"))
    for row in known:
        page = pages[row.page_id]
        page.live, page.has_unpublished_changes = row.live, row.has_unpublished_changes
        page.live_revision_id = row.live_revision_id
        if (row.translation_key, page.locale_id) not in taken:
            page.translation_key = row.translation_key
        if row.scheduled_revision and row.scheduled_for and row.scheduled_for > now:
            row.scheduled_revision.approved_go_live_at = row.scheduled_for
            row.scheduled_revision.save(update_fields=["approved_go_live_at"])
    fields = ["live", "live_revision", "has_unpublished_changes", "translation_key"]
    Page.objects.bulk_update(pages.values(), fields, batch_size=200)


@transaction.atomic
def delete_for_good(entry: BinEntry, user: Any) -> None:
    """Delete what lies in the bin, as Wagtail deletes."""
    DeletePageAction(Page.objects.get(pk=entry.page_id).specific, user=user).execute(skip_permission_checks=True)


def purge_due(now: dt.datetime) -> Mapping[str, int]:
    """What `manage.py tick` does: delete for good what has lain its time; one that fails does not stop the rest."""
    done = {"pages of the bin deleted": 0, "failed": 0}
    for entry in BinEntry.objects.filter(deleted_on__lte=now - LIMIT).order_by("deleted_on"):
        try:
            delete_for_good(entry, None)
            done["pages of the bin deleted"] += 1
        except Exception:
            logger.exception("Due, but it failed: page %s of the bin", entry.page_id)
            done["failed"] += 1
    return done
