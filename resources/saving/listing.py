"""Everything that one text needs to be read without a network, as a list of addresses: nothing else is ever saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from wagtail.models import Page

from hub import languages, text_only
from hub.querysets import publicly_readable
from resources import rendering
from resources.downloads import gathering
from resources.models import ResourceIdentity
from resources.saving import playing, shown

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
    plain: bool
    """Whether its pages are those of text alone."""
    pages: tuple[str, ...]
    parts: tuple[str, ...]
    instead: dict[str, str]
    """Sizes of a picture that are not saved, and the one that is."""
    media: tuple[playing.Recording, ...]
    """Sound and film: saved only for whoever wants them too, and knows how large they are."""
    files: int
    """How many files can only be downloaded: browsers do so past whatever is saved."""


def find(resource_id: str, language: str) -> Page | None:
    """The public text of a name in a language; no chapter, which comes with its manual."""
    keys = ResourceIdentity.objects.filter(resource_id=resource_id).values("translation_key")
    pages = Page.objects.filter(translation_key__in=keys, locale__language_code=language)
    found = _public(pages)
    return found[0] if found and getattr(found[0].specific_class, "kind", "chapter") != "chapter" else None


def of(page: Page, request: HttpRequest) -> Listing:
    """What is saved of a public text; `request` says in which surroundings its pages are drawn."""
    texts = [page, *_chapters(page)]
    bodies = [_html(each) for each in texts]
    within = shown.parts(*bodies)
    # What stands around every page is asked of one that is light and is saved as well.
    found = shown.parts(render_to_string(NOT_CONNECTED, request=request), *bodies)
    media = playing.recordings(within.media)
    # A picture or a film may be replaced without a new revision; the style of the site is no news of a text.
    state = f"{within.addresses}{[each.state for each in media] or ''}"
    listing = _listing(page, texts, reverse("resources:not-connected"), state)
    return replace(
        listing,
        parts=tuple(found.addresses),
        instead=found.instead,
        media=media,
        files=len(set(within.files) - {each.address for each in media}),
    )


def as_text_of(page: Page, request: HttpRequest) -> Listing:
    """The same of its pages as text alone: no picture, sound or film, and little around them."""
    texts = [page, *_chapters(page)]
    surroundings = text_only.thinned(render_to_string(NOT_CONNECTED, request=request), static(text_only.STYLE))
    within = shown.parts(*(_html(each) for each in texts))
    listing = _listing(page, texts, reverse("resources:not-connected"), "as text")
    return replace(
        listing,
        url=text_only.led(listing.url),
        offline=text_only.led(listing.offline),
        plain=True,
        pages=tuple(text_only.led(address) for address in listing.pages),
        parts=tuple(shown.parts(surroundings).addresses),
        files=len(set(within.files)),
    )


def _listing(page: Page, texts: Sequence[Page], offline: str, state: str) -> Listing:
    language = languages.BY_CODE[page.locale.language_code]
    pages = (*(each.url for each in texts), offline)
    below = [(each.pk, each.live_revision_id, each.title) for each in texts[1:]]
    version = sha256(f"{gathering.key_of(page, below)}/{pages}/{state}".encode()).hexdigest()
    return Listing(
        title=page.title,
        tag=language.tag,
        dir=language.dir,
        url=page.url,
        version=version[: gathering.DIGEST_SHORT],
        offline=offline,
        plain=False,
        pages=pages,
        parts=(),
        instead={},
        media=(),
        files=0,
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
