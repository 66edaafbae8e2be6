"""A question as entries are asked it: each word in every way that the site's languages read it, or as a term."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, reduce
from operator import or_

from anyascii import anyascii

from hub import languages
from search.analysis import word_forms
from search.concepts import Thesaurus
from search.kinds import spelling
from search.kinds.numbers import PART
from search.terms import EXACT, MOST_TERMS, STEM, Form, Question, Term, Typed, Word

# What is known in a language besides words.
Known = Callable[[languages.Language], Sequence[Thesaurus]]


def question(text: str, spoken: Sequence[languages.Language], known: Known | None = None) -> Question:
    """What is looked for: the telling words of the question, and the terms that some of them name.

    `spoken` are the languages that it may be in, the likeliest first.
    """
    typed = Typed(text)
    # Each word once: asked twice it weighs no more.
    words = list({word.token.exact: word for word in typed.telling(spoken[0].analyser)}.values())[:MOST_TERMS]
    stems = dict.fromkeys(each.analyser for each in spoken)
    terms = tuple(_term(word, text, stems) for word in words)
    hints = tuple(dict.fromkeys(Form(STEM, (word.token.stem,)) for word in words if word.term.gram))
    asked = Question(PART, terms, hints)
    return _named(asked, typed, words, spoken, known) if known else asked


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The script of a letter, as Unicode names it."""
    return unicodedata.name(letter, "").partition(" ")[0]


def _written(text: str) -> set[str]:
    return {_script(letter) for letter in text if letter.isalpha()}


def _term(word: Word, text: str, analysers: Iterable[str]) -> Term:
    """A word as it is written in names and texts of any language."""
    forms = dict.fromkeys(word.term.forms)
    if word.term.gram:
        return Term(tuple(forms), gram=True)
    surface = text[word.token.start : word.token.end]
    forms |= dict.fromkeys((Form(EXACT, (word_forms(surface, "script")[0],)),))
    forms |= dict.fromkeys(Form(STEM, (word_forms(surface, analyser)[1],)) for analyser in analysers)
    latin = word_forms(anyascii(surface).replace("'", ""), "script")[0]
    forms |= dict.fromkeys(Form(EXACT, (each,)) for each in (latin, spelling.bare(latin)) if each)
    return Term(tuple(forms))


def _named(
    asked: Question, typed: Typed, words: Sequence[Word], spoken: Iterable[languages.Language], known: Known
) -> Question:
    """The question with the terms that it names; a word names something in the first language that knows it."""
    found: list[tuple[int, str]] = []
    scripts, taken = _written(typed.text), 0
    for language in spoken:
        if taken == (1 << len(words)) - 1:
            break
        if not scripts & _written(language.endonym):
            continue
        told = typed.telling(language.analyser)
        detected = [one for thesaurus in known(language) for one in thesaurus.detect(told, language.code)]
        here = [(_covered([told[at] for at in each.places], words), each.concept) for each in detected]
        here = [(covers, concept) for covers, concept in here if covers and not covers & taken]
        found += here
        taken = reduce(or_, (covers for covers, _concept in here), taken)
    by_words: dict[int, list[Form]] = {}
    for covers, concept in found:
        by_words.setdefault(covers, []).append(Form(STEM, (spelling.code(concept),)))
    concepts = tuple(Term(tuple(forms)) for forms in by_words.values())
    return replace(asked, concepts=concepts, covers=tuple(by_words))


def _covered(named: Iterable[Word], words: Sequence[Word]) -> int:
    """The words of the question that stand where these do, as bits."""
    spans = [(each.token.start, each.token.end) for each in named]
    return sum(
        1 << at
        for at, word in enumerate(words)
        if any(word.token.start < end and start < word.token.end for start, end in spans)
    )
