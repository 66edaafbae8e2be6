"""What follows when a text is published: it has its name, and readers get its new rendering."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from files.models import HubDocument, HubImage
from resources import identities, rendering
from resources.downloads import making, packing
from resources.models import BY_KIND, ChapterPage, Download
from resources.withdrawn import acts


@receiver(page_published)
def render_published(instance: Page, **_: Any) -> None:
    """Name and draw a page that was just published."""
    identities.ensure(instance)
    if hasattr(instance, "body"):
        rendering.make(instance)


@receiver(page_published)
def withdrawn_no_more(instance: Page, **_: Any) -> None:
    """A withdrawn text that somebody publishes is back."""
    if getattr(instance, "kind", ""):
        acts.forget([instance.pk])


@receiver([post_save, post_delete], sender=HubDocument)
@receiver([post_save, post_delete], sender=HubImage)
def draw_what_shows_it(instance: HubDocument | HubImage, **how: Any) -> None:
    """A file that is replaced has another address and size; one that is gone leaves no dead link."""
    if not how.get("created"):
        drawn = rendering.draw_again(instance)
        Download.objects.filter(page__in=_books(drawn)).update(made_of="")
        making.want(_books(drawn))


@receiver(page_published)
@receiver(page_unpublished)
def want_its_files(instance: Page, **_: Any) -> None:
    """A text that is published, and the manual of a chapter that came or went, have files to be made anew."""
    making.want(_books([instance]))
    packing.note_published(instance.locale.language_code)


@receiver(post_page_move)
def want_files_of_both(instance: Page, parent_page_before: Page, parent_page_after: Page, **_: Any) -> None:
    """A chapter has another place: in its manual, or in another one."""
    if instance.specific_class is ChapterPage:
        making.want({parent_page_before.pk, parent_page_after.pk})


def _books(pages: Iterable[Page]) -> set[int]:
    """The texts that have files of their own, for pages of the library: a chapter's are its manual's."""
    found = set()
    for page in pages:
        if page.specific_class is ChapterPage:
            # By its place: a page on its way into the bin has no parent there any more.
            manual = Page.objects.filter(path=page.path[: -Page.steplen]).values_list("pk", flat=True)
            found.update(manual)
        elif page.specific_class in BY_KIND.values():
            found.add(page.pk)
    return found
