"""The vocabulary's words for an idea: what was typed is looked for under its other names, in all languages. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from .analysis import analyse
from .terms import EXACT, STEM, Form, Question, Term, Typed, Word, telling, words

MOST_FORMS = 24
MOST_CONCEPTS = 8
WEIGHT = 0.8
# Words that may stand between those of a name: "raid on the office", "office police raid".
BETWEEN = 1

# What a compound is written with: a hyphen, or the sign that keeps Persian letters from joining.
COMPOUND = re.compile(r"(?<=\w)[-\u2010\u2011\u200c](?=\w)")

# Texts of both are read in the same signs (see search.analysis.han).
SAME_WORDS = {"zh-hans": "zh-hant", "zh-hant": "zh-hans"}

Key = tuple[str, ...]


class Name(NamedTuple):
    """A word or phrase for a concept in one language."""

    concept: str
    language: str
    text: str
    shown: bool = True


class Detected(NamedTuple):
    """A concept that the question names, and which of its telling words name it."""

    concept: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class _Named:
    key: Key
    concept: str


def _key(word: Word) -> str:
    return word.token.exact if word.token.gram else word.token.stem


def _keys_of(name: str, analyser: str) -> Iterator[Key]:
    """The words by which a name is known; the parts of a compound, where they say more than one word does."""
    for number, spelled in enumerate(_spellings(name)):
        key = tuple(_key(each) for each in telling(words(spelled, analyser)))
        if len(key) > min(number, 1):
            yield key


class Thesaurus:
    """Names of concepts, found in questions; one object may be used by many threads."""

    def __init__(self, names: Iterable[Name], analyser: Callable[[str], str]) -> None:
        self._analyser = analyser
        self._names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._shown: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in names:
            self._names[name.language][name.concept].append(name.text)
            if name.shown:
                self._shown[name.concept, name.language].append(name.text)
        self._by_word: dict[str, Mapping[str, list[_Named]]] = {}
        self._phrases: dict[tuple[str, str], list[Form]] = {}
        self._together: dict[tuple[str, ...], tuple[Form, ...]] = {}

    def names(self, concept: str, language: str) -> Sequence[str]:
        """The names of a concept in a language, the preferred one first."""
        return self._named(language).get(concept, ())

    def shown(self, concept: str, language: str) -> Sequence[str]:
        """The names of a concept that readers of a language are told, the preferred one first."""
        return self._shown.get((concept, language), ())

    def _named(self, language: str) -> Mapping[str, list[str]]:
        return self._names.get(language) or self._names.get(SAME_WORDS.get(language, "")) or {}

    def _keys(self, language: str) -> Mapping[str, list[_Named]]:
        if language not in self._by_word:
            found: dict[str, list[_Named]] = defaultdict(list)
            for concept, texts in self._named(language).items():
                for key in dict.fromkeys(key for text in texts for key in _keys_of(text, self._analyser(language))):
                    found[key[0]].append(_Named(key, concept))
            self._by_word[language] = found
        return self._by_word[language]

    def detect(self, typed: Sequence[Word], language: str) -> list[Detected]:
        """The concepts that words of a question name in a language: longer names first, each word in one name."""
        keys = [_key(each) for each in typed]
        known, named = self._keys(language), set[tuple[int, str, tuple[int, ...]]]()
        for key in set(keys):
            for name in known.get(key, ()):
                places = _places(name.key, keys)
                if places:
                    named.add((-len(set(places)), name.concept, places))
        taken: dict[int, tuple[int, ...]] = {}
        found: list[Detected] = []
        for _length, concept, places in sorted(named):
            if all(taken.get(at, places) == places for at in places):
                taken |= dict.fromkeys(places, places)
                found.append(Detected(concept, places))
        return found[:MOST_CONCEPTS]

    def _forms(self, concepts: Iterable[str], language: str) -> tuple[Form, ...]:
        """The phrases that name these concepts in texts of a language, none of which is a part of another."""
        key = (language, *concepts)
        if key not in self._together:
            self._together[key] = self._apart(key[1:], language)
        return self._together[key]

    def _apart(self, concepts: Iterable[str], language: str) -> tuple[Form, ...]:
        found = dict.fromkeys(form for concept in concepts for form in self._phrases_of(concept, language))
        return tuple(form for form in found if not any(_within(other, form) for other in found))[:MOST_FORMS]

    def _phrases_of(self, concept: str, language: str) -> Sequence[Form]:
        key = concept, language
        if key not in self._phrases:
            analyser = self._analyser(language)
            self._phrases[key] = [form for text in self.names(*key) for form in phrases(text, analyser)]
        return self._phrases[key]

    def widen(self, asked: Question, text: Typed, detected: Sequence[Detected], typed: Sequence[Word]) -> Question:
        """The question with other names for the concepts that it names."""
        own = {term: at for at, term in enumerate(asked.terms)}
        terms = _terms_of(typed, text, self._analyser(asked.language))
        places = [own.get(term) if term else None for term in terms]
        spans: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for each in detected:
            spans[each.places].append(each.concept)
        concepts, covers = [], []
        for span, names in spans.items():
            forms = self._forms(names, asked.language)
            covered = {place for place in (places[at] for at in span) if place is not None}
            if forms and covered:
                concepts.append(Term(forms, weight=WEIGHT))
                covers.append(sum(1 << at for at in covered))
        return replace(asked, concepts=tuple(concepts), covers=tuple(covers))


def _terms_of(typed: Sequence[Word], text: Typed, analyser: str) -> Iterator[Term | None]:
    """For each word as one language reads it, the term that another language's question made of the same letters."""
    own = text.telling(analyser)
    for word in typed:
        yield next((each.term for each in own if _overlap(word, each)), None)


def _overlap(one: Word, other: Word) -> bool:
    return one.token.start < other.token.end and other.token.start < one.token.end


def _places(key: Key, keys: Sequence[str]) -> tuple[int, ...]:
    """Where the words of a name stand close together in a question, in any order; nothing where they do not."""
    places = [[at for at, each in enumerate(keys) if each == part] for part in key]
    if not all(places):
        return ()
    best = min(
        (tuple(sorted({min(each, key=lambda at: abs(at - start)) for each in places})) for start in places[0]),
        key=lambda found: found[-1] - found[0],
    )
    return best if best[-1] - best[0] < len(key) + BETWEEN else ()


def _within(one: Form, other: Form) -> bool:
    """Whether every text with the other phrase has this one too."""
    length = len(one.tokens)
    return (
        one.field == other.field
        and length < len(other.tokens)
        and any(other.tokens[at : at + length] == one.tokens for at in range(len(other.tokens) - length + 1))
    )


def phrases(text: str, analyser: str) -> Iterator[Form]:
    """How a name stands in texts: its words side by side, those of a compound also apart."""
    for spelled in _spellings(text):
        tokens = [token for token in analyse(spelled, analyser) if token.exact]
        if not tokens:
            continue
        if all(token.gram for token in tokens):
            yield Form(EXACT, tuple(token.exact for token in tokens))
        elif tokens[-1].joins == len(tokens) - 1 > 0:
            yield Form(STEM, (tokens[-1].stem,))
        else:
            yield Form(STEM, tuple(token.stem for token in tokens))


def _spellings(text: str) -> Iterator[str]:
    """A name as it is written, and with the parts of its compounds apart."""
    yield text
    if (apart := COMPOUND.sub(" ", text)) != text:
        yield apart
