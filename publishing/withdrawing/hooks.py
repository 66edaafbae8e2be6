"""Where withdrawing meets Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from hub.templatetags.hub import day
from publishing.withdrawing import screens
from resources.models import Withdrawal
from resources.withdrawn.acts import may_be_withdrawn


class WithdrawnMenuItem(MenuItem):  # type: ignore[misc]
    """Under Reports, for who publishes."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person publishes."""
        return screens.may_see(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The form of a page, the list, and one row of it."""
    return [
        path("pages/<int:page_id>/withdraw/", screens.withdraw, name="publishing_withdraw"),
        path("reports/withdrawn/", screens.show, name="publishing_withdrawn"),
        path("reports/withdrawn/<int:pk>/", screens.change, name="publishing_withdrawn_change"),
    ]


@hooks.register("register_reports_menu_item")
def menu() -> MenuItem:
    """The way to the list."""
    return WithdrawnMenuItem(
        gettext_lazy("Withdrawn texts"),
        reverse_lazy("publishing_withdrawn"),
        name="publishing-withdrawn",
        icon_name=screens.ICON,
        order=630,
    )


@hooks.register("register_page_header_buttons")
def button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """“Withdraw…” in the page's own menu, and the way back from there."""
    if may_be_withdrawn(page, user):
        label = _("Withdraw…") if page.live else _("Say why it is gone…")
        yield Button(label, reverse("publishing_withdraw", args=[page.pk]), icon_name=screens.ICON, priority=66)


@hooks.register("before_edit_page", order=-10)
def say_so(request: HttpRequest, page: Page) -> None:
    """Whoever opens a withdrawn text to edit it knows that publishing brings it back."""
    if request.method != "GET" or page.live or page.first_published_at is None:
        return
    row = Withdrawal.objects.filter(page=page.pk).first()
    if row is not None:
        said = _("This text was withdrawn on %(day)s: %(why)s Publishing it brings it back.")
        way = messages.button(reverse("publishing_withdrawn_change", args=[row.pk]), _("What readers are told"))
        messages.warning(request, said % {"day": day(row.withdrawn_on), "why": row.get_why_display()}, buttons=[way])
