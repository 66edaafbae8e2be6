"""Where wagtail-localize's questions are asked once; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail_localize import wagtail_hooks as theirs

from hub import linked
from publishing.editing import editor, instead, known
from publishing.editing.opening import HubPages

ICON = "wagtail-localize-language"

instead.take_out()
editor.install()


@hooks.register("register_admin_viewset")
def pages() -> HubPages:
    """The editor of pages."""
    return HubPages()


@hooks.register("construct_explorer_page_queryset")
def know_translations(_parent: Page, pages: PageQuerySet, _request: HttpRequest) -> PageQuerySet:
    """Each row of the explorer knows which of the two buttons it has."""
    return known.with_translating(pages)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def buttons(page: Page, user: Any, view_name: str | None = None, next_url: str | None = None) -> Iterator[Button]:
    """“Translate this page” and “Sync translated pages”, as wagtail-localize has them."""
    if page.is_root() or not user.has_perm("wagtail_localize.submit_translation"):
        return
    has_language_left, source = known.translating(page)
    if has_language_left:
        address = reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk])
        yield Button(gettext("Translate this page"), address, priority=60, icon_name=ICON)
    if source:
        address = reverse("wagtail_localize:update_translations", args=[source])
        back = "?" + urlencode({"next": next_url}) if next_url is not None else ""
        yield Button(gettext("Sync translated pages"), address + back, priority=60, icon_name="resubmit")


class Restart(theirs.RestartTranslationPageActionMenuItem):  # type: ignore[misc]
    """“Start synced translation” where a translation was stopped."""

    def is_shown(self, context: Any) -> bool:
        """Only in the editor."""
        return context["view"] == "edit" and any(not row.enabled for row in known.rows_of(context["page"]))


class BackToAlias(theirs.ConvertToAliasPageActionMenuItem):  # type: ignore[misc]
    """“Convert to alias page” where the page has an original."""

    def is_shown(self, context: Any) -> bool:
        """Only in the editor; whether the original is still there is asked where there was one."""
        return context["view"] == "edit" and bool(known.rows_of(context["page"])) and super().is_shown(context)


@hooks.register("register_page_action_menu_item")
def restart() -> Restart:
    """In wagtail-localize's place."""
    return Restart(order=0)


@hooks.register("register_page_action_menu_item")
def back_to_alias() -> BackToAlias:
    """In wagtail-localize's place."""
    return BackToAlias(order=0)


@hooks.register("before_edit_page")
def edit_sentences(request: HttpRequest, page: Page) -> HttpResponse | None:
    """wagtail-localize's editor where the page is translated sentence by sentence."""
    if request.method != "GET" or page.alias_of_id:
        answer: HttpResponse | None = theirs.before_edit_page(request, page)
        return answer
    page.locale = known.of_page(page).locale
    enabled = next((row for row in known.rows_of(page) if row.enabled), None)
    if enabled:
        return editor.shown(request, enabled, page)
    linked.read_ahead(page)
    return None
