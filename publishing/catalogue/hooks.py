"""Where PO files of languages meet Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from publishing.catalogue import left, screens
from publishing.texts.hooks import TextsMenuItem


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The screen of each language, its file, and what is kept of a page whose original is gone."""
    return [
        path("languages/po/", screens.first, name="publishing_catalogue_first"),
        path("languages/<str:code>/po/", screens.show, name="publishing_catalogue"),
        path("languages/<str:code>/po/file/", screens.download, name="publishing_catalogue_file"),
        path("pages/<int:page_id>/kept-sentences/", left.show, name="publishing_left"),
    ]


@hooks.register("register_reports_menu_item")
def item() -> MenuItem:
    """The way to it."""
    return TextsMenuItem(
        _("PO files"),
        reverse_lazy("publishing_catalogue_first"),
        name="po-files",
        icon_name="download",
        order=612,
    )


@hooks.register("before_edit_page")
def tell_where_sentences_are(request: HttpRequest, page: Page) -> None:
    """After its original went, a text is edited as a page; what was typed before is not on it yet."""
    left.tell(request, page)
