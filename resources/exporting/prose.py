"""Rich text as Markdown that reads back as the same rich text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from resources.richtext import Element, Piece, canonical, parse

ALWAYS = re.compile(r"[\\`*\[\]<^~]")
UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
ENTITY = re.compile(r"&(?=#?\w+;)")
AT_START = re.compile(r"^(?=[#+\-=>:|])|^(\d+)(?=[.)])")
IN_RAISED = re.compile(r"[\\^~ `*_!&\[\]<]")
LISTS = {"ul", "ol"}
ESCAPED = re.compile(r"[\\<>]|&(?=#?\w+;)")
Link = Callable[[Element], str | None]


@dataclass(frozen=True)
class Prose:
    """Writes rich text; `link` gives the address of a link, or None where only its words can go."""

    link: Link
    in_table: bool = False

    def paragraphs(self, html: str) -> str:
        """Paragraphs and lists, a blank line between them."""
        parts: list[str] = []
        loose: list[Piece] = []
        last, alternate = "", False
        for piece in [*parse(canonical(html)), Element("end")]:
            name = piece.name if isinstance(piece, Element) else ""
            if name not in LISTS | {"p", "end"}:
                loose.append(piece)
                continue
            parts += [line for line in [self.line(loose)] if line]
            loose = []
            if isinstance(piece, Element) and name in LISTS:
                alternate = last == name and not alternate
                parts.append(self._list(piece, alternate=alternate))
            elif isinstance(piece, Element):
                parts += [line for line in [self.line(piece.children)] if line]
            last = name
        return "\n\n".join(parts)

    def line(self, pieces: Sequence[Piece], indent: str = "") -> str:
        """Words with their marks; a line break ends a line with a backslash."""
        text = self._inline(pieces)
        lines = [_safe_start(" ".join(line.split(" ")).strip()) for line in text.split("\n")]
        return ("<br>" if self.in_table else f"\\\n{indent}").join(line for line in lines if line)

    def _list(self, element: Element, *, alternate: bool = False) -> str:
        items = [each for each in element.children if isinstance(each, Element) and each.name == "li"]
        lines = []
        for number, item in enumerate(items, 1):
            bullet = "*" if alternate else "-"
            marker = f"{number}{')' if alternate else '.'} " if element.name == "ol" else f"{bullet} "
            lines.append(marker + self._item(item, " " * len(marker)))
        return "\n".join(lines)

    def _item(self, item: Element, indent: str) -> str:
        """An item's words, then the lists inside it."""
        nested = [each for each in item.children if isinstance(each, Element) and each.name in LISTS]
        words = [each for each in item.children if not (isinstance(each, Element) and each.name in LISTS)]
        lines = [self.line(words, indent)]
        last, alternate = "", False
        for each in nested:
            alternate = last == each.name and not alternate
            lines.append(self._list(each, alternate=alternate).replace("\n", f"\n{indent}"))
            last = each.name
        return f"\n{indent}".join(lines)

    def _inline(self, pieces: Sequence[Piece]) -> str:
        written = []
        for place, piece in enumerate(pieces):
            after = pieces[place + 1] if place + 1 < len(pieces) else ""
            if isinstance(piece, str):
                text = self._escaped(piece)
                is_link = isinstance(after, Element) and after.name == "a"
                written.append(f"{text[:-1]}\\!" if is_link and text.endswith("!") else text)
            else:
                written.append(self._element(piece, bool(written and written[-1][-1:] == "*"), after))
        return "".join(written)

    def _element(self, element: Element, after_star: bool, after: Piece) -> str:
        name, inner = element.name, element.children
        if name == "br":
            return "\n"
        if name == "code":
            return self._code("".join(each for each in _texts(inner)))
        if name in {"sup", "sub"}:
            sign = "^" if name == "sup" else "~"
            raised = IN_RAISED.sub(r"\\\g<0>", "".join(_texts(inner)))
            return sign + (raised.replace("|", "\\|") if self.in_table else raised) + sign
        words = self._inline(inner)
        if name == "a":
            address = self.link(element)
            return f"[{words}]({destination(address)})" if address and words else words
        if name == "b" and len(inner) == 1 and isinstance(inner[0], Element) and inner[0].name == "i":
            return f"**_{self._inline(inner[0].children)}_**"
        if name == "b":
            return f"**{words}**" if words else ""
        if name == "i":
            whole = len(inner) == 1 and isinstance(inner[0], Element)
            beside = after_star or (isinstance(after, Element) and after.name in {"b", "i"})
            sign = "_" if beside and not whole else "*"
            return f"{sign}{words}{sign}" if words else ""
        return words

    def _escaped(self, text: str) -> str:
        text = ALWAYS.sub(r"\\\g<0>", re.sub(r"[ \t\n]+", " ", text))
        text = UNDERSCORE.sub(r"\\_", ENTITY.sub(r"\\&", text))
        return text.replace("|", "\\|") if self.in_table else text

    def _code(self, text: str) -> str:
        text = " ".join(text.split("\n"))
        longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
        fence = "`" * (longest + 1)
        pad = " " if text[:1] in {"`", " "} or text[-1:] in {"`", " "} else ""
        written = f"{fence}{pad}{text}{pad}{fence}"
        return written.replace("|", "\\|") if self.in_table else written


def _safe_start(line: str) -> str:
    """The line without a beginning that Markdown would take for a heading, a list or a quotation."""
    found = AT_START.match(line)
    if not found:
        return line
    return f"{found[1]}\\{line[len(found[1]) :]}" if found[1] else f"\\{line}"


def _texts(pieces: Sequence[Piece]) -> list[str]:
    return [text for each in pieces for text in ([each] if isinstance(each, str) else _texts(each.children))]


def destination(url: str) -> str:
    """An address as the end of a link."""
    url = ESCAPED.sub(lambda found: "&amp;" if found[0] == "&" else f"\\{found[0]}", url)
    url = url.replace("|", "%7C")
    return f"<{url}>" if re.search(r"[\s()]", url) else url
