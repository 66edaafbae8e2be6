"""Asking every language of the index: the words, their other names, what a misspelt one was meant to be. Pure."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hub import languages

from .analysis import word_forms
from .concepts import Detected, Thesaurus
from .engines.protocol import Matches, PageEntry, SearchEngine
from .keyboards import readings
from .ladder import ENOUGH, SHARES, Found, descend
from .ranking import rank
from .speller import Speller, Spelling
from .terms import EXACT, STEM, Form, Question, Term, Typed, Word, joined, question

# Of a misspelt word, so many words that it may be; the texts decide between them.
MOST_MEANT = 3
PAIR = 2


@dataclass(frozen=True)
class Answered:
    """What each language answers, to which question; `corrected` is what was looked for instead of misspelt words."""

    found: Mapping[str, Found] = field(default_factory=dict)
    asked: Mapping[str, Question] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aids:
    """What is known besides the texts: other words for ideas, and the words of a language for what is misspelt.

    `names` answers the words that are misspelt in no language, though no text may have them.
    """

    thesaurus: Thesaurus | None = None
    speller: Callable[[SearchEngine, str], Speller] | None = None
    names: Callable[[], Container[str]] = frozenset


NO_AIDS = Aids()


def analyser_of(code: str) -> str:
    """The analyser of a language; one that the site does not know is read by script."""
    language = languages.BY_CODE.get(code)
    return language.analyser if language else "script"


class Asking:
    """One question put to one index."""

    def __init__(
        self,
        engine: SearchEngine,
        text: str,
        reader: str,
        entries: Mapping[int, PageEntry],
        aids: Aids = NO_AIDS,
        today: str = "",
    ) -> None:
        self.engine, self.typed, self.reader, self.entries = engine, Typed(text), reader, entries
        self.thesaurus, self.speller, self.names, self.today = aids.thesaurus, aids.speller, aids.names, today
        self.concepts: dict[str, None] = {}
        self.named: dict[str, list[Detected]] = {}
        chain = [each.code for each in languages.chain(reader)]
        codes = engine.languages()
        self.order = sorted(codes, key=lambda code: (chain.index(code) if code in chain else len(chain), code))

    def answered(self) -> Answered:
        """Ask each language; where nobody has all of the words, ask once more for what may be meant."""
        asked = {code: self._question(code) for code in self.order}
        matches = self.engine.match_all(asked.values())
        found = {code: self._found(each, matches[code]) for code, each in asked.items()}
        corrected: dict[str, str] = {}
        if self.speller and not any(each.complete for each in found.values()):
            for code in self.order:
                corrected |= self._correct(code, self.speller(self.engine, code), asked, found)
                if corrected and code == self.reader:
                    break
            corrected = {typed: meant for typed, meant in corrected.items() if not self._is_known(typed)}
        return Answered(found, asked, corrected, tuple(self.concepts))

    def _is_known(self, typed: str) -> bool:
        """Whether a text of any language has the word: then it is not misspelt, whatever another made of it."""
        spellers = (self.speller(self.engine, code) for code in self.order) if self.speller else ()
        return any(speller.knows(typed) for speller in spellers)

    def _is_own(self, typed: str) -> bool:
        """Whether a text of the reader's language has the word: then it is not what another language misspells."""
        return bool(self.speller and self.reader in self.order and self.speller(self.engine, self.reader).knows(typed))

    def _question(self, code: str) -> Question:
        asked = question(self.typed, code, analyser_of(code))
        return self._joined(self._widened(asked, code), code)

    def _joined(self, asked: Question, code: str) -> Question:
        """With neighbours that the texts of a language write as one word."""
        kept = self.typed.telling(analyser_of(code))
        if not self.speller or len(kept) < PAIR:
            return asked
        return joined(asked, kept, self.speller(self.engine, code).words, analyser_of(code))

    def _widened(self, asked: Question, code: str) -> Question:
        """With the names of the ideas that the question names, as the reader's language or else this one has them."""
        if not self.thesaurus:
            return asked
        for spoken in (self.reader, code, *self.order):
            if detected := self._detected(self.thesaurus, spoken):
                self.concepts |= dict.fromkeys(each.concept for each in detected)
                return self.thesaurus.widen(asked, self.typed, detected, self.typed.telling(analyser_of(spoken)))
        return asked

    def _detected(self, thesaurus: Thesaurus, code: str) -> list[Detected]:
        """The ideas that the question names in a language, looked up once."""
        if code not in self.named:
            self.named[code] = thesaurus.detect(self.typed.telling(analyser_of(code)), code)
        return self.named[code]

    def _found(self, asked: Question, matches: Matches) -> Found:
        return descend(rank(matches, asked, self.entries, self.today, SHARES, ENOUGH))

    def _correct(
        self, code: str, speller: Speller, asked: dict[str, Question], found: dict[str, Found]
    ) -> dict[str, str]:
        """Ask a language again with the words that its texts have in place of those they have not."""
        own, names = asked[code], self.names()
        had = found[code].had
        meant: list[tuple[Word, Term, int]] = []
        for word in self.typed.telling(analyser_of(code)):
            at = own.terms.index(word.term) if word.term in own.terms else -1
            typed = word.token.exact
            if at < 0 or had >> at & 1 or word.term.gram or typed in names or self._is_own(typed):
                continue
            meant += [(word, term, at) for term in _meant(word, speller, analyser_of(code), code == self.reader)]
        if not meant:
            return {}
        again = replace(
            own,
            concepts=own.concepts + tuple(term for _word, term, _at in meant),
            covers=own.covers + tuple(1 << at for _word, _term, at in meant),
        )
        answer = self._found(again, self.engine.match(again))
        if not answer.results:
            return {}
        asked[code], found[code] = again, answer
        return _said(answer, len(own.looked_for), meant)


def _near(typed: str, speller: Speller, analyser: str, own: bool) -> list[Spelling]:
    """The nearest words; for letters of another script those that the word may be in this one.

    Of a language that is not the reader's `own` only such as the word is in it, letter by letter.
    """
    for read in readings(typed, analyser):
        if speller.knows(read):
            return [Spelling(read, 0.0, max(1, speller.words[read]))]
    near = speller.nearest(typed)
    for read in readings(typed, analyser) if own else ():
        near = near or speller.nearest(read)
    return near[:MOST_MEANT]


def _meant(word: Word, speller: Speller, analyser: str, own: bool) -> list[Term]:
    """The words that a word no text has may stand for, as terms that count less the farther they are."""
    near = _near(word.token.exact, speller, analyser, own)
    if not near:
        halves = speller.split(word.token.exact)
        return [Term((Form(EXACT, halves),), weight=0.8)] if halves else []
    found = []
    for each in near:
        stem = word_forms(each.word, analyser)[1]
        found.append(
            Term((Form(EXACT, (each.word,)), Form(STEM, (stem,))), weight=max(0.3, 1 - abs(each.value - near[0].value)))
        )
    return list({term.forms[1]: term for term in reversed(found)}.values())[::-1]


def _said(answer: Found, first: int, meant: Sequence[tuple[Word, Term, int]]) -> dict[str, str]:
    """For each misspelt word the one that the best text has."""
    said: dict[str, str] = {}
    for each in answer.results[:1]:
        for at, (word, term, _own) in enumerate(meant):
            if any(place.mask >> (first + at) & 1 for place in each.places):
                said.setdefault(word.token.exact, " ".join(term.forms[0].tokens))
    return said
