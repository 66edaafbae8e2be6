"""The names of topics, services and places in a reader's language, English and those of the interface."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from hub import languages
from trainers.lexicon import Lexicon, Meaning
from vocabulary import places
from vocabulary.kept import Kept
from vocabulary.models import Scheme

# The lists of terms that a question may name, and the field of an entry that holds them.
HELD = {Scheme.TOPIC.value: "topics", Scheme.SERVICE.value: "services"}
_kept: dict[tuple[object, ...], Lexicon] = {}


def lexicon(terms: Kept, version: tuple[str, ...], reader: str) -> Lexicon:
    """What words mean to a reader, kept until the vocabulary or the directory changes."""
    if (version, reader) not in _kept:
        for key in [key for key in _kept if key[0] != version]:
            del _kept[key]
        _kept[version, reader] = Lexicon([*_terms(terms, reader), *_places(languages.interface(reader).code)])
    return _kept[version, reader]


def _spoken(reader: str) -> list[str]:
    """The reader's language, then those that the interface has: people write the name that they know."""
    own = languages.interface(reader).code
    return list(dict.fromkeys((reader, own, *(each.code for each in languages.TABLE if each.catalogue))))


def _terms(terms: Kept, reader: str) -> Iterator[tuple[Meaning, str]]:
    for language in _spoken(reader):
        for (scheme, code), name in terms.interface_labels(language).items():
            if scheme in HELD:
                yield (HELD[scheme], code), name


@lru_cache(maxsize=8)
def _places(own: str) -> tuple[tuple[Meaning, str], ...]:
    codes = [code for code in (*places.countries(), *places.regions()) if code != places.WORLD]
    spoken = dict.fromkeys((own, *(each.code for each in languages.TABLE if each.catalogue)))
    return tuple((("places", code), places.name(code, language)) for language in spoken for code in codes)
