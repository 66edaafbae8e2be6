"""Markdown to tokens: CommonMark with tables, footnotes and superscripts, and never raw HTML.

Addresses of every kind reach the tokens, so that `links` can take the target and leave the words.
Real libraries are translated by machines that put blanks into `** bold **` and brackets of their own
into links; what can only mean one thing is read as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from resources.importing.containers import container_plugin

TWICE_OPENED = re.compile(r"\]\(\((?=[^()\s]+\))")
WIDE_BRACKETS = re.compile(r"\][(（](?=[a-z]+://|\.\.?/)([^\s()（）]+)\s?[)）]")
STRONG = re.compile(r"(?<!\*)\*\*(?!\*)")
CELL_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
RAISED = {"sup_open", "sub_open"}  # what is raised or lowered comes without its escapes


def _any_address(_url: str) -> bool:
    """Every address becomes a token; `links.target` decides what is passed on."""
    return True


def parser() -> MarkdownIt:
    """The one way this site reads Markdown."""
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    reader.enable(["table", "strikethrough"]).use(footnote_plugin, inline=False).use(sub_plugin).use(superscript_plugin)
    reader.use(container_plugin)
    reader.validateLink = _any_address  # type: ignore[method-assign, assignment]
    reader.core.ruler.before("inline", "mend_links", _mend_links)
    reader.core.ruler.before("text_join", "cell_breaks", _cell_breaks)
    reader.core.ruler.before("text_join", "loose_strong", _loose_strong)
    return reader


def _mend_links(state: StateCore) -> None:
    """`[words]((address)` and full-width brackets around an address are links."""
    for token in state.tokens:
        if (token.type == "inline" and "](" in token.content) or "]（" in token.content:
            mended = TWICE_OPENED.sub("](", token.content)
            token.content = WIDE_BRACKETS.sub(r"](\1)", mended)


def _cell_breaks(state: StateCore) -> None:
    """`<br>` in a table's cell is a line break, as Markdown has no other there."""
    in_cell = False
    for token in state.tokens:
        if token.type in {"td_open", "th_open"}:
            in_cell = True
        elif token.type in {"td_close", "th_close"}:
            in_cell = False
        elif in_cell and token.children and "<br" in token.content.lower():
            pairs = pairwise([Token("", "", 0), *token.children])
            token.children = [piece for before, each in pairs for piece in _at_breaks(before, each)]


def _at_breaks(before: Token, token: Token) -> list[Token]:
    if token.type != "text" or before.type in RAISED:
        return [token]
    pieces = [Token("text", "", 0, content=part) for part in CELL_BREAK.split(token.content)]
    breaks = [Token("hardbreak", "br", 0) for _piece in pieces[1:]]
    return [each for pair in zip(pieces, [*breaks, None], strict=True) for each in pair if each is not None]


def _loose_strong(state: StateCore) -> None:
    """`** words **` is strong, whatever blanks or quotation marks stand beside its stars."""
    for token in state.tokens:
        if token.type == "inline" and token.children and any(_stars(each) for each in token.children):
            token.children = _with_strong(token.children)


def _stars(token: Token) -> bool:
    return token.type == "text" and STRONG.search(token.content) is not None


def _with_strong(children: Sequence[Token]) -> list[Token]:
    """The tokens of a line with pairs of leftover `**` turned into strong, a lone one left out."""
    pairs = pairwise([Token("", "", 0), *children])
    pieces = [piece for before, token in pairs for piece in _at_stars(before, token)]
    result: list[Token] = []
    level, open_at = 0, dict[int, int]()
    for piece in pieces:
        level += min(piece.nesting, 0)
        if piece.type != "stars":
            result.append(piece)
        elif level in open_at:
            result[open_at.pop(level)] = Token("strong_open", "b", 1)
            result.append(Token("strong_close", "b", -1))
        else:
            open_at[level] = len(result)
            result.append(Token("text", "", 0, content=""))
        level += max(piece.nesting, 0)
        open_at = {depth: place for depth, place in open_at.items() if depth <= level}
    return result


def _at_stars(before: Token, token: Token) -> list[Token]:
    if not _stars(token) or before.type in RAISED:
        return [token]
    parts = STRONG.split(token.content)
    pieces = [Token("text", "", 0, content=parts[0])]
    for part in parts[1:]:
        pieces += [Token("stars", "", 0, markup="**"), Token("text", "", 0, content=part)]
    return [piece for piece in pieces if piece.type == "stars" or piece.content]
