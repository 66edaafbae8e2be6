"""What was looked for beside the words themselves, as readers are told: other words for them, misspelt ones righted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from search import aids
from search.analysis import analyse
from search.answers import Answer
from search.suggesting import fold

MOST_WORDS = 4
# Corrections come from several languages: a word is known by what it is without the rules of any.
BY_SCRIPT = "script"


def righted(text: str, corrected: Mapping[str, str]) -> str:
    """The question with its misspelt words replaced by those looked for; nothing where none was."""
    pieces, at = [], 0
    for token in analyse(text, BY_SCRIPT):
        if token.exact in corrected and token.start >= at:
            pieces += [text[at : token.start], corrected[token.exact]]
            at = token.end
    return "".join([*pieces, text[at:]]) if pieces else ""


def also(text: str, names: Iterable[str]) -> list[str]:
    """Other words for what a question names, each once; those that it has itself are left out."""
    asked = f" {fold(text)} "
    found: dict[str, str] = {}
    for name in names:
        if fold(name) not in asked:
            found.setdefault(fold(name), name)
    return list(found.values())[:MOST_WORDS]


def righted_of(answer: Answer) -> str:
    """The question as it was put to the index where words of it were misspelt."""
    corrected = answer.findings.corrected
    return (righted(answer.request.text, corrected) or ", ".join(corrected.values())) if corrected else ""


def also_of(answer: Answer, reader: str) -> list[str]:
    """The other words that were looked for, in the reader's language; those kept for the search alone are not told."""
    if not (named := answer.findings.concepts):
        return []
    names = aids.thesaurus()
    return also(answer.request.text, (text for concept in named for text in names.shown(concept, reader)))
