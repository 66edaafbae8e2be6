"""Where a link of a file leads: to another site, to a page, to a picture, or nowhere.

Pure arithmetic on paths and addresses; whether the page or picture exists is asked elsewhere.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from hub.languages import find
from hub.wording import worded
from resources.importing.folder import INDEX, chapter_slug

WEB = {"http", "https"}
PASSED = {*WEB, "mailto", "tel"}
HOST = re.compile(r"[\w.:-]+")
SCHEME = re.compile(r"^\s*([a-zA-Z][a-zA-Z0-9+.-]*)\s*:")


@dataclass(frozen=True)
class Outside:
    """An address that is passed on as it is."""

    url: str


@dataclass(frozen=True)
class InPage:
    """A heading of the same text."""

    anchor: str


@dataclass(frozen=True)
class ToPage:
    """A text of the library, by its id and the code of its language."""

    resource_id: str
    language: str
    anchor: str = ""


@dataclass(frozen=True)
class ToAddress:
    """A page of this site by its own address, such as `/en/about/`."""

    path: str
    anchor: str = ""


@dataclass(frozen=True)
class ToFile:
    """Another file of the folder, such as a picture."""

    path: str


@dataclass(frozen=True)
class Nowhere:
    """A link that keeps its words and loses its target, and why."""

    reason: str


Target = Outside | InPage | ToPage | ToAddress | ToFile | Nowhere


def target(href: str, path: str) -> Target:
    """Where `href` in the file at `path` leads."""
    href = href.strip()
    scheme = SCHEME.match(href)
    if scheme:
        return _outside(href, scheme[1].lower())
    if href.startswith("#"):
        return InPage(unquote(href[1:]))
    if href.startswith(("//", "\\")):
        return Nowhere(_("is an address without a site"))
    if href.startswith("/"):
        return ToAddress(unquote(href.partition("#")[0].partition("?")[0]), unquote(href.partition("#")[2]))
    place = unquote(href.partition("#")[0].partition("?")[0])
    full = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
    if not place or "\\" in place or full.startswith(".."):
        return Nowhere(_("leads out of the folder"))
    page = _to_page(full)
    return replace(page, anchor=unquote(href.partition("#")[2])) if page else ToFile(full)


def _outside(href: str, scheme: str) -> Target:
    if scheme not in PASSED:
        return Nowhere(worded(_("has an address of an unknown kind (%(kind)s)"), kind=f"{scheme[:20]}:"))
    rest = href.partition(":")[2].strip()
    url = f"{scheme}:{rest}"
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    if not rest or re.search(r"[\s<>\"\x00-\x1f]", url) or (scheme in WEB and not HOST.fullmatch(host or "")):
        return Nowhere(_("has an address that cannot be read"))
    return Outside(url)


def _to_page(full: str) -> ToPage | None:
    """`slug/en.md`, `slug/en/`, `slug/en/index.md` and `slug/en/01-chapter.md` are texts."""
    slug, _, rest = full.partition("/")
    tag, _, chapter = rest.partition("/")
    language = find(tag.removesuffix(".md"))
    if language is None or "/" in chapter or (chapter and not chapter.endswith(".md")):
        return None
    if chapter in {"", INDEX}:
        return ToPage(slug, language.code)
    return ToPage(f"{slug}/{chapter_slug(chapter)}", language.code)
