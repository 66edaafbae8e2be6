"""Where texts of rows meet Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.translating import may_publish_everywhere, own_languages
from publishing.texts import screens


class TextsMenuItem(MenuItem):  # type: ignore[misc]
    """Under Reports, beside the translations of pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether somebody has a language, asked of what is read for every page anyhow."""
        user = request.user
        translates = user.has_perm("wagtail_localize.submit_translation")
        return translates and (may_publish_everywhere(user) or bool(own_languages(user)))


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The screen of each language."""
    return [
        path("languages/texts/", screens.first, name="publishing_texts_first"),
        path("languages/<str:code>/texts/", screens.show, name="publishing_texts"),
    ]


@hooks.register("register_reports_menu_item")
def item() -> MenuItem:
    """The way to it."""
    return TextsMenuItem(
        _("Short texts"),
        reverse_lazy("publishing_texts_first"),
        name="short-texts",
        icon_name="wagtail-localize-language",
        order=611,
    )
