"""Sentences whose original is gone: shown so that they can be copied, and out as a PO file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polib
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from hub import languages
from hub.pages import BIN_PATH
from publishing.catalogue.writing import entry

WARNED = "sentences_left"  # pages of which this session has heard


def left_by(page: Page) -> Any:
    """The translated sentences that are kept for a page, whatever became of their original."""
    kept = StringTranslation.objects.filter(context__object_id=page.translation_key, locale_id=page.locale_id)
    return kept.select_related("translation_of__locale", "context").order_by("pk")


def is_left(page: Page) -> bool:
    """Whether a page has kept sentences that nothing leads to any more."""
    rows = list(
        Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
        .order_by("-enabled")
        .values_list("enabled", "source__locale_id")
    )
    if rows and (rows[0][0] or _is_there(page, [locale for _enabled, locale in rows])):
        return False
    return bool(left_by(page).exists())


def _is_there(page: Page, locales: Sequence[int]) -> bool:
    originals = Page.objects.filter(translation_key=page.translation_key, locale__in=locales)
    return bool(originals.exclude(url_path__startswith=BIN_PATH).exists())


def tell(request: HttpRequest, page: Page) -> None:
    """Say once in a session where the sentences of a page are whose original is gone."""
    heard = request.session.get(WARNED, [])
    if request.method != "GET" or page.locale.language_code == languages.DEFAULT.code or page.pk in heard:
        return
    if page.url_path.startswith(BIN_PATH) or page.alias_of_id or not is_left(page):
        return
    request.session[WARNED] = [*heard, page.pk][-50:]
    button = messages.button(reverse("publishing_left", args=[page.pk]), _("See the sentences"))
    messages.info(
        request, _("What was translated of this text before its original went is kept, sentence by sentence."), [button]
    )


@require_safe
def show(request: HttpRequest, page_id: int) -> HttpResponse:
    """All of them, or with `?po` the file."""
    page = get_object_or_404(Page.objects.select_related("locale"), pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    rows = list(left_by(page))
    if "po" in request.GET:
        return _file(page, rows)
    context = {
        "page": page,
        "rows": [(each, languages.BY_CODE.get(each.translation_of.locale.language_code)) for each in rows],
        "into": languages.BY_CODE.get(page.locale.language_code),
        "page_title": _("Sentences that are kept"),
    }
    return render(request, "publishing/catalogue/left.html", context)


def _file(page: Page, rows: Sequence[StringTranslation]) -> HttpResponse:
    po = polib.POFile(wrapwidth=0)
    code = page.locale.language_code
    po.metadata = {"Language": code, "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8"}
    said = "".join(entry(each.context.path, each.translation_of.data, each.data, "") for each in rows)
    return HttpResponse(
        f"{po}\n{said}",
        content_type="text/x-gettext-translation; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="sentences-{page.pk}-{code}.po"'},
    )
