"""The words around what was found, with what was found marked. One highlighter, whatever the engine. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import takewhile
from operator import attrgetter

from .analysis import Token, analyse
from .analysis.scripts import is_combined
from .terms import EXACT, STEM, Form, Question

LENGTH = 240
MOST_SNIPPETS = 2
ELLIPSIS = "…"
# Items of a list that end without a stop would run into one another.
_LINE_END = re.compile(r"(?<![.!?:;,،؛؟。！？：；，…\s])\n")
ZERO_WIDTH_JOINER = "\u200d"


@dataclass(frozen=True)
class Found:
    """A stretch of a text that answers to terms of the question."""

    start: int
    end: int
    forms: frozenset[tuple[str, str]]


class _Wanted:
    """What answers to a question in a text: single words, and words that stand one behind the other."""

    def __init__(self, asked: Question) -> None:
        forms = {form for term in asked.looked_for for form in term.forms if form.tokens}
        self.words = {(form.field, form.tokens[0]) for form in forms if len(form.tokens) == 1}
        self.phrases: dict[tuple[str, str], list[Form]] = defaultdict(list)
        for form in forms:
            if len(form.tokens) > 1:
                self.phrases[form.field, form.tokens[0]].append(form)

    def answer(self, token: Token) -> frozenset[tuple[str, str]]:
        """The words that a token is; one that says nothing is none."""
        own = {(EXACT, token.exact)} if token.gram else {(EXACT, token.exact), (STEM, token.stem)}
        return frozenset() if token.stop and not token.gram else frozenset(own & self.words)

    def stretches(self, tokens: Sequence[Token]) -> Iterator[Found]:
        """Where a phrase stands: from its first word to its last."""
        for name, read in ((EXACT, attrgetter("exact")), (STEM, attrgetter("stem"))):
            spelt = [(read(token), token) for token in tokens if read(token)]
            for at, (word, first) in enumerate(spelt):
                for form in self.phrases.get((name, word), ()):
                    found = spelt[at : at + len(form.tokens)]
                    if tuple(each for each, _token in found) == form.tokens:
                        yield Found(first.start, found[-1][1].end, frozenset({(name, " ".join(form.tokens))}))


def found_in(text: str, asked: Question, analyser: str) -> list[Found]:
    """The stretches of a text that answer, in order; those that touch are one."""
    wanted, tokens = _Wanted(asked), list(analyse(text, analyser))
    single = (Found(token.start, token.end, forms) for token in tokens if (forms := wanted.answer(token)))
    hits: list[Found] = []
    for hit in sorted([*single, *(wanted.stretches(tokens) if wanted.phrases else ())], key=attrgetter("start", "end")):
        if hits and hit.start < hits[-1].end:
            last = hits.pop()
            hits.append(Found(last.start, max(last.end, hit.end), last.forms | hit.forms))
        else:
            hits.append(hit)
    return hits


def _boundary(text: str, at: int, step: int) -> int:
    """The nearest place, going by `step`, where a text may be cut: between words, else between characters."""
    for near in range(at, at + 24 * step, step):
        if not 0 < near < len(text):
            return max(0, min(near, len(text)))
        if text[near - 1].isspace():
            return near
    while 0 < at < len(text) and (is_combined(text[at]) or text[at - 1] == ZERO_WIDTH_JOINER):
        at += step
    return at


def _best_window(hits: Sequence[Found], length: int) -> list[Found]:
    """The hits of the stretch of text with the most different terms, then the most hits."""
    best: list[Found] = []
    best_value = (0, 0)
    for at, first in enumerate(hits):
        rest = takewhile(lambda hit, until=first.start + length: hit.end <= until, hits[at:])  # type: ignore[misc]
        inside = list(rest) or [first]
        value = (len({form for hit in inside for form in hit.forms}), len(inside))
        if value > best_value:
            best, best_value = inside, value
    return best


def _marked(text: str, start: int, end: int, hits: Iterable[Found]) -> str:
    """The stretch as HTML: escaped piece by piece, the hits in it inside <mark>."""
    parts: list[str] = []
    at = start
    for hit in hits:
        if hit.start < at or hit.end > end:
            continue
        parts += [escape(text[at : hit.start]), "<mark>", escape(text[hit.start : hit.end]), "</mark>"]
        at = hit.end
    parts.append(escape(text[at:end]))
    inside = " ".join(_LINE_END.sub(" · ", "".join(parts).strip()).split())
    return f"{ELLIPSIS if start else ''}{inside}{ELLIPSIS if end < len(text.rstrip()) else ''}"


def _window(text: str, hits: Sequence[Found], length: int) -> tuple[int, int]:
    span = min(hits[-1].end - hits[0].start, length)
    before = max(0, (length - span) // 3)
    start = _boundary(text, max(0, hits[0].start - before), -1)
    end = _boundary(text, min(len(text), start + length), 1)
    return start, max(end, hits[0].end)


def snippet(text: str, asked: Question, analyser: str, length: int = LENGTH) -> tuple[str, bool]:
    """The best stretch of a text as safe HTML, and whether anything is marked in it; else its beginning."""
    hits = found_in(text, asked, analyser)
    best = _best_window(hits, length)
    if not best:
        return _marked(text, 0, _boundary(text, min(len(text), length), 1), ()), False
    start, end = _window(text, best, length)
    return _marked(text, start, end, hits), True


def snippets(texts: Iterable[str], asked: Question, analyser: str) -> list[str]:
    """At most two snippets of the passages of a page, marked ones only, unless none has a mark."""
    made = [snippet(text, asked, analyser) for text in texts if text.strip()]
    marked = [html for html, has_mark in made if has_mark][:MOST_SNIPPETS]
    return marked or [html for html, _has_mark in made[:1]]


def marked_title(text: str, asked: Question, analyser: str) -> str:
    """A title as safe HTML with what was found marked."""
    return _marked(text, 0, len(text), found_in(text, asked, analyser))
