"""Where the reasons for a rank meet Wagtail's admin; `search.wagtail_hooks` imports this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from resources.models import PAGE_MODELS
from search.why import screens


class WhyMenuItem(MenuItem):  # type: ignore[misc]
    """Under Reports, for who chooses what comes first."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may choose results."""
        return request.user.has_perm(screens.CHOOSES)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The screen."""
    return [path("reports/search-why/", screens.show, name="search_why")]


@hooks.register("register_reports_menu_item")
def menu() -> MenuItem:
    """The way to the screen."""
    return WhyMenuItem(
        gettext_lazy("Why it ranks there"),
        reverse_lazy("search_why"),
        name="search-why",
        icon_name="search",
        order=640,
    )


@hooks.register("register_page_header_buttons")
def button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """From a text to where it stands when somebody asks for its title."""
    if page.live and user.has_perm(screens.CHOOSES) and issubclass(page.specific_class, tuple(PAGE_MODELS)):
        asked = {"q": page.title, "language": page.locale.language_code, "text": page.pk}
        yield Button(
            _("How the search finds it"), f"{reverse('search_why')}?{urlencode(asked)}", icon_name="search", priority=66
        )
