"""What follows when a text is published: readers get its new rendering."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from resources import rendering


@receiver(page_published)
def render_published(instance: Page, **_: Any) -> None:
    """Draw the body of a page that was just published."""
    if hasattr(instance, "body"):
        rendering.make(instance)
