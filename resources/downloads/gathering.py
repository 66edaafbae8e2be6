"""From a page of the library to a book: texts as they are stored, links that last, pictures with their bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from hub import languages
from hub.querysets import publicly_readable
from hub.templatetags.hub import day
from resources import reading, rendering
from resources.downloads import xhtml
from resources.downloads.values import Book, Heading, Part, Picture, Words
from resources.glossary.showing import below
from resources.models import ResourceIdentity
from resources.models.identity import TermUse

# Counted up when the same text would make other files: they are all made anew.
MADE_WITH: Final = 2
DIGEST_SHORT: Final = 20
ID: Final = re.compile(r'\bid="([^"]*)"')


def parts_of(page: Page) -> list[Any]:
    """The page and, of a manual, its public chapters in order, each with its rendering."""
    if page.specific_class.kind != "manual":
        return [page]
    below = publicly_readable(page.get_children()).order_by("path")
    # Asked of the specific pages: what is joined to the general ones is left behind.
    return [page, *below.specific().prefetch_related("locale", "rendering")]


def key_of(page: Page, parts: Iterable[tuple[int, int | None, str]]) -> str:
    """What a file of a page was made of: which revisions of which texts and of which terms, drawn how."""
    rows = [(page.pk, page.live_revision_id, page.title), *parts]
    terms = TermUse.objects.filter(page__in=[pk for pk, _revision, _title in rows]).order_by("term")
    rows += terms.values_list("term", "term__live_revision_id", "term__live").distinct()
    told = f"{MADE_WITH}/{rendering.MADE_WITH}/{settings.HUB_URL}/{rows}"
    return hashlib.sha256(told.encode()).hexdigest()


def present_key(page: Page) -> str:
    """The key that a file must have to be what is published now: at most two queries."""
    inside = publicly_readable(page.get_children()).order_by("path")
    chapters = inside.values_list("pk", "live_revision_id", "title") if page.specific_class.kind == "manual" else ()
    return key_of(page, chapters)


def book(page: Any) -> Book:
    """A published resource as a book; `page` is specific, with its locale."""
    language = languages.BY_CODE[page.locale.language_code]
    shown = languages.interface(language.code)
    pages = parts_of(page)
    address = _lasting(page)
    inside = _Inside(pages, page.locale_id)
    parts = tuple(part for each in pages if (part := inside.part(each)) is not None)
    modified = max((each.last_published_at.date() for each in pages if each.last_published_at), default=dt.date.min)
    with override(shown.code):
        words, licence = _words(shown, modified), reading.licence(page)
        rights = _rights(licence)
    return Book(
        identifier=f"{address}#{language.tag}",
        address=address,
        tag=language.tag,
        dir=language.dir,
        title=page.title,
        summary=page.summary,
        # Where nobody is named, the library it comes from: shelves are sorted by this.
        authors=page.authors or page.source,
        rights=rights,
        licence=_plainly(licence),
        modified=modified,
        parts=parts,
        pictures=inside.pictures,
        words=words,
    )


def _words(shown: languages.Language, modified: dt.date) -> Words:
    state = _("As published on %(date)s. Look for a newer state at this address:") % {"date": day(modified)}
    return Words(tag=shown.tag, dir=shown.dir, contents=_("Contents"), state=state)


def _rights(found: dict[str, Any] | None) -> str:
    html = render_to_string("components/licence/licence.html", {"licence": found}) if found else ""
    return xhtml.made(html, _outside, lambda _source: "")


def _plainly(found: dict[str, Any] | None) -> str:
    parts = [str(found[name]) for name in ("attribution", "name", "url")] if found else []
    # Many an attribution ends with the name of the licence.
    return " – ".join(part for at, part in enumerate(parts) if part and not any(part in other for other in parts[:at]))


def _lasting(page: Page) -> str:
    """The address that leads to a resource for as long as it exists, in the reader's language."""
    identity = ResourceIdentity.objects.filter(translation_key=page.translation_key).first()
    return f"{settings.HUB_URL}/r/{identity.resource_id}/" if identity else f"{settings.HUB_URL}{page.url}"


def _outside(href: str) -> str:
    """An address of the world as it is, one of the site with the site's name; nothing where it leads nowhere."""
    if href.startswith(("http:", "https:", "mailto:", "tel:")):
        return href
    return f"{settings.HUB_URL}{href}" if href.startswith("/") else ""


@dataclass
class _Inside:
    """The texts of one book, which may lead to one another."""

    pages: list[Any]
    locale_id: int
    pictures: dict[str, Picture] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.drawn = {page.pk: rendering.drawn(page) for page in self.pages}
        # A manual may open with its first chapter at once: then it has no words of its own.
        with_words = [page for page in self.pages if self.drawn[page.pk]["html"].strip()]
        self.numbers = {page.pk: number for number, page in enumerate(with_words, 1)}
        language = languages.BY_CODE[self.pages[0].locale.language_code]
        self.html = {pk: below(each["html"], language) for pk, each in self.drawn.items()}
        self.anchors = {pk: set(ID.findall(html)) for pk, html in self.html.items()}
        whole = "".join(self.html.values())
        self.targets = rendering.linked_to(whole, self.locale_id)
        keys = {target.translation_key for target in self.targets.values()}
        found = ResourceIdentity.objects.filter(translation_key__in=keys) if keys else ()
        self.names = {each.translation_key: each.resource_id for each in found}

    def part(self, page: Any) -> Part | None:
        """A text, if it says anything."""
        if page.pk not in self.numbers:
            return None
        drawn = self.drawn[page.pk]
        html = rendering.WAYS.sub(self._ways, self.html[page.pk])
        html = rendering.TOKEN.sub(self._link, html)
        own = self.anchors[page.pk]
        made = xhtml.made(html, lambda href: self._address(href, own), self._picture)
        kept = set(ID.findall(made))
        headings = tuple(
            Heading(each["anchor"], each["text"])
            for each in drawn["contents"]
            if each["level"] == 2 and each["anchor"] in kept
        )
        return Part(page.title, made, headings)

    def _ways(self, found: re.Match[str]) -> str:
        left = rendering.WAY.sub(self._way, found[0])
        return left if "<li" in left else ""

    def _way(self, found: re.Match[str]) -> str:
        target = self.targets.get(int(found[1]))
        return f'<li><a href="{self._to(target, "")}">{found[2] or escape(target.title)}</a></li>' if target else ""

    def _link(self, found: re.Match[str]) -> str:
        target = self.targets.get(int(found[1]))
        return f'<a href="{self._to(target, unescape(found[2] or ""))}">{found[3]}</a>' if target else found[3]

    def _to(self, target: Page, fragment: str) -> str:
        """Where a link to a page leads: to another part of the book, else to the site."""
        if number := self.numbers.get(target.pk):
            there = fragment if fragment.removeprefix("#") in self.anchors[target.pk] else ""
            return f"part:{number}{escape(there)}"
        name = self.names.get(target.translation_key)
        return f"{settings.HUB_URL}/r/{name}/" if name else f"{settings.HUB_URL}{target.url}"

    def _address(self, href: str, own: set[str]) -> str:
        if href.startswith("part:"):
            return href
        if href.startswith("#"):
            return href if href[1:] in own else ""
        return _outside(href)

    def _picture(self, source: str) -> str:
        """Take a picture in: its name in the book comes from what it shows."""
        path = urlsplit(source).path.removeprefix(settings.MEDIA_URL)
        media_type = mimetypes.guess_type(path)[0] or ""
        try:
            with default_storage.open(path) as file:
                content = file.read()
        except (OSError, ValueError):
            return ""
        name = f"{hashlib.sha256(content).hexdigest()[:DIGEST_SHORT]}{mimetypes.guess_extension(media_type) or ''}"
        self.pictures[name] = Picture(name, media_type, content)
        return f"picture:{name}"
