"""Where a page, picture or document is still used: what somebody is told before it is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex

from hub.pages import BIN_PATH
from publishing.bin.views import entries_for, may_see
from publishing.models import BinnedPage

SHOWN = 10


@dataclass(frozen=True)
class Use:
    """A page or row that uses something, as the person who deletes may see it."""

    title: str
    language: str = ""
    address: str = ""
    in_bin: bool = False


@dataclass(frozen=True)
class Uses:
    """The first that use something, and how many more do; those in the bin by themselves."""

    shown: Sequence[Use]
    more: int
    binned: Sequence[Use]


def uses_of(rows: Sequence[Model], user: Any) -> Uses:
    """What uses these rows from outside of them; what lies in the bin is named to whoever may restore it."""
    found = list(_rows_that_use(rows))
    standing = [each for each in found if not _is_binned(each)]
    names = AdminURLFinder(user)
    shown = [_use(each, names) for each in standing[:SHOWN]]
    return Uses(shown, max(0, len(standing) - SHOWN), _binned([each for each in found if _is_binned(each)], user))


def _rows_that_use(rows: Sequence[Model]) -> Iterable[Any]:
    """The pages by their titles first, then the rest."""
    kind = ContentType.objects.get_for_model(Page if isinstance(rows[0], Page) else type(rows[0]))
    ids = [str(row.pk) for row in rows]
    found = (
        ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=ids)
        .exclude(base_content_type=kind, object_id__in=ids)
        .values_list("base_content_type", "object_id")
        .distinct()
    )
    by_type: dict[int, list[str]] = {}
    for content_type, pk in found:
        by_type.setdefault(content_type, []).append(pk)
    pages = by_type.pop(ContentType.objects.get_for_model(Page).pk, [])
    yield from Page.objects.filter(pk__in=pages).select_related("locale").order_by("title", "pk")
    for content_type, wanted in sorted(by_type.items()):
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            yield from model._default_manager.filter(pk__in=wanted).order_by("pk")


def _is_binned(row: Any) -> bool:
    return isinstance(row, Page) and row.url_path.startswith(BIN_PATH)


def _use(row: Any, names: AdminURLFinder) -> Use:
    address = names.get_edit_url(row) or ""
    if isinstance(row, Page):
        # What everybody may read is no secret; a draft of others is.
        may_know = bool(address) or row.live
        title = row.get_admin_display_title() if may_know else _("A page that is not shown to you")
        return Use(title, row.locale.get_display_name() if may_know else "", address)
    kind = str(capfirst(str(row._meta.verbose_name)))
    return Use(f"{kind}: {row}" if address else kind, "", address)


def _binned(pages: Sequence[Page], user: Any) -> list[Use]:
    if not pages or not may_see(user):
        return []
    known = BinnedPage.objects.filter(page__in=pages, entry__in=entries_for(user))
    entries: dict[int, int] = dict(known.values_list("page", "entry"))
    return [
        Use(
            page.get_admin_display_title(),
            page.locale.get_display_name(),
            reverse("publishing_bin_restore", args=[entries[page.pk]]),
            in_bin=True,
        )
        for page in pages
        if page.pk in entries
    ][:SHOWN]
