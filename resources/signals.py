"""What follows when a text is published: it has its name, and readers get its new rendering."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from files.models import HubDocument, HubImage
from resources import identities, rendering


@receiver(page_published)
def render_published(instance: Page, **_: Any) -> None:
    """Name and draw a page that was just published."""
    identities.ensure(instance)
    if hasattr(instance, "body"):
        rendering.make(instance)


@receiver([post_save, post_delete], sender=HubDocument)
@receiver([post_save, post_delete], sender=HubImage)
def draw_what_shows_it(instance: HubDocument | HubImage, **how: Any) -> None:
    """A file that is replaced has another address and size; one that is gone leaves no dead link."""
    if not how.get("created"):
        rendering.draw_again(instance)
