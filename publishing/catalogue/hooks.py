"""Where PO files of languages meet Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from publishing.catalogue import screens
from publishing.texts.hooks import TextsMenuItem


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The screen of each language, and its file."""
    return [
        path("languages/po/", screens.first, name="publishing_catalogue_first"),
        path("languages/<str:code>/po/", screens.show, name="publishing_catalogue"),
        path("languages/<str:code>/po/file/", screens.download, name="publishing_catalogue_file"),
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
