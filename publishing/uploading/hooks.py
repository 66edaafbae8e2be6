"""Where bringing texts in meets Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from publishing.uploading import screens


class BringInMenuItem(MenuItem):  # type: ignore[misc]
    """In the menu of whoever adds pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person adds pages."""
        return screens.may_open(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The two steps."""
    return [
        path("bring-in/", screens.choose, name="publishing_upload"),
        path("bring-in/<str:token>/", screens.look, name="publishing_upload_look"),
    ]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    """The way there, below the pages."""
    return BringInMenuItem(
        gettext_lazy("Bring texts in"),
        reverse_lazy("publishing_upload"),
        name="bring-in",
        icon_name="upload",
        order=160,
    )


@hooks.register("insert_editor_js")
def paste_without_traces() -> SafeString:
    """What is pasted from other programs keeps its shape and nothing else."""
    return format_html('<script type="module" src="{}"></script>', static("js/paste.js"))
