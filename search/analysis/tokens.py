"""From a text to its tokens: what was written, where, and the two forms it is found by."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from . import inclusive, zawgyi
from .folding import ascii_digits, only_word, without_accents, without_controls
from .han import SIMPLIFIED
from .rules import Rules, rules_for
from .scripts import APOSTROPHE, CLUSTER, JOINER, PIECE, WORD
from .stopwords import HAN_STOPWORDS

# Counts up whenever the same text would give other tokens: an index of another version is built anew.
VERSION = 3
LONGEST_WORD = 60
MOST_PARTS = 3
# The stem of a word that says nothing: no other word has such a one (French “pas” and “passe”).
SILENT = "\u00b7"
_HAN_STOP = re.compile("|".join(HAN_STOPWORDS))


class Token(NamedTuple):
    """A word of a text at [start, end): `exact` is its folded spelling, `stem` what its forms share.

    `joins` counts the tokens just before it that it writes as one (e-mail: e, mail, email).
    `gram` marks two neighbours of a script without spaces: its `stem` is the first of them alone.
    """

    start: int
    end: int
    exact: str
    stem: str
    stop: bool = False
    joins: int = 0
    gram: bool = False


class _Stemmers(threading.local):
    """Each thread's own stemmers: those in C are not made for two threads at once."""

    def __init__(self) -> None:
        self.made: dict[str, Callable[[str], str]] = {}

    def stem(self, word: str, algorithm: str) -> str:
        """The stem of a word by an algorithm of Snowball."""
        if algorithm not in self.made:
            self.made[algorithm] = snowballstemmer.stemmer(algorithm).stemWord
        return self.made[algorithm](word)


_stemmers = _Stemmers()


def _stem(lowered: str, folded: str, rules: Rules) -> str:
    """The stem of a word; it starts from the unaccented spelling, so that both spellings meet."""
    word = inclusive.with_vowel(lowered if rules.stems_accented else folded, rules.name)
    for pattern, instead in rules.mends:
        word = pattern.sub(instead, word)
    for ending, accented in rules.restores:
        if word.endswith(ending):
            word = word.removesuffix(ending) + accented
    if rules.snowball:
        word = _stemmers.stem(word, rules.snowball)
    return only_word(without_accents(rules.light(word).translate(rules.letters))) or folded


@lru_cache(maxsize=1 << 16)
def word_forms(surface: str, analyser: str) -> tuple[str, str, bool]:
    """The exact form, the stem and the stop-word flag of one written word."""
    rules = rules_for(analyser)
    bare = without_controls(surface)
    if rules.cuts:
        bare = rules.cuts.sub("", bare)
    bare = APOSTROPHE.sub("", bare)
    lowered = ascii_digits(unicodedata.normalize("NFKC", rules.before_case(bare)).lower())
    accented = only_word(without_accents(lowered, rules.keeps).translate(rules.letters))
    folded = only_word(without_accents(accented))
    exact = accented[:LONGEST_WORD]
    if folded in rules.stops:
        return exact, folded[:LONGEST_WORD] + SILENT, True
    return exact, _stem(lowered, folded, rules)[:LONGEST_WORD] if exact else "", False


@lru_cache(maxsize=1 << 16)
def _word_tokens(surface: str, analyser: str) -> tuple[Token, ...]:
    """The tokens of a written word, from its own start: its pieces, and a compound also as one."""
    found: list[Token] = []
    for piece in _pieces(surface, rules_for(analyser)):
        exact, stem, stop = word_forms(piece.group(), analyser)
        if exact:
            found.append(Token(piece.start(), piece.end(), exact, stem, stop))
    if 1 < len(found) <= MOST_PARTS:
        whole = "".join(PIECE.findall(surface)).replace(JOINER, "")
        exact, stem, _stop = word_forms(whole, analyser)
        found.append(Token(0, len(surface), exact, stem, joins=len(found)))
    return tuple(found)


_PARTED = re.compile(f"[^{JOINER}]+")


def _pieces(surface: str, rules: Rules) -> Iterator[re.Match[str]]:
    """Pieces between hyphens, behind an elided article and, in Persian, between half-spaces."""
    for piece in PIECE.finditer(surface):
        start = piece.start()
        elided = rules.elides.match(surface, start, piece.end()) if rules.elides else None
        start = elided.end() if elided else start
        if rules.parts_at_joiner and JOINER in piece.group():
            yield from _PARTED.finditer(surface, start, piece.end())
        else:
            again = PIECE.match(surface, start, piece.end())
            if again:
                yield again


def _grams(units: list[tuple[int, int, str, bool]]) -> Iterator[Token]:
    """Each unit with its right neighbour; the last one alone."""
    for here, after in zip(units, [*units[1:], None], strict=True):
        start, end, text, stop = here
        if after:
            yield Token(start, after[1], text + after[2], text, stop or after[3], gram=True)
        else:
            yield Token(start, end, text if len(units) == 1 else "", text, stop or len(units) > 1, gram=True)


def _han_units(run: str) -> list[tuple[int, int, str, bool]]:
    """The characters of a Han run; those of question words and particles are flagged."""
    stops = {at for found in _HAN_STOP.finditer(run) for at in range(*found.span())}
    folded = ((unicodedata.normalize("NFKC", each)[:1] or each).translate(SIMPLIFIED) for each in run)
    return [(at, at + 1, each, at in stops) for at, each in enumerate(folded)]


def _cluster_units(run: str, of_zawgyi: bool) -> list[tuple[int, int, str, bool]]:
    found: Iterable[tuple[int, int, str]] = (
        zawgyi.syllables(run)
        if of_zawgyi
        else ((each.start(), each.end(), each.group()) for each in CLUSTER.finditer(run))
    )
    return [(start, end, unicodedata.normalize("NFC", text), False) for start, end, text in found]


def _unspaced_tokens(run: str, kind: str | None, of_zawgyi: bool) -> Iterator[Token]:
    return _grams(_han_units(run) if kind == "han" else _cluster_units(run, of_zawgyi))


def _found(text: str, analyser: str) -> Iterator[tuple[int, int, tuple[Token, ...]]]:
    """Each stretch of letters with its tokens; `until` is where a word ends that is written for all genders."""
    tails = inclusive.tails(text, analyser)
    if of_zawgyi := zawgyi.is_zawgyi(text):
        text = zawgyi.as_letters(text)
    until = 0
    for found in WORD.finditer(text):
        kind, run, at = found.lastgroup, found.group(), found.start()
        if at < until:
            continue
        until = tails.get(found.end(), 0)
        yield (
            at,
            until,
            _word_tokens(run, analyser) if kind == "word" else tuple(_unspaced_tokens(run, kind, of_zawgyi)),
        )


def analyse(text: str, analyser: str) -> Iterator[Token]:
    """The tokens of a text in reading order, with their places in it."""
    for at, until, tokens in _found(text, analyser):
        last = max((token.end for token in tokens), default=0) if until else -1
        for token in tokens:
            end = until if token.end == last else at + token.end
            yield token._replace(start=at + token.start, end=end) if at or until else token


def forms(text: str, analyser: str) -> tuple[list[str], list[str]]:
    """The exact forms and the stems of a text, as an index stores them; quicker than `analyse`."""
    exact: list[str] = []
    stems: list[str] = []
    for _at, _until, tokens in _found(text, analyser):
        for token in tokens:
            exact.append(token.exact)
            stems.append(token.stem)
    return exact, stems
