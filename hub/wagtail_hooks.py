"""What the whole site adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_js")
def wait_for_a_save_under_way() -> SafeString:
    """“Publish” waits for Wagtail's own saving of the draft, so that a new page is not made twice."""
    return format_html('<script src="{}"></script>', static("js/editor.js"))


@hooks.register("insert_global_admin_css")
def direction_of_words() -> SafeString:
    """Fields follow their words, and without JavaScript no empty menu covers the screen."""
    return format_html(
        '<link rel="stylesheet" href="{}"><noscript><link rel="stylesheet" href="{}"></noscript>',
        static("css/admin.css"),
        static("css/admin-plain.css"),
    )


@hooks.register("construct_help_menu")
def leads_nowhere_else(request: HttpRequest, items: list[Any]) -> None:
    """Help that lies on another host would tell it who works here; ours is in the screens."""
    items[:] = [item for item in items if not item.url.startswith("http")]
