"""Withdrawing a text and bringing it back, each wholly or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from resources import identities
from resources.models.withdrawn import LONGEST_ADDRESS, Withdrawal, WithdrawnAddress

WITHDRAWN: Final = "resources.withdraw"
TOLD_ANEW: Final = "resources.withdrawn_words"
BROUGHT_BACK: Final = "resources.bring_back"
LONGEST_TITLE: Final = 255


@dataclass(frozen=True)
class Notice:
    """What readers are told: a reason, a sentence in its language, what to read instead, and whether the title."""

    why: str
    words: str = ""
    words_in: str = ""
    replaced_by: str = ""
    shows_title: bool = False


def may_be_withdrawn(page: Page, user: Any) -> bool:
    """Whether somebody may withdraw a page: who may take it off the site, or could have while it was there."""
    if not getattr(page.specific_class, "kind", "") or page.first_published_at is None:
        return False
    rights = page.permissions_for_user(user)
    return bool(rights.can_unpublish() if page.live else rights.can_publish())


@transaction.atomic
def withdraw(pages: Iterable[Page], notice: Notice, user: Any, today: dt.date) -> None:
    """Take texts off the site, each with what stands below it, and keep what their addresses say from now on."""
    for page in pages:
        _withdraw(page, notice, user, today)


def _withdraw(page: Page, notice: Notice, user: Any, today: dt.date) -> None:
    parts = list(page.get_descendants(inclusive=True).exclude(first_published_at=None).specific())
    top = parts[0]
    identity = identities.ensure(top)
    if identity is None:
        return
    known = Q(resource_id=identity.resource_id, language=top.locale.language_code)
    Withdrawal.objects.filter(known | Q(page=top.pk)).delete()
    row = Withdrawal.objects.create(
        resource_id=identity.resource_id,
        language=top.locale.language_code,
        page=top,
        title=top.title[:LONGEST_TITLE],
        withdrawn_on=today,
        was_live=[[part.pk, part.live_revision_id] for part in parts if part.live],
        **asdict(notice),
    )
    WithdrawnAddress.objects.bulk_create(WithdrawnAddress(withdrawal=row, path=path) for path in _addresses(parts))
    for part in reversed([part for part in parts if part.live]):
        part.unpublish(user=user)
    log(instance=top, action=WITHDRAWN, user=user, data={"why": row.why, "words": row.words}, content_changed=False)


def _addresses(parts: Sequence[Page]) -> list[str]:
    """The addresses of these pages now, and the old ones that led to them."""
    now = {urlsplit(part.url or "").path for part in parts} - {""}
    old = Redirect.objects.filter(redirect_page__in=[part.pk for part in parts]).values_list("old_path", flat=True)
    found = {Redirect.normalise_path(path) for path in now} | set(old)
    return sorted(path for path in found if len(path) <= LONGEST_ADDRESS)


@transaction.atomic
def tell_anew(row: Withdrawal, notice: Notice, user: Any) -> None:
    """Change what readers are told."""
    for name, value in asdict(notice).items():
        setattr(row, name, value)
    row.save()
    if row.page is not None:
        data = {"why": row.why, "words": row.words}
        log(instance=row.page.specific, action=TOLD_ANEW, user=user, data=data, content_changed=False)


def may_be_brought_back(row: Withdrawal, user: Any) -> bool:
    """Whether the page is still there and somebody may publish it."""
    return row.page is not None and bool(row.page.specific.permissions_for_user(user).can_publish())


@transaction.atomic
def bring_back(row: Withdrawal, user: Any) -> None:
    """Publish what was public of the text, as it was, and forget the notice. Raises ValidationError."""
    pages = Page.objects.in_bulk([pk for pk, _revision in row.was_live])
    known = Revision.objects.in_bulk([revision for _pk, revision in row.was_live if revision])
    for pk, revision in row.was_live:
        if pk in pages:
            _publish(pages[pk], known.get(revision), user)
    top = row.page
    Withdrawal.objects.filter(pk=row.pk).delete()
    if top is not None:
        log(instance=top.specific, action=BROUGHT_BACK, user=user, content_changed=False)


def _publish(page: Page, revision: Revision | None, user: Any) -> None:
    own = page.specific
    # A page that never had a version, or whose version is gone, comes back as it stands.
    (revision or own.get_latest_revision() or own.save_revision(user=user)).publish(user=user)


def forget(pages: Collection[int]) -> None:
    """Pages that are public again are withdrawn no more."""
    Withdrawal.objects.filter(page__in=pages).delete()
