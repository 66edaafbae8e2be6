"""Words with their marks and links: tokens to the rich text that pages store."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Protocol

from django.utils.text import slugify
from django.utils.translation import gettext as _
from markdown_it.token import Token

from hub.wording import worded
from resources.importing.faults import Fault
from resources.importing.links import InPage, Nowhere, Outside, Target, ToAddress, ToFile, ToPage, target

MARKS = {"strong": "b", "em": "i", "sup": "sup", "sub": "sub"}
EMPTY = re.compile(r"<(b|i|sup|sub|code|a)(?: [^>]*)?>(\s*)</\1>")
BLANK_INSIDE = (
    (re.compile(r"((?:<(?:b|i)>)+)([ \t\n]+)"), r"\2\1"),
    (re.compile(r"([ \t\n]+)((?:</(?:b|i)>)+)"), r"\2\1"),
)
EDGES = re.compile(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$")
BLANKS = re.compile(r"[ \t\n]+")
BREAKS = re.compile(r" ?(?:<br/> ?)+")


class Places(Protocol):
    """Who knows which pages and pictures there are."""

    def page(self, to: ToPage) -> int | None:
        """The number of a page, None where there is none."""

    def address(self, path: str) -> int | None:
        """The number of the page of this site at an address, None where there is none."""

    def picture(self, path: str) -> int | None:
        """The number of the picture in the file at `path`, None where there is none; raises Fault if refused."""

    def document(self, path: str) -> int | None:
        """The number of the document in the file at `path`, None where there is none; raises Fault if refused."""

    def headings(self, to: ToPage | ToAddress) -> Collection[str]:
        """The anchors of the headings of a page."""


@dataclass(frozen=True)
class Context:
    """Where the words stand: the file's path, who knows the places, whom to tell what went wrong."""

    path: str
    places: Places
    tell: Callable[[str], None]

    def number(self, to: Target) -> int | None:
        """The number of the page that a link leads to, None where it leads to none."""
        if isinstance(to, ToPage):
            return self.places.page(to)
        return self.places.address(to.path) if isinstance(to, ToAddress) else None


@dataclass(frozen=True)
class Picture:
    """A picture met among words; `number` is None where there is no such file."""

    number: int | None
    alt: str


@dataclass
class Inline:
    """Turns the tokens of one paragraph into pieces of rich text, cut where pictures stand."""

    context: Context
    pieces: list[str | Picture] = field(default_factory=list)
    open_: list[tuple[str, str]] = field(default_factory=list)
    html: str = ""

    def read(self, tokens: Sequence[Token]) -> list[str | Picture]:
        """The pieces in order; never empty words between pictures."""
        for place, token in enumerate(tokens):
            if token.type == "softbreak":
                self.html += _joint(tokens[place - 1 : place], tokens[place + 1 : place + 2])
            else:
                self._token(token)
        self._cut()
        return self.pieces

    def _token(self, token: Token) -> None:
        mark = MARKS.get(token.type.rpartition("_")[0])
        if token.type == "text":
            self.html += escape(token.content, quote=False)
        elif token.type == "code_inline":
            self.html += f"<code>{escape(token.content, quote=False)}</code>"
        elif token.type == "hardbreak":
            self.html += "<br/>"
        elif token.type == "link_open":
            self._open("a", self._link(str(token.attrs.get("href", ""))))
        elif mark and token.nesting > 0:
            self._open(mark, f"<{mark}>")
        elif token.nesting < 0 and (mark or token.type == "link_close"):
            self._close()
        elif token.type == "footnote_ref":
            self.html += f"<sup>{int(token.meta['id']) + 1}</sup>"
        elif token.type == "image":
            self._picture(token)

    def _open(self, name: str, tag: str) -> None:
        tag = "" if any(name == each and outer for each, outer in self.open_) else tag
        self.open_.append((name, tag))
        self.html += tag

    def _close(self) -> None:
        name, tag = self.open_.pop()
        if tag.startswith('<a href="http') and self.html.endswith(tag):
            self.html += tag.removeprefix('<a href="').removesuffix('">')
        self.html += f"</{name}>" if tag else ""

    def _link(self, href: str) -> str:
        """The opening tag of a link, or nothing where it leads nowhere."""
        to = target(href, self.context.path)
        if isinstance(to, Outside):
            return f'<a href="{escape(to.url)}">'
        if isinstance(to, InPage):
            return f'<a href="#{escape(to.anchor)}">'
        number = self.context.number(to)
        if number is not None and isinstance(to, ToPage | ToAddress):
            return f'<a linktype="page" id="{number}"{self._anchor(href, to)}>'
        reason = to.reason if isinstance(to, Nowhere) else _("leads to no page of this site")
        # Translators: “reason” goes on with the sentence, such as “leads to no page of this site”.
        self.context.tell(worded(_("link to “%(href)s” %(reason)s; its words stay"), href=href[:120], reason=reason))
        return ""

    def _anchor(self, href: str, to: ToPage | ToAddress) -> str:
        """The heading that a link leads to, or nothing where that page has no such heading."""
        if not to.anchor:
            return ""
        there = self.context.places.headings(to)
        for anchor in (to.anchor, slugify(to.anchor, allow_unicode=True)):
            if anchor in there:
                return f' anchor="{escape(anchor)}"'
        words = _("link to “%(href)s” leads to no heading of that page; it leads to its beginning")
        self.context.tell(worded(words, href=href[:120]))
        return ""

    def _picture(self, token: Token) -> None:
        href, alt = str(token.attrs.get("src", "")), plain(token.children or [])
        to = target(href, self.context.path)
        number = None
        reason = _("is on another site and is not fetched") if isinstance(to, Outside) else _("is not there")
        try:
            number = self.context.places.picture(to.path) if isinstance(to, ToFile) else None
        except Fault as fault:
            reason = fault.reason
        if number is None:
            # Translators: “reason” goes on with the sentence, such as “is not there”.
            self.context.tell(worded(_("picture “%(href)s” %(reason)s"), href=href[:120], reason=reason))
            self.html += escape(alt, quote=False)
            return
        self._cut()
        self.pieces.append(Picture(number, alt))
        self.html = "".join(tag for _, tag in self.open_)

    def _cut(self) -> None:
        closing = "".join(f"</{name}>" for name, tag in reversed(self.open_) if tag)
        if words := tidy(self.html + closing):
            self.pieces.append(words)
        self.html = ""


def words(tokens: Sequence[Token], context: Context) -> str:
    """Rich text of words in a place where no picture can stand; a picture gives its alternative text."""
    pieces = Inline(context).read(tokens)
    return " ".join(piece if isinstance(piece, str) else escape(piece.alt, quote=False) for piece in pieces).strip()


def plain(tokens: Sequence[Token]) -> str:
    """The words alone."""
    found = "".join(
        " " if token.type in {"softbreak", "hardbreak"} else plain(token.children) if token.children else token.content
        for token in tokens
    )
    return " ".join(found.split())


def tidy(html: str) -> str:
    """Rich text without empty marks, with blanks outside the marks and none at the edges."""
    before = None
    while before != html:
        before = html
        html = EMPTY.sub(r"\2", html)
        for pattern, moved in BLANK_INSIDE:
            html = pattern.sub(moved, html)
    return EDGES.sub("", BREAKS.sub("<br/>", BLANKS.sub(" ", html)))


def _joint(before: Sequence[Token], after: Sequence[Token]) -> str:
    """What a line's end stands for: a blank, or nothing between two characters of Chinese or Japanese."""
    last, first = (before[0].content[-1:] if before else ""), (after[0].content[:1] if after else "")
    return "" if last and first and _wide(last) and _wide(first) else " "


def _wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF" and not "\uac00" <= letter <= "\ud7a3"
