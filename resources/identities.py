"""The name of a resource in every interface, given to what editors make when it is first published."""

from __future__ import annotations

from itertools import chain, count
from typing import Any

from resources.models.identity import ResourceIdentity


def ensure(page: Any) -> ResourceIdentity | None:
    """The identity of a text, made from its slug if it has none; pages that are no text have none."""
    if not getattr(page, "kind", ""):
        return None
    known = ResourceIdentity.objects.filter(translation_key=page.translation_key).first()
    if known is not None:
        return known
    name = page.slug
    if page.kind == "chapter":
        manual = ensure(page.get_parent().specific)
        name = f"{manual.resource_id}/{page.slug}" if manual else name
    return ResourceIdentity.objects.create(resource_id=_free(name), translation_key=page.translation_key)


def _free(name: str) -> str:
    taken = set(ResourceIdentity.objects.filter(resource_id__startswith=name).values_list("resource_id", flat=True))
    return next(each for each in chain([name], (f"{name}-{n}" for n in count(2))) if each not in taken)
