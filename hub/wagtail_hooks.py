"""What the whole site adds to Wagtail's admin."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_js")
def wait_for_a_save_under_way() -> SafeString:
    """“Publish” waits for Wagtail's own saving of the draft, so that a new page is not made twice."""
    return format_html('<script src="{}"></script>', static("js/editor.js"))
