"""A catalogue in OPDS 1.2: Atom feeds of ways on, and of texts with their files. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from api.feeds.writing import entry
from api.opds.values import OPEN_ACCESS, Book, Door, File, Hall, Shelf, Site
from hub import atom

TYPE: Final = f"{atom.MEDIA_TYPE};profile=opds-catalog"
NAVIGATION: Final = f"{TYPE};kind=navigation"
ACQUISITION: Final = f"{TYPE};kind=acquisition"
SEARCH: Final = "application/opensearchdescription+xml"
NAMESPACES: Final = {"dc": "http://purl.org/dc/terms/", "opensearch": "http://a9.com/-/spec/opensearch/1.1/"}


def hall(shown: Hall, site: Site) -> tuple[str, str]:
    """A list of ways on as a document, with its media type."""
    feed = atom.Feed(
        id=site.lasting + shown.place,
        title=shown.title,
        updated=shown.updated,
        author=site.name,
        language=shown.language.tag,
        words=shown.words.tag,
        links=_around(site, shown.place, NAVIGATION, shown.up, shown.search),
        entries=tuple(_door(each, site) for each in shown.doors),
    )
    return atom.written(feed), f"{NAVIGATION};charset=utf-8"


def shelf(shown: Shelf, site: Site) -> tuple[str, str]:
    """A page of texts as a document, with its media type."""
    turns = (_link(site, rel, place, ACQUISITION) for rel, place in shown.turns().items())
    feed = atom.Feed(
        id=site.lasting + shown.at(shown.page),
        title=shown.title,
        updated=shown.updated,
        author=site.name,
        language=shown.language.tag,
        words=shown.words.tag,
        namespaces=NAMESPACES,
        more=(
            ("opensearch:totalResults", str(shown.total)),
            ("opensearch:itemsPerPage", str(len(shown.books))),
        ),
        links=(*_around(site, shown.at(shown.page), ACQUISITION, shown.up, shown.search), *turns),
        entries=tuple(_book(each, site) for each in shown.books),
    )
    return atom.written(feed), f"{ACQUISITION};charset=utf-8"


def _around(site: Site, here: str, kind: str, up: str | None, search: str | None) -> tuple[atom.Link, ...]:
    links = [_link(site, "self", here, kind), _link(site, "start", "", NAVIGATION)]
    if up is not None:
        links.append(_link(site, "up", up, NAVIGATION))
    if search is not None:
        links.append(_link(site, "search", search.replace("search/", "search.xml"), SEARCH))
    return tuple(links)


def _link(site: Site, rel: str, place: str, kind: str) -> atom.Link:
    return atom.Link(site.absolute(site.root + place), rel, kind)


def _door(door: Door, site: Site) -> atom.Entry:
    return atom.Entry(
        id=site.lasting + door.place,
        title=door.title,
        updated=door.updated,
        links=(_link(site, door.rel, door.place, ACQUISITION if door.is_shelf else NAVIGATION),),
        content=door.said,
    )


def _book(book: Book, site: Site) -> atom.Entry:
    text = book.text
    made = entry(text, site.absolute, {("topic", code): name for code, name in book.topics.items()}, _files(book, site))
    issued = (("dc:issued", text.published.isoformat()),) if text.published else ()
    return replace(made, more=(("dc:language", text.language.tag), *issued))


def _files(book: Book, site: Site) -> tuple[atom.Link, ...]:
    return tuple(_file(each, site) for each in book.files)


def _file(file: File, site: Site) -> atom.Link:
    return atom.Link(site.absolute(file.url), OPEN_ACCESS, file.media_type, title=file.label, length=file.size)
