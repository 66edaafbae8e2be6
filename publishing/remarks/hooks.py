"""Where remarks meet Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from hub.templatetags.hub import number
from publishing.remarks import reach, screens


class RemarksMenuItem(MenuItem):  # type: ignore[misc]
    """Under Reports, for everybody of the library."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether remarks are this person's business."""
        return reach.may_see(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The list and one remark; an address holds a random id."""
    return [
        path("reports/remarks/", screens.show, name="publishing_remarks"),
        path("reports/remarks/<uuid:pk>/", screens.remark, name="publishing_remark"),
    ]


@hooks.register("register_reports_menu_item")
def menu() -> MenuItem:
    """The way to the list."""
    return RemarksMenuItem(
        gettext_lazy("What readers say"),
        reverse_lazy("publishing_remarks"),
        name="publishing-remarks",
        icon_name=screens.ICON,
        order=605,
    )


@hooks.register("before_edit_page", order=-10)
def say_how_many(request: HttpRequest, page: Page) -> None:
    """Whoever opens a text to edit it knows how many readers say that something is wrong in it."""
    if request.method != "GET" or not (page.live and getattr(page.specific_class, "kind", "")):
        return
    many = reach.waiting(page)
    if many:
        said = ngettext(
            "%(number)s remark of a reader about this text waits.",
            "%(number)s remarks of readers about this text wait.",
            many,
        )
        way = messages.button(f"{reverse('publishing_remarks')}?text={page.pk}", _("What readers say"))
        messages.warning(request, said % {"number": number(many)}, buttons=[way])
