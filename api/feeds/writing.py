"""Texts of the library as the entries of an Atom feed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from hub import atom
from resources.licences import find as find_licence
from resources.listed import Listed
from vocabulary.store import Labels

Absolute = Callable[[str], str]
# RFC 4946.
LICENCE: Final = "license"


def entry(text: Listed, absolute: Absolute, names: Labels, links: Iterable[atom.Link] = ()) -> atom.Entry:
    """A text: its page, its files where `links` name some, its topics by name, its licence."""
    licence = find_licence(text.licence)
    page = atom.Link(absolute(text.url), type="text/html", hreflang=text.language.tag)
    terms = [atom.Link(licence.url, LICENCE)] if licence and licence.url else []
    return atom.Entry(
        id=text.id,
        title=text.title,
        updated=text.updated,
        links=(page, *links, *terms),
        summary=text.summary,
        published=text.published,
        authors=(text.authors,) if text.authors else (),
        categories=tuple(atom.Category(code, names.get(("topic", code), "")) for code in text.topics),
        rights=licence.name if licence else "",
    )
