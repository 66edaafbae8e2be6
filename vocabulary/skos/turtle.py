"""SKOS as Turtle, written in one fixed order; what others write is read but for lists and nameless nodes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from vocabulary.skos.nodes import PREFIXES, SHORT, TYPE, Link, Nodes, Properties, Text, UnreadableError, Value

ESCAPED: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
BARE: Final = ("position", "deprecated")
MEANT: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
TOKEN: Final = re.compile(
    r"""(?P<blank>[\s]+|\#[^\n]*)
    |(?P<iri><(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    |(?P<long>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3})
    |(?P<short>"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<word>@prefix\b|@base\b|(?i:prefix|base)\b(?!:)|a(?=[\s<])|true\b|false\b)
    |(?P<tag>@[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)
    |(?P<number>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w%:.-]|\\.)*(?:[\w%:-]|\\.))?)
    |(?P<sign>\^\^|[;,.])""",
    re.VERBOSE | re.DOTALL,
)


def write(nodes: Nodes) -> str:
    """The nodes as one document, the same to the letter for the same nodes."""
    lines = [f"@prefix {name}: <{base}> ." for name, base in PREFIXES.items()]
    for address, properties in nodes.items():
        said = [f"a {_written(each)}" for each in properties[TYPE]]
        for name, iri in SHORT.items():
            if values := properties.get(iri):
                said.append(f"{_written(Link(iri))} {', '.join(_written(each, bare=name in BARE) for each in values)}")
        lines += ["", f"{_written(Link(address))} " + " ;\n    ".join(said) + " ."]
    return "\n".join(lines) + "\n"


def _written(value: Value, *, bare: bool = False) -> str:
    if isinstance(value, Text):
        if bare:
            return value.value
        body = "".join(ESCAPED.get(sign, sign if sign >= " " else f"\\u{ord(sign):04X}") for sign in value.value)
        return f'"{body}"@{value.language}' if value.language else f'"{body}"'
    for prefix, base in PREFIXES.items():
        if re.fullmatch(r"[A-Za-z]+", rest := value.address.removeprefix(base)) and rest != value.address:
            return f"{prefix}:{rest}"
    return "<" + re.sub(r'[\x00-\x20<>"{}|^`\\]', lambda sign: f"\\u{ord(sign[0]):04X}", value.address) + ">"


class Token(NamedTuple):
    """A piece of the document and its line."""

    kind: str
    text: str
    line: int


def _tokens(text: str) -> Iterator[Token]:
    at, line = 0, 1
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise _wrong(line)
        if match.lastgroup != "blank":
            yield Token(str(match.lastgroup), match[0], line)
        line += match[0].count("\n")
        at = match.end()


def _wrong(line: int) -> UnreadableError:
    return UnreadableError(
        _("Line %(line)s cannot be read. Lists and nodes without a name are not taken.") % {"line": line}
    )


@dataclass
class _Reader:
    tokens: Iterator[Token]
    prefixes: dict[str, str] = field(default_factory=dict)
    base: str = ""
    nodes: Nodes = field(default_factory=dict)
    line: int = 1

    def next(self) -> Token:
        token = next(self.tokens, Token("end", "", self.line))
        self.line = token.line
        return token

    def must(self, *texts: str) -> str:
        token = self.next()
        if token.text not in texts:
            raise _wrong(token.line)
        return token.text

    def statement(self, first: Token) -> None:
        if first.text.lower().lstrip("@") in ("prefix", "base") and first.kind == "word":
            self._declare(first)
            return
        properties = self.nodes.setdefault(self.address(first), {})
        token = self.next()
        while token.text != ".":
            iri = TYPE if token.text == "a" else self.address(token)
            end = self._objects(properties, iri)
            if end == ".":
                return
            token = self.next()
            while token.text == ";":
                token = self.next()

    def _objects(self, properties: Properties, iri: str) -> str:
        token = self.next()
        while True:
            value, token = self._object(token)
            properties.setdefault(iri, []).append(value)
            if token.text in (";", "."):
                return token.text
            if token.text != ",":
                raise _wrong(token.line)
            token = self.next()

    def _object(self, token: Token) -> tuple[Value, Token]:
        if token.kind in ("iri", "name"):
            return Link(self.address(token)), self.next()
        if token.kind == "number" or token.text in ("true", "false"):
            return Text(token.text), self.next()
        if token.kind not in ("long", "short"):
            raise _wrong(token.line)
        quotes = 3 if token.kind == "long" else 1
        text = _unescaped(token.text[quotes:-quotes], token.line)
        after = self.next()
        if after.kind == "tag":
            return Text(text, after.text[1:]), self.next()
        if after.text == "^^":
            self.address(self.next())
            return Text(text), self.next()
        return Text(text), after

    def _declare(self, first: Token) -> None:
        if first.text.lower().endswith("prefix"):
            name = self.next()
            if name.kind != "name" or not name.text.endswith(":"):
                raise _wrong(name.line)
            self.prefixes[name.text[:-1]] = self.address(self.next())
        else:
            self.base = self.address(self.next())
        if first.text.startswith("@"):
            self.must(".")

    def address(self, token: Token) -> str:
        if token.kind == "iri":
            own = _unescaped(token.text[1:-1], token.line)
            return urljoin(self.base, own) if self.base else own
        prefix, colon, rest = token.text.partition(":")
        if token.kind != "name" or not colon or prefix not in self.prefixes:
            raise _wrong(token.line)
        return self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", rest)


def _unescaped(text: str, line: int) -> str:
    def sign(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        if code:
            point = int(code, 16)
            if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF:
                raise _wrong(line)
            return chr(point)
        if match[3] not in "tbnrf\"'\\":
            raise _wrong(line)
        return MEANT.get(match[3], match[3])

    return re.sub(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", sign, text, flags=re.DOTALL)


def read(text: str) -> Nodes:
    """The nodes of a document. Raises UnreadableError, with the line."""
    reader = _Reader(_tokens(text.removeprefix("\ufeff")))
    while (token := reader.next()).kind != "end":
        reader.statement(token)
    return reader.nodes
