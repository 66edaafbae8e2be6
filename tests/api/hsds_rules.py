"""What HSDS 3.2 asks of each object: from its published schemas where a folder has them, else from our own table.

The table says in our own words what the schemas of https://github.com/openreferral/specification (branch 3.2, commit
149f77cd; a page as in 3.1; CC BY-SA 4.0) ask: required fields, types, formats, closed lists, what is nested. None of
those files is copied here. Whoever has them names their folder in HSDS_SCHEMA: then answers are validated against the
files themselves, and the table against the files. Fields that a schema does not name are allowed: profiles add them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

HOME = "https://hsds.example/schema/"
FOLDER = os.environ.get("HSDS_SCHEMA", "")
FORMATS = ("uuid", "uri", "email", "date-time")
TIED = {"attributes": "[attribute]"}
Table = dict[str, tuple[str, dict[str, Any]]]
Schemas = dict[str, dict[str, Any]]


def _all(kind: str, fields: str) -> dict[str, str]:
    return dict.fromkeys(fields.split(), kind)


# name: (required, {field: kind}); a kind is a type, a format, a tuple of values, or another object, alone or in a list.
TABLE: Table = {
    "organization": (
        "id name description",
        {
            **_all("string", "name alternate_name description tax_status tax_id legal_status logo"),
            **_all("uuid", "id parent_organization_id") | _all("uri", "website uri"),
            **TIED | {"email": "email", "year_incorporated": "number"},
            "contacts": "[contact]",
            "locations": "[location]",
        },
    ),
    "service": (
        "id name status",
        {
            **_all("string", "name alternate_name description interpretation_services application_process alert"),
            **_all("string", "fees_description wait_time fees accreditations eligibility_description licenses"),
            **_all("uuid", "id organization_id program_id") | _all("email", "email assurer_email"),
            **_all("number", "minimum_age maximum_age"),
            **TIED | {"url": "uri", "assured_date": "string", "last_modified": "date-time"},
            "status": ("active", "inactive", "defunct", "temporarily closed"),
            "schedules": "[schedule]",
            "service_areas": "[service_area]",
            "languages": "[language]",
            "service_at_locations": "[service_at_location]",
            "contacts": "[contact]",
            "organization": "organization",
        },
    ),
    "location": (
        "id location_type",
        {
            **_all("string", "name alternate_name description transportation"),
            **_all("string", "external_identifier external_identifier_type"),
            **_all("uuid", "id organization_id") | _all("number", "latitude longitude"),
            **TIED | {"url": "uri", "location_type": ("physical", "postal", "virtual")},
            "languages": "[language]",
            "contacts": "[contact]",
            "schedules": "[schedule]",
        },
    ),
    "service_at_location": (
        "id",
        {
            **_all("uuid", "id service_id location_id") | {"description": "string"},
            **TIED | {"location": "location", "service_areas": "[service_area]"},
            "contacts": "[contact]",
            "schedules": "[schedule]",
        },
    ),
    "contact": (
        "id",
        {
            **_all("uuid", "id organization_id service_id service_at_location_id location_id"),
            **_all("string", "name title department") | TIED | {"email": "email"},
        },
    ),
    "language": (
        "id",
        {**_all("uuid", "id service_id location_id phone_id"), **_all("string", "name code note") | TIED},
    ),
    "service_area": (
        "id",
        {
            **_all("uuid", "id service_id service_at_location_id"),
            **_all("string", "name description extent extent_type uri") | TIED,
        },
    ),
    "schedule": (
        "id",
        {
            **_all("uuid", "id service_id location_id service_at_location_id"),
            **_all("string", "valid_from valid_to dtstart until byday byweekno bymonthday byyearday"),
            **_all("string", "description opens_at closes_at attending_type notes"),
            **_all("number", "timezone count interval") | TIED,
            "schedule_link": "uri",
            "freq": ("WEEKLY", "MONTHLY"),
            "wkst": ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
        },
    ),
    "attribute": (
        "id",
        {
            **_all("uuid", "id link_id taxonomy_term_id"),
            **_all("string", "link_type link_entity value label") | {"taxonomy_term": "taxonomy_term"},
        },
    ),
    "taxonomy_term": (
        "id name description",
        {
            **_all("uuid", "id parent_id taxonomy_id") | {"term_uri": "uri", "taxonomy_detail": "taxonomy"},
            **_all("string", "code name description taxonomy language"),
        },
    ),
    "taxonomy": (
        "id name description",
        {"id": "uuid", **_all("string", "name description version"), "uri": "uri"},
    ),
    "page": (
        "empty",
        {
            **_all("integer", "total_items total_pages page_number size"),
            **_all("boolean", "first_page last_page empty"),
        },
    ),
}


def of_table() -> Schemas:
    """The table as schemas."""
    return {
        name: {
            "type": "object",
            "required": required.split(),
            "properties": {field: _asked(kind) for field, kind in fields.items()},
        }
        for name, (required, fields) in TABLE.items()
    }


def _asked(kind: Any) -> dict[str, Any]:
    if isinstance(kind, tuple):
        return {"type": "string", "enum": list(kind)}
    if kind in FORMATS:
        return {"type": "string", "format": kind}
    if kind.startswith("["):
        return {"type": "array", "items": _asked(kind[1:-1])}
    return {"$ref": f"{kind}.json"} if kind in TABLE else {"type": kind}


def of_files(folder: Path) -> Schemas:
    """The published schemas in a folder, each for itself, with the page of a list from its openapi.json."""
    found = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in folder.glob("*.json")
        if path.stem != "openapi"
    }
    openapi = json.loads((folder / "openapi.json").read_text(encoding="utf-8"))
    return {**found, "page": openapi["components"]["schemas"]["Page"]}


def merged(schema: Any, patch: Any) -> Any:
    """A schema with a merge patch (RFC 7386), as profiles of HSDS are made."""
    if not isinstance(patch, dict):
        return patch
    kept = dict(schema) if isinstance(schema, dict) else {}
    for name, value in patch.items():
        if value is None:
            kept.pop(name, None)
        else:
            kept[name] = merged(kept.get(name), value)
    return kept


class Rules:
    """Schemas that know each other by their file names."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = {name: {**schema, "$id": f"{HOME}{name}.json"} for name, schema in schemas.items()}
        resources = [Resource(each, DRAFT202012) for each in self.schemas.values()]
        self.registry: Registry[Any] = Registry().with_resources([(each.id() or "", each) for each in resources])

    def faults(self, thing: Any, name: str) -> Iterator[str]:
        """Everything in which a thing is not as its schema wants it."""
        for each in self._of(name).iter_errors(thing):
            yield f"{name}{each.json_path[1:]}: {each.message}"

    @cache  # noqa: B019 - a handful of rules, for one test
    def _of(self, name: str) -> Draft202012Validator:
        wanted = {"$ref": f"{HOME}{name}.json"}
        return Draft202012Validator(wanted, registry=self.registry, format_checker=FormatChecker())


def unlike(published: Schemas) -> Iterator[str]:
    """Where the table says something else than the published files."""
    for name, ours in of_table().items():
        theirs = published[name]
        if sorted(ours["required"]) != sorted(theirs.get("required", ())):
            yield f"{name}: required"
        for field, said in ours["properties"].items():
            wanted = theirs["properties"].get(field, {})
            if any(wanted.get(word) != value for word, value in said.items()):
                yield f"{name}.{field}: {said}, published: {wanted}"
