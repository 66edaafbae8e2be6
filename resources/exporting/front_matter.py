"""The front matter of an exported file."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from typing import Any

from ruamel.yaml import YAML

from resources.texts import CONCEPTS, PageText, fields_of


def front_matter(
    kind: str, text: PageText, codes: Mapping[int, str], document: Callable[[int], str | None] = lambda _number: None
) -> str:
    """The lines between the hyphens, in the order in which people read them."""
    values: dict[str, Any] = {"title": text.fields["title"]}
    if kind != "chapter":
        values["kind"] = kind
    for name in CONCEPTS:
        values[name] = sorted(codes[number] for number in text.concepts[name] if number in codes)
    values |= {name: text.fields[on_page] for name, on_page in fields_of(kind).items() if name != "title"}
    if values.get("document"):
        values["document"] = document(values["document"])
    values["tags"] = sorted(text.tags)
    kept = {name: _plain(value) for name, value in values.items() if value}
    out = io.StringIO()
    writer = YAML(pure=True)
    writer.allow_unicode, writer.width = True, 1_000_000
    writer.dump(kept, out)
    return f"---\n{out.getvalue()}---\n"


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return " ".join(value.split()) if isinstance(value, str) else value
