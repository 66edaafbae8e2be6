"""What follows when a text is published: it has its name, and readers get its new rendering."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from resources import identities, rendering


@receiver(page_published)
def render_published(instance: Page, **_: Any) -> None:
    """Name and draw a page that was just published."""
    identities.ensure(instance)
    if hasattr(instance, "body"):
        rendering.make(instance)
