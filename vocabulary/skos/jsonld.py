"""SKOS as JSON-LD: written with one fixed context, read with that context or in expanded form. Pure."""

from __future__ import annotations

import json
from typing import Any, Final

from django.utils.translation import gettext as _

from vocabulary.skos.nodes import (
    CONCEPT,
    IN_LANGUAGES,
    LINKS,
    PREFIXES,
    SCHEME,
    SHORT,
    TYPE,
    Link,
    Nodes,
    Properties,
    Text,
    UnreadableError,
    Value,
)

TYPES: Final = {"Concept": CONCEPT, "ConceptScheme": SCHEME}


def _compact(iri: str) -> str:
    prefix, base = next((name, base) for name, base in PREFIXES.items() if iri.startswith(base))
    return f"{prefix}:{iri.removeprefix(base)}"


def _context() -> dict[str, Any]:
    said: dict[str, Any] = {**PREFIXES, **{name: _compact(iri) for name, iri in TYPES.items()}}
    for name, iri in SHORT.items():
        entry: dict[str, str] = {"@id": _compact(iri)}
        if name in IN_LANGUAGES:
            entry["@container"] = "@language"
        elif name in LINKS:
            entry["@type"] = "@id"
        elif name == "deprecated":
            entry["@type"] = "xsd:boolean"
        elif name == "position":
            entry["@type"] = "xsd:integer"
        said[name] = entry
    return said


CONTEXT: Final = _context()


def write(nodes: Nodes) -> str:
    """The nodes as one document, the same to the letter for the same nodes."""
    graph = [{"@id": address, **_written(properties)} for address, properties in nodes.items()]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _written(properties: Properties) -> dict[str, Any]:
    names = {iri: name for name, iri in TYPES.items()}
    said: dict[str, Any] = {"@type": names[_first(properties[TYPE])]}
    for name, iri in SHORT.items():
        values = properties.get(iri, [])
        if not values:
            continue
        if name in IN_LANGUAGES:
            said[name] = _by_language(values)
        elif name in ("deprecated", "position"):
            said[name] = json.loads(_first(values))
        else:
            plain = [each[0] for each in values]
            said[name] = plain[0] if len(plain) == 1 else plain
    return said


def _first(values: list[Value]) -> str:
    return values[0][0]


def _by_language(values: list[Value]) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    for each in values:
        found.setdefault(each.language if isinstance(each, Text) else "", []).append(each[0])
    return {tag: texts[0] if len(texts) == 1 else texts for tag, texts in found.items()}


def read(text: str) -> Nodes:
    """The nodes of a document. Raises UnreadableError."""
    try:
        held = json.loads(text)
    except RecursionError:
        raise UnreadableError(_("The file is nested too deep.")) from None
    except ValueError as reason:
        raise UnreadableError(_("The file is no JSON: %(why)s") % {"why": str(reason)[:100]}) from None
    if isinstance(held, dict) and held.get("@context", CONTEXT) != CONTEXT:
        raise UnreadableError(_("The file has a context of its own. Give it in expanded form, or as Turtle."))
    listed = held.get("@graph", [held]) if isinstance(held, dict) else held
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise UnreadableError(_("The file holds no list of terms."))
    nodes: Nodes = {}
    for each in listed:
        address = each.get("@id")
        if not isinstance(address, str):
            raise UnreadableError(_("The file has a term without an address (@id)."))
        properties = nodes.setdefault(address, {})
        for key, values in each.items():
            if key not in ("@id", "@context"):
                properties.setdefault(_iri(key), []).extend(_values(key, values))
    return nodes


def _iri(key: str) -> str:
    prefix, colon, rest = key.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + rest
    return TYPE if key == "@type" else SHORT.get(key, key)


def _values(key: str, held: Any) -> list[Value]:
    found: list[Value] = []
    if key in IN_LANGUAGES and isinstance(held, dict) and "@value" not in held:
        for tag, texts in held.items():
            found += [Text(_plain(text), tag) for text in (texts if isinstance(texts, list) else [texts])]
        return found
    for each in held if isinstance(held, list) else [held]:
        if isinstance(each, dict) and "@id" in each:
            found.append(Link(_plain(each["@id"])))
        elif isinstance(each, dict):
            found.append(Text(_plain(each.get("@value")), _plain(each.get("@language", ""))))
        elif key == "@type":
            found.append(Link(TYPES.get(_plain(each), _iri(_plain(each)))))
        else:
            found.append(Link(_plain(each)) if key in LINKS else Text(_plain(each)))
    return found


def _plain(value: Any) -> str:
    """A value as it would be written; what has parts of its own is none."""
    if isinstance(value, bool | int):
        return json.dumps(value)
    return value if isinstance(value, str) else "\0"
