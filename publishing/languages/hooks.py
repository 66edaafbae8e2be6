"""Where the screens of languages meet Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.translation import get_language, gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import locale_permission_policy

from hub.pages import HOME_DEPTH
from publishing.languages import screens

screens.install()


class LanguagesMenuItem(MenuItem):  # type: ignore[misc]
    """In the settings menu of who may change which languages there are."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the screen opens for somebody."""
        return bool(locale_permission_policy.user_has_any_permission(request.user, ["add", "change", "delete"]))


@hooks.register("register_settings_menu_item")
def languages_item() -> MenuItem:
    """The way to the languages."""
    return LanguagesMenuItem(
        gettext_lazy("Languages"),
        reverse_lazy("wagtaillocales:index"),
        name="languages",
        icon_name="wagtail-localize-language",
        order=603,
    )


@hooks.register("construct_settings_menu", order=100)
def one_way_is_enough(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Without wagtail-localize's own item, which asks for a right on sites."""
    index = reverse("wagtaillocales:index")
    items[:] = [item for item in items if item.url != index or isinstance(item, LanguagesMenuItem)]


@hooks.register("before_serve_page")
def only_in_its_own_language(page: Page, _request: HttpRequest, _args: Any, _kwargs: Any) -> None:
    """Raise Http404 where a text is asked for below a language that it is not in.

    Where the first page of a language is not public, Wagtail looks for its addresses below that of the site: readers
    would be given the texts of that language as those of this one. They are told where it exists instead.
    """
    if page.depth > HOME_DEPTH and page.locale.language_code != get_language():
        raise Http404
