"""What searching knows besides the texts, kept in memory: the vocabulary's names, the words of each language."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from babel import Locale
from django.db.models import Count, Max, Sum
from django.db.models.functions import Length
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from hub import languages
from search.analysis import word_forms
from search.asking import Aids, analyser_of
from search.concepts import Name, Thesaurus
from search.engines.protocol import SearchEngine
from search.speller import Speller
from vocabulary import places
from vocabulary.models import Concept, Label, LabelKind

# So long a process may go on with names that another one has added or taken away, or only respelt.
FRESH_FOR = 30.0
READ_AGAIN_AFTER = 600.0
# So long a speller goes on without words that were published meanwhile; what it says is checked against the index.
WORDS_FRESH_FOR = 300.0

_lock = threading.Lock()
_kept: dict[str, Any] = {"until": 0.0, "whole": 0.0, "state": None, "names": None, "thesaurus": None}
_spellers: WeakKeyDictionary[SearchEngine, dict[str, tuple[float, Mapping[str, int], Speller]]] = WeakKeyDictionary()


def _names() -> tuple[Name, ...]:
    """All names of terms, archived ones included, the preferred ones first, the others as they were entered."""
    rows = Label.objects.filter(concept__replaced_by=None).values_list(
        "concept__scheme", "concept__code", "language", "text", "kind", "pk"
    )
    ordered = sorted(rows, key=lambda row: (row[0], row[1], row[2], row[4] != LabelKind.PREFERRED, row[5]))
    return tuple(
        Name(f"{scheme}/{code}", language, text, kind != LabelKind.HIDDEN)
        for scheme, code, language, text, kind, _pk in ordered
    )


def _state() -> tuple[Any, ...]:
    """What tells in one cheap question that names have come or gone since."""
    told = Label.objects.aggregate(many=Count("pk"), last=Max("pk"), long=Sum(Length("text")))
    return (*told.values(), Concept.objects.filter(replaced_by=None).count())


def thesaurus() -> Thesaurus:
    """The vocabulary's names; read again where some have come or gone, made anew only where one has changed."""
    now = time.monotonic()
    with _lock:
        if now >= _kept["until"]:
            state = _state()
            if state != _kept["state"] or now >= _kept["whole"]:
                names = _names()
                if names != _kept["names"]:
                    _kept.update(names=names, thesaurus=Thesaurus(names, analyser_of))
                _kept.update(state=state, whole=now + READ_AGAIN_AFTER)
            _kept["until"] = now + FRESH_FOR
        found: Thesaurus = _kept["thesaurus"]
        return found


@receiver([post_save, post_delete], sender=Label)
@receiver([post_save, post_delete], sender=Concept)
def forget(**_signal: object) -> None:
    """Read the names again at the next question."""
    _kept.update(until=0.0, whole=0.0)


def speller(engine: SearchEngine, language: str) -> Speller:
    """The words of a language, ready to be compared."""
    kept = _spellers.setdefault(engine, {})
    now = time.monotonic()
    until, words, made = kept.get(language, (0.0, {}, None))
    if made is None or now >= until:
        current = engine.words(language)
        if made is None or current is not words:
            made = Speller(current)
        kept[language] = (now + WORDS_FRESH_FOR, current, made)
    return made


@lru_cache(maxsize=1)
def words_of_places() -> frozenset[str]:
    """The words in the names of countries and regions, in every language of the site."""
    codes = (*places.countries(), *places.regions())
    named = ((each.analyser, Locale.parse(each.locale).territories) for each in languages.TABLE)
    return frozenset(
        word_forms(word, analyser)[0]
        for analyser, names in named
        for code in codes
        if code in names
        for word in names[code].replace("-", " ").split()
    )


def aids(*, exactly: bool = False) -> Aids:
    """What a question is helped by; nothing where somebody wants their own words only."""
    return Aids() if exactly else Aids(thesaurus(), speller, words_of_places)
