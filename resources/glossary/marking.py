"""Marks in the HTML of a text: each term at its first mention, with a place for what it means. Pure.

A mark is `<a class="term" href="word:12">`, and `<!--word:12-->` stands before the outermost element that has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Final, NamedTuple

from resources.glossary.finding import Found

TAG: Final = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>""", re.DOTALL)
LANG: Final = re.compile(r"""\blang=["']?([\w-]+)""")
ENTITY: Final = re.compile(r"&#?\w+;")
MARK: Final = re.compile(r'<a class="term" href="word:(\d+)">(.*?)</a>', re.DOTALL)
PLACE: Final = re.compile(r"<!--word:(\d+)-->")
# Headings, what is a link or a button already, what is read letter by letter, what explains its own words.
_LEFT_ALONE = """a h1 h2 h3 h4 h5 h6 button summary label code pre kbd samp var dfn cite abbr caption th script style
    svg math textarea select option audio video object iframe"""
_VOID = "area br col embed hr img input link meta source track wbr"
_INLINE = "a abbr b bdi bdo cite code dfn em i kbd mark q s samp small span strong sub sup u var"
LEFT_ALONE: Final = frozenset(_LEFT_ALONE.split())
VOID: Final = frozenset(_VOID.split())
INLINE: Final = frozenset(_INLINE.split())

Find = Callable[[str], Sequence[Found]]


class Marked(NamedTuple):
    """A text with its marks, and the terms that it uses, in the order of their first mention."""

    html: str
    used: tuple[int, ...]


def marked(html: str, find: Find, language: str, own: int = 0) -> Marked:
    """The HTML with a mark at the first mention of each term but `own`; `language` is the text's."""
    marker = _Marker(find, language, {own})
    return Marked("".join(marker.run(html)), tuple(marker.used))


def unmarked(html: str) -> str:
    """The HTML as it was before."""
    return PLACE.sub("", MARK.sub(r"\2", html))


class _Piece(NamedTuple):
    """A tag, or the words between two of them; `free` says whether they may be marked, `top` where a block begins."""

    raw: str
    is_tag: bool
    free: bool = False
    top: bool = False
    breaks: bool = False


@dataclass
class _Marker:
    find: Find
    language: str
    seen: set[int]
    used: list[int] = field(default_factory=list)

    def run(self, html: str) -> Iterator[str]:
        """The pieces of the marked HTML; those of an outermost element wait for the terms within."""
        block: list[str] = []
        places: list[str] = []
        pieces = list(_pieces(html, self.language))
        for at, piece in enumerate(pieces):
            if piece.top:
                yield from (*places, *block)
                block, places = [], []
            if not piece.free:
                block.append(piece.raw)
                continue
            many = len(self.used)
            block.append(self._words(piece.raw, _letter_before(pieces, at), _letter_after(pieces, at)))
            places += [f"<!--word:{number}-->" for number in self.used[many:]]
        yield from (*places, *block)

    def _words(self, raw: str, joined_before: bool, joined_after: bool) -> str:
        text, at_source = _read(raw)
        out, done = [], 0
        for found in self.find(text):
            cut = (found.start == 0 and joined_before) or (found.end == len(text) and joined_after)
            if found.number in self.seen or cut:
                continue
            self.seen.add(found.number)
            self.used.append(found.number)
            start, end = at_source[found.start], at_source[found.end]
            out += [raw[done:start], f'<a class="term" href="word:{found.number}">{raw[start:end]}</a>']
            done = end
        return "".join([*out, raw[done:]])


def _pieces(html: str, language: str) -> Iterator[_Piece]:
    open_tags: list[tuple[str, bool]] = []
    at = 0
    for tag in TAG.finditer(html):
        barred = any(bar for _name, bar in open_tags)
        if tag.start() > at:
            yield _Piece(html[at : tag.start()], is_tag=False, free=not barred)
        at = tag.end()
        name = (tag[2] or "").lower()
        top = not open_tags and not tag[1]
        yield _Piece(tag[0], is_tag=True, top=top, breaks=name not in INLINE)
        if tag[1]:
            _close(open_tags, name)
        elif name and name not in VOID and not tag[3].endswith("/"):
            spoken = LANG.search(tag[3])
            other = spoken is not None and spoken[1].lower() != language.lower()
            open_tags.append((name, other or name in LEFT_ALONE))
    if at < len(html):
        yield _Piece(html[at:], is_tag=False, free=not any(bar for _name, bar in open_tags))


def _close(open_tags: list[tuple[str, bool]], name: str) -> None:
    if any(each == name for each, _bar in open_tags):
        while open_tags.pop()[0] != name:
            pass


def _read(raw: str) -> tuple[str, Sequence[int]]:
    """The words of a piece, and for each of their letters where it stands in the source."""
    if "&" not in raw:
        return raw, range(len(raw) + 1)
    words: list[str] = []
    places: list[int] = []
    at = 0
    for entity in ENTITY.finditer(raw):
        words.append(raw[at : entity.start()])
        places += range(at, entity.start())
        said = unescape(entity[0])
        words.append(said)
        places += [entity.start()] * len(said)
        at = entity.end()
    places += range(at, len(raw) + 1)
    return "".join([*words, raw[at:]]), places


def _letter_before(pieces: Sequence[_Piece], at: int) -> bool:
    """Whether a word goes on across a tag: the first half of it stands in the piece before."""
    return _touches(reversed(pieces[max(0, at - 8) : at]), -1)


def _letter_after(pieces: Sequence[_Piece], at: int) -> bool:
    return _touches(pieces[at + 1 : at + 9], 0)


def _touches(pieces: Iterable[_Piece], edge: int) -> bool:
    for piece in pieces:
        if not piece.is_tag:
            return bool(unescape(piece.raw)[edge].isalnum())
        if piece.breaks:
            return False
    return False


def shown(html: str, mark: Callable[[int, str], str], place: Callable[[int], str]) -> str:
    """The HTML with each mark and each place as these draw them; the words of a mark are HTML."""
    html = MARK.sub(lambda found: mark(int(found[1]), found[2]), html)
    return PLACE.sub(lambda found: place(int(found[1])), html)


def numbers_in(html: str) -> tuple[int, ...]:
    """The terms that a text is marked with."""
    return tuple(dict.fromkeys(int(found[1]) for found in MARK.finditer(html)))
