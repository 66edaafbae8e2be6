"""Where the translator's screen meets Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks

from publishing.translation.screen import views


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The sentences of a page, and how it looks on a phone."""
    return [
        path("pages/<int:page_id>/sentences/", views.show, name="publishing_sentences"),
        path("pages/<int:page_id>/sentences/phone/", views.phone, name="publishing_phone"),
    ]
