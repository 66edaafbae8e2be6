"""A catalogue in OPDS 2.0: JSON in the words of Readium's manifests. Pure."""

from __future__ import annotations

import json
from typing import Final

from api.opds.values import OPEN_ACCESS, Book, Door, Hall, Shelf, Site
from hub.atom import moment
from hub.jsonld import Thing, filled
from resources.licences import find as find_licence

TYPE: Final = "application/opds+json"
# Every publication must have a picture; texts have none of their own.
PICTURE: Final = "/apple-touch-icon.png"


def hall(shown: Hall, site: Site) -> tuple[str, str]:
    """A list of ways on as a document, with its media type."""
    return _written(
        {
            "metadata": {"title": shown.title, "modified": moment(shown.updated)},
            "links": _around(site, shown.place, shown.up, shown.search),
            "navigation": [_door(each, site) for each in shown.doors],
        }
    )


def shelf(shown: Shelf, site: Site) -> tuple[str, str]:
    """A page of texts as a document, with its media type."""
    turns = [_link(site, rel, place) for rel, place in shown.turns().items()]
    return _written(
        {
            "metadata": {
                "title": shown.title,
                "modified": moment(shown.updated),
                "numberOfItems": shown.total,
                "itemsPerPage": max(1, len(shown.books)),
                "currentPage": shown.page,
            },
            "links": [*_around(site, shown.at(shown.page), shown.up, shown.search), *turns],
            "publications": [_book(each, site) for each in shown.books],
        }
    )


def _written(thing: Thing) -> tuple[str, str]:
    return json.dumps(thing, ensure_ascii=False, indent=1) + "\n", TYPE


def _around(site: Site, here: str, up: str | None, search: str | None) -> list[Thing]:
    links = [_link(site, "self", here), _link(site, "start", "")]
    if up is not None:
        links.append(_link(site, "up", up))
    if search is not None:
        asked = _link(site, "search", search)
        links.append({**asked, "href": asked["href"] + "{?query}", "templated": True})
    return links


def _link(site: Site, rel: str, place: str) -> Thing:
    return {"rel": rel, "href": site.absolute(site.root + place), "type": TYPE}


def _door(door: Door, site: Site) -> Thing:
    return {
        **_link(site, door.rel, door.place),
        "title": door.title,
        "properties": {"numberOfItems": door.texts},
    }


def _book(book: Book, site: Site) -> Thing:
    text = book.text
    licence = find_licence(text.licence)
    page = {"rel": "alternate", "href": site.absolute(text.url), "type": "text/html", "language": text.language.tag}
    files = [
        {"rel": OPEN_ACCESS, "href": site.absolute(each.url), "type": each.media_type, "title": each.label}
        for each in book.files
    ]
    terms = [{"rel": "license", "href": licence.url}] if licence and licence.url else []
    metadata = {
        "@type": "http://schema.org/Book",
        "identifier": text.id,
        "title": text.title,
        "language": text.language.tag,
        "readingProgression": text.language.dir,
        "modified": moment(text.updated),
        "published": text.published.isoformat() if text.published else "",
        "author": text.authors,
        "publisher": site.name,
        "description": text.summary,
        "subject": [{"name": name, "code": code} for code, name in book.topics.items()],
    }
    pictures = [{"href": site.absolute(PICTURE), "type": "image/png"}]
    return {"metadata": filled(metadata), "links": [page, *files, *terms], "images": pictures}
