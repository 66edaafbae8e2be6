"""What searching knows besides the texts, without a database: the names it starts with, spellers of an engine."""

from __future__ import annotations

import json
from collections.abc import Iterator

from search.asking import Aids, analyser_of
from search.concepts import Name, Thesaurus
from search.engines.protocol import SearchEngine
from search.speller import Speller
from vocabulary import names
from vocabulary.places import DATA


def starting_names() -> Iterator[Name]:
    """The names that a new site has, those of terms first."""
    for path in sorted(DATA.glob("labels.*.json")):
        for scheme, words_of in json.loads(path.read_text("utf-8")).items():
            for code, words in words_of.items():
                yield from (Name(f"{scheme}/{code}", path.name.split(".")[1], word) for word in words)
    for row in names.read():
        yield from (Name(f"{row.scheme}/{row.code}", row.language, names.plain(each)) for each in row.names)


def aids() -> Aids:
    """The same aids as on a new site."""
    spellers: dict[tuple[int, str], Speller] = {}

    def speller(engine: SearchEngine, language: str) -> Speller:
        key = id(engine), language
        if key not in spellers:
            spellers[key] = Speller(engine.words(language))
        return spellers[key]

    return Aids(Thesaurus(dict.fromkeys(starting_names()), analyser_of), speller)
