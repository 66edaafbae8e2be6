"""Terms as values, and how each is said in SKOS. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from hub import languages
from vocabulary.skos.nodes import CONCEPT, SCHEME, SHORT, TYPE, Link, Nodes, Properties, Text

# The names of the lists, as other systems see them.
LISTS: Final = {
    "topic": "Topics",
    "at-risk-group": "At-risk groups",
    "service": "Services",
    "format": "Forms of work",
    "level": "Levels",
    "threat": "Threats",
    "word": "Words that searching knows",
}
LABELS: Final = {"preferred": "prefLabel", "synonym": "altLabel", "hidden": "hiddenLabel"}
NOTES: Final = {"definition": "definition", "scope": "scopeNote"}
OURS: Final = re.compile(r"#(?P<scheme>[a-z-]+)/(?P<code>[^/#?]+)\Z")

Key = tuple[str, str]  # list and code


class Said(NamedTuple):
    """A word or a note in a language; `kind` is the name that the site has for it."""

    language: str
    kind: str
    text: str


@dataclass(frozen=True)
class Record:
    """A term as a file says it, or as the site has it."""

    key: Key
    order: int | None = None
    archived: bool | None = None
    replaced_by: str = ""
    broader: str = ""
    related: tuple[Key, ...] = ()
    words: tuple[Said, ...] = ()
    notes: tuple[Said, ...] = ()
    codes: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How reports call it."""
        return "/".join(self.key)


class Fault(NamedTuple):
    """Why a record is refused: the record, its field, and a sentence."""

    record: str
    field: str
    why: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.record}: {self.field}: {self.why}"


@dataclass
class Reading:
    """What a file says: terms, and those that cannot be read."""

    records: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def nodes(records: Iterable[Record], base: str) -> Nodes:
    """Terms as nodes, each list before its terms."""
    made: Nodes = {}
    for record in records:
        scheme = f"{base}#{record.key[0]}"
        if scheme not in made:
            made[scheme] = {
                TYPE: [Link(SCHEME)],
                SHORT["notation"]: [Text(record.key[0])],
                SHORT["prefLabel"]: [Text(LISTS[record.key[0]], "en")],
            }
        made[_address(base, record.key)] = _node(record, base)
    return made


def _address(base: str, key: Key) -> str:
    return f"{base}#{key[0]}/{key[1]}"


def _node(record: Record, base: str) -> Properties:
    scheme, code = record.key
    made: Properties = {
        TYPE: [Link(CONCEPT)],
        SHORT["inScheme"]: [Link(f"{base}#{scheme}")],
        SHORT["notation"]: [Text(code)],
        SHORT["identifier"]: [Text(each) for each in record.codes],
        SHORT["position"]: [] if record.order is None else [Text(str(record.order))],
        SHORT["deprecated"]: [Text("true")] if record.archived else [],
        SHORT["isReplacedBy"]: [Link(_address(base, (scheme, record.replaced_by)))] if record.replaced_by else [],
        SHORT["broader"]: [Link(_address(base, (scheme, record.broader)))] if record.broader else [],
        SHORT["related"]: [Link(_address(base, each)) for each in record.related],
        SHORT["exactMatch"]: [Link(each) for each in record.elsewhere],
    }
    for kinds, said in ((LABELS, record.words), (NOTES, record.notes)):
        for kind, name in kinds.items():
            made[SHORT[name]] = [Text(each.text, _tag(each.language)) for each in said if each.kind == kind]
    return made


def _tag(code: str) -> str:
    return languages.BY_CODE[code].tag if code in languages.BY_CODE else code
