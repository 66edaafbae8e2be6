"""Countries and languages as people write them, in whichever language of the interface they wrote.

Somebody who changes the language half way has written names in the first one: they are found all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from hub import languages
from trainers.forms.who_fits import find_language
from trainers.words import Words
from vocabulary import places

Find = Callable[[str, str], str | None]
INTERFACES: Final = tuple(row.code for row in languages.TABLE if row.catalogue)


def country(text: str, reader: str) -> str | None:
    """The code of the country that somebody wrote; None for what is no country."""
    found = _found(places.find, text, reader)
    return found if found and places.is_country(found) else None


def place(text: str, reader: str) -> str | None:
    """The code of a country or region that somebody wrote."""
    return _found(places.find, text, reader)


def language(text: str, reader: str) -> str | None:
    """The code of the language that somebody wrote."""
    return _found(find_language, text, reader)


def shown(name: str, text: str, words: Words) -> str:
    """What a field shows again: a name that was written in another language is told in the reader's own."""
    if name == "country":
        return _told(places.find, words.place, text, words.reader)
    if name in ("language", "other_language"):
        return _told(find_language, words.language, text, words.reader)
    return text


def _told(find: Find, name_of: Callable[[str], str], text: str, reader: str) -> str:
    if not text or find(text, reader):
        return text
    found = _found(find, text, reader)
    return name_of(found) if found else text


def _found(find: Find, text: str, reader: str) -> str | None:
    each: Iterator[str | None] = (find(text, code) for code in dict.fromkeys((reader, *INTERFACES)))
    return next(filter(None, each), None)
