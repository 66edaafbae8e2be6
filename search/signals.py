"""The edges where a page becomes visible, invisible or different: each leaves a row for the index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from resources.models import PAGE_MODELS, ManualPage, ResourceIdentity, ResourcePage
from search.indexing import note
from search.kinds import edges
from vocabulary.models import Concept, Label

RESOURCES = Q(
    content_type__app_label="resources",
    content_type__model__in=[model._meta.model_name for model in PAGE_MODELS],
)


def _below(paths: Iterable[str]) -> Iterable[int]:
    """The resources at and below these places of the tree."""
    inside = Q()
    for path in paths:
        inside |= Q(path__startswith=path)
    return Page.objects.filter(RESOURCES & inside).order_by().values_list("pk", flat=True) if inside else ()


def published(sender: type[Page], instance: Page, **_kwargs: Any) -> None:
    """A page is published or withdrawn; a manual's chapters carry its title, topics and dates."""
    if isinstance(instance, ManualPage):
        note([instance.pk, *_below([instance.path])])
    elif isinstance(instance, ResourcePage):
        note([instance.pk])


def deleted(sender: type[Page], instance: Page, **_kwargs: Any) -> None:
    """A page is gone, alone or with the tree above it."""
    note([instance.pk])


def moved(sender: type[Page], instance: Page, parent_page_before: Page, parent_page_after: Page, **_: Any) -> None:
    """A page has another place: with it all below it, and the order among its old and new neighbours."""
    manuals = [page.path for page in (parent_page_before, parent_page_after) if page.specific_class is ManualPage]
    path = Page.objects.filter(pk=instance.pk).values_list("path", flat=True).first()
    note(_below([*manuals, *([path] if path else [])]))


def restricted(sender: type[Model], instance: PageViewRestriction, **_kwargs: Any) -> None:
    """A view restriction was set, changed or lifted: it holds for all below."""
    path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
    if path:
        note(_below([path]))


def named(sender: type[Model], instance: ResourceIdentity, **_kwargs: Any) -> None:
    """A resource has its name outside."""
    note(Page.objects.filter(translation_key=instance.translation_key).values_list("pk", flat=True))


def relabelled(sender: type[Model], instance: Concept | Label, **_kwargs: Any) -> None:
    """A topic or a group, or a word for it, has changed: its pages are found by other words and filters."""
    concept = instance.concept_id if isinstance(instance, Label) else instance.pk
    uses = Q(topics=concept) | Q(at_risk_groups=concept)
    paths = [
        path
        for model in PAGE_MODELS
        for path in model.objects.filter(uses).order_by().values_list("path", flat=True).distinct()
    ]
    for start in range(0, len(paths), 200):
        note(_below(paths[start : start + 200]))


EDGES = (
    (page_published, published, None),
    (page_unpublished, published, None),
    (post_delete, deleted, Page),
    (post_page_move, moved, None),
    (post_save, restricted, PageViewRestriction),
    (post_delete, restricted, PageViewRestriction),
    (post_save, named, ResourceIdentity),
    (post_save, relabelled, Concept),
    (post_save, relabelled, Label),
    (post_delete, relabelled, Label),
)


def connect() -> None:
    """Connect every edge once."""
    for signal, receiver, sender in EDGES:
        signal.connect(receiver, sender=sender, dispatch_uid=f"search.{receiver.__name__}.{sender}")
    edges.connect()
