"""Everything that one text needs to be read without a network, as a list of addresses: nothing else is ever saved."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.models import Page

from hub import languages
from hub.querysets import publicly_readable
from resources import rendering
from resources.downloads import gathering
from resources.models import ResourceIdentity
from resources.saving import shown

NOT_CONNECTED = "pages/resources/not_connected.html"


@dataclass(frozen=True)
class Listing:
    """One text as it is published now; the same state gives the same values."""

    title: str
    tag: str
    dir: str
    url: str
    version: str
    offline: str
    """The page that stands for whatever was not saved."""
    pages: tuple[str, ...]
    parts: tuple[str, ...]
    instead: dict[str, str]
    """Sizes of a picture that are not saved, and the one that is."""


def find(resource_id: str, language: str) -> Page | None:
    """The public text of a name in a language; no chapter, which comes with its manual."""
    keys = ResourceIdentity.objects.filter(resource_id=resource_id).values("translation_key")
    pages = Page.objects.filter(translation_key__in=keys, locale__language_code=language)
    found = _public(pages)
    return found[0] if found and getattr(found[0].specific_class, "kind", "chapter") != "chapter" else None


def of(page: Page, request: HttpRequest) -> Listing:
    """What is saved of a public text; `request` says in which surroundings its pages are drawn."""
    language = languages.BY_CODE[page.locale.language_code]
    texts = [page, *_chapters(page)]
    bodies = [_html(each) for each in texts]
    # What stands around every page is asked of one that is light and is saved as well.
    found = shown.parts(render_to_string(NOT_CONNECTED, request=request), *bodies)
    offline = reverse("resources:not-connected")
    pages = (*(each.url for each in texts), offline)
    below = [(each.pk, each.live_revision_id, each.title) for each in texts[1:]]
    # A picture may be replaced without a new revision; the style of the site is no news of a text.
    state = f"{gathering.key_of(page, below)}/{pages}/{shown.parts(*bodies).addresses}"
    return Listing(
        title=page.title,
        tag=language.tag,
        dir=language.dir,
        url=page.url,
        version=sha256(state.encode()).hexdigest()[: gathering.DIGEST_SHORT],
        offline=offline,
        pages=pages,
        parts=tuple(found.addresses),
        instead=found.instead,
    )


def _public(pages: Any) -> list[Page]:
    return list(publicly_readable(pages).select_related("locale", "rendering").order_by("path"))


def _chapters(page: Page) -> list[Page]:
    return _public(page.get_children()) if page.specific_class.kind == "manual" else []


def _html(page: Page) -> str:
    """What a text shows; its own row is read only where nobody has drawn this revision yet."""
    row = rendering.stored(page)
    html: str = row.html if row else rendering.drawn(page.specific)["html"]
    return html
