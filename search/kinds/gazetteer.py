"""What places, languages and kinds of entries are called, in every language of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from babel import Locale
from django.utils.translation import override

from hub import languages
from hub.findable import kinds
from search.asking import analyser_of
from search.concepts import Name, Thesaurus
from search.terms import telling, words

KEPT = 64


def gazetteer(used: Iterable[str], spoken: languages.Language) -> Thesaurus:
    """What a language calls the places and languages among the terms that entries have, and the kinds of entries."""
    return _made(frozenset(term for term in used if term.startswith(("place/", "language/"))), spoken)


@lru_cache(maxsize=KEPT)
def _made(used: frozenset[str], spoken: languages.Language) -> Thesaurus:
    return Thesaurus((*_names(used, spoken), *_kinds(spoken)), analyser_of)


def _names(used: Iterable[str], spoken: languages.Language) -> Iterator[Name]:
    """By CLDR in the language's own words, whatever its interface is drawn in."""
    known = Locale.parse(spoken.locale)
    for term in sorted(used):
        scheme, _slash, code = term.partition("/")
        told = (known.territories if scheme == "place" else known.languages).get(code.replace("-", "_"))
        told = told or languages.UNNAMED_BY_CLDR.get(code, {}).get(spoken.code)
        if told:
            yield Name(term, spoken.code, told)


def _kinds(spoken: languages.Language) -> Iterator[Name]:
    """What people call an entry of each kind: one of them, many, any of the words of it."""
    with override(spoken.code):
        for kind in kinds():
            told = telling(words(" ".join(map(str, kind.words)), spoken.analyser))
            for exact in dict.fromkeys(word.token.exact for word in told):
                yield Name(f"kind/{kind.name}", spoken.code, exact)
