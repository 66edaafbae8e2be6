"""Nodes of a file as terms: which list and code each has, what its values are. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from hub import languages
from vocabulary.skos import jsonld, turtle
from vocabulary.skos.nodes import CONCEPT, SHORT, TYPE, Link, Nodes, Properties, UnreadableError, Value
from vocabulary.skos.records import LABELS, LISTS, NOTES, OURS, Fault, Key, Reading, Record, Said

LARGEST: Final = 20 * 1024 * 1024
MOST_RECORDS: Final = 20_000
NOT_IN_CODES: Final = re.compile(r"[^a-z0-9]+")
CODE: Final = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\Z")


def parse(body: bytes) -> Nodes:
    """The nodes of a file, JSON-LD or Turtle as its first sign says. Raises UnreadableError."""
    if len(body) > LARGEST:
        raise UnreadableError(_("The file is larger than 20 MB."))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise UnreadableError(_("The file is not in UTF-8, from byte %(at)s on.") % {"at": reason.start}) from None
    start = text.lstrip()[:1]
    if text.lstrip()[:5].lower() in ("<?xml", "<rdf:", "<!doc"):
        raise UnreadableError(_("The file is XML. Give it as JSON-LD or Turtle."))
    return jsonld.read(text) if start in ("{", "[") else turtle.read(text)


def read(nodes: Nodes, scheme: str = "") -> Reading:
    """The terms that nodes say; those of other vocabularies go to the list given, and keep their address."""
    made = Reading()
    terms = {address: said for address, said in nodes.items() if Link(CONCEPT) in said.get(TYPE, [])}
    if len(terms) > MOST_RECORDS:
        raise UnreadableError(_("The file has more than %(most)s terms.") % {"most": MOST_RECORDS})
    keys: dict[str, Key] = {}
    for address, said in terms.items():
        key = _key(address, said, scheme)
        if key[0] not in LISTS:
            why = _("It belongs to no list of this site. Say to which terms from elsewhere go.")
            made.faults.append(Fault(_short(address), "inScheme", why))
        else:
            keys[address] = key
    seen: set[Key] = set()
    for address, key in keys.items():
        faults: list[Fault] = []
        if key in seen:
            faults.append(Fault("/".join(key), "notation", _("Another term of the file has this code.")))
        seen.add(key)
        record = _record(address, key, terms[address], keys, faults)
        made.faults += faults
        made.records += [] if faults else [record]
    if not terms:
        raise UnreadableError(_("The file holds no terms."))
    return made


def _short(address: str) -> str:
    return address if len(address) <= 100 else f"{address[:100]}…"


def _key(address: str, said: Properties, scheme: str) -> Key:
    own = OURS.search(address)
    if own and own["scheme"] in LISTS:
        return own["scheme"], own["code"]
    notation = next((each[0] for each in said.get(SHORT["notation"], [])), "")
    last = re.split(r"[/#:]", address.rstrip("/#"))[-1]
    code = notation if CODE.match(notation) else NOT_IN_CODES.sub("-", (notation or last).lower()).strip("-")
    return scheme, code[:60].strip("-") or "-"


class _Single:
    """The values of a term of which there may be one; what is wrong with them is noted."""

    def __init__(self, key: Key, said: Properties, keys: Mapping[str, Key], faults: list[Fault]) -> None:
        self.key, self.said, self.keys, self.faults = key, said, keys, faults
        self.name = "/".join(key)

    def wrong(self, field: str, why: str) -> None:
        self.faults.append(Fault(self.name, field, why))

    def one(self, field: str) -> Value | None:
        values = list(dict.fromkeys(self.said.get(SHORT[field], [])))
        if len(values) > 1:
            self.wrong(field, _("There may be one only."))
        return values[0] if values else None

    def tie(self, field: str) -> str:
        value = self.one(field)
        other = _known(value, self.keys) if value else None
        if value and other is None:
            self.wrong(field, _("It names no term: %(address)s") % {"address": _short(value[0])})
        elif other and other[0] != self.key[0]:
            self.wrong(field, _("That term is of another list."))
        return other[1] if other else ""

    def number(self, field: str) -> int | None:
        value = self.one(field)
        if value is None or re.fullmatch(r"\d{1,6}", value[0], re.ASCII):
            return None if value is None else int(value[0])
        self.wrong(field, _("It is no number between 0 and 999999."))
        return None

    def yes_or_no(self, field: str) -> bool | None:
        value = self.one(field)
        if value is not None and value[0] not in ("true", "false"):
            self.wrong(field, _("It is neither true nor false."))
        return None if value is None else value[0] == "true"


def _record(address: str, key: Key, said: Properties, keys: Mapping[str, Key], faults: list[Fault]) -> Record:
    single, name = _Single(key, said, keys, faults), "/".join(key)
    foreign = not OURS.search(address) and address.startswith(("http://", "https://"))
    matches = [each[0] for each in said.get(SHORT["exactMatch"], [])]
    return Record(
        key=key,
        order=single.number("position"),
        archived=single.yes_or_no("deprecated"),
        replaced_by=single.tie("isReplacedBy"),
        broader=single.tie("broader"),
        related=_related(name, said, keys, faults),
        words=_said(name, said, LABELS, faults),
        notes=_said(name, said, NOTES, faults),
        codes=tuple(dict.fromkeys(each[0] for each in said.get(SHORT["identifier"], []))),
        elsewhere=tuple(dict.fromkeys([*matches, *([address] if foreign else [])])),
    )


def _known(value: Value, keys: Mapping[str, Key]) -> Key | None:
    """The term that an address names: one of the file, or one of ours by its form."""
    if value[0] in keys:
        return keys[value[0]]
    own = OURS.search(value[0])
    return (own["scheme"], own["code"]) if own and own["scheme"] in LISTS else None


def _related(name: str, said: Properties, keys: Mapping[str, Key], faults: list[Fault]) -> tuple[Key, ...]:
    found: dict[Key, None] = {}
    for value in said.get(SHORT["related"], []):
        other = _known(value, keys)
        if other is None:
            faults.append(Fault(name, "related", _("It names no term: %(address)s") % {"address": _short(value[0])}))
        else:
            found[other] = None
    return tuple(found)


def _said(name: str, said: Properties, kinds: Mapping[str, str], faults: list[Fault]) -> tuple[Said, ...]:
    found: dict[Said, None] = {}
    for kind, field in kinds.items():
        for value in said.get(SHORT[field], []):
            tag = getattr(value, "language", "")
            language = languages.find(tag)
            if isinstance(value, Link) or language is None:
                why = _("“%(code)s” is no language of this site.") % {"code": tag[:20]}
                faults.append(Fault(name, field, why))
            else:
                found[Said(language.code, kind, value.value)] = None
    return tuple(found)
