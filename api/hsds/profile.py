"""The profile of this feed: what it adds to HSDS, as merge patches of its schemas; and its addresses. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from trainers.channels.kinds import ChannelKind
from trainers.hsds.ids import VERSION

Thing = dict[str, Any]
OWN_VERSION: Final = "1.1.0"  # of the profile, which counts for itself
SPECIFICATION: Final = f"https://raw.githubusercontent.com/openreferral/specification/{VERSION}/schema"
WORDS: Final = {"type": "object", "additionalProperties": {"type": "string"}}
CONTACTS: Final[Thing] = {
    "type": "array",
    "description": "Safe ways of contact: each of them was made public by who it belongs to.",
    "items": {
        "type": "object",
        "required": ["type", "value"],
        "properties": {
            "type": {"type": "string", "enum": list(ChannelKind.values)},
            "value": {"type": "string", "description": "username, link, address, or an armoured OpenPGP key"},
            "fingerprint": {"type": "string", "description": "of an OpenPGP key"},
            "expires": {"type": "string", "format": "date", "description": "from this day on the key must not be used"},
        },
    },
}
GROUPS: Final[Thing] = {
    "type": "array",
    "description": "At-risk groups that are served.",
    "items": {"type": "object", "properties": {"code": {"type": "string"}, "name": {"type": "string"}}},
}
CONFIDENTIALITY: Final[Thing] = {
    "type": "object",
    "description": "What is kept back, and through whom to ask.",
    "properties": {
        "location_precision": {"type": "string", "enum": ["country"]},
        "contact_through": {"type": "string"},
        "withheld": {"type": "array", "items": {"type": "string"}, "description": "fields that are not public"},
    },
}
SHARED: Final[Thing] = {
    "entry_kind": {"type": "string", "enum": ["organisation", "desk", "trainer"]},
    "safe_contacts": CONTACTS,
    "groups_served": GROUPS,
    "confidentiality": CONFIDENTIALITY,
    "descriptions": WORDS,
    "how_they_work": WORDS,
    "questions_to_ask": {
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"type": "string"}},
    },
    "last_reviewed": {"type": "string", "format": "date"},
}
OF_SERVICES: Final[Thing] = {
    "accepts_urgent": {"type": "boolean"},
    "base_country": {"type": "string", "description": "ISO 3166-1; nothing finer is ever kept"},
    "vouching": {
        "type": "object",
        "description": "Which desk vouches for a trainer, and until which day.",
        "properties": {"by": {"type": "string"}, "until": {"type": "string", "format": "date"}},
    },
}
OF_LANGUAGES: Final[Thing] = {"tag": {"type": "string", "description": "the whole BCP 47 tag"}}


# A merge patch (RFC 7386) for each schema that the profile adds to; nothing is taken away or made stricter.
PATCHES: Final[dict[str, Thing]] = {
    "organization": {"properties": SHARED},
    "service": {"properties": {**SHARED, **OF_SERVICES}},
    "language": {"properties": OF_LANGUAGES},
}
# What is given whole and in lists, by the file that describes it.
OBJECTS: Final = {
    "organizations": ("compiled/organization", "compiled/organization_list"),
    "services": ("compiled/service", "compiled/service_list"),
    "service_at_locations": ("compiled/service_at_location", "compiled/service_at_location_list"),
    "taxonomies": ("taxonomy", "taxonomy"),
    "taxonomy_terms": ("taxonomy_term", "taxonomy_term"),
}


def described(url: str) -> Thing:
    """What the profile is, and where each of its merge patches stands under the name of the schema it changes."""
    return {
        "name": "Protection directories",
        "uri": url,
        "version": OWN_VERSION,
        "extends": f"HSDS {VERSION}",
        "extends_url": SPECIFICATION,
        "modifications": {f"{name}.json": f"{url}{name}.json" for name in PATCHES},
        "schema": {f"{name}.json": patch for name, patch in PATCHES.items()},
    }


def openapi(url: str, lists: Mapping[str, Sequence[str]]) -> Thing:
    """The addresses of the feed as an OpenAPI document."""
    paths: Thing = {"/": {"get": _answer("About this feed", (), {"type": "object"})}}
    for name, parameters in lists.items():
        one, row = (f"{SPECIFICATION}/{file}.json" for file in OBJECTS[name])
        paths[f"/{name}"] = {"get": _answer(f"A page of {name}", parameters, _page(row))}
        paths[f"/{name}/{{id}}"] = {"get": _answer(f"One of {name}", (), {"$ref": one}, by_id=True)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"HSDS {VERSION} feed",
            "version": OWN_VERSION,
            "license": {"name": "as said by the publisher"},
        },
        "servers": [{"url": url.rstrip("/")}],
        "paths": paths,
    }


def _page(row: str) -> Thing:
    rows = {"contents": {"type": "array", "items": {"$ref": row}}}
    return {"type": "object", "required": ["empty", "contents"], "properties": rows}


def _answer(summary: str, parameters: Sequence[str], schema: Thing, *, by_id: bool = False) -> Thing:
    asked: list[Thing] = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in parameters]
    if by_id:
        asked = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}]
    found = {"description": "JSON", "content": {"application/json": {"schema": schema}}}
    return {"summary": summary, "parameters": asked, "responses": {"200": found}}
