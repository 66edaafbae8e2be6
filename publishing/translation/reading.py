"""What of a page is translated, read from the page or from wagtail-localize's rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from publishing.translation.lining import Link, Piece, Text, with_ids_of

Attributes = Mapping[str, Mapping[str, Any]]


def text_of(page: Any) -> Text:
    """The text of a page in memory."""
    segments = extract_segments(page)
    strings = [each for each in segments if isinstance(each, StringSegmentValue)]
    return Text(
        pieces=_pieces((each.path, each.string.data, each.attrs or {}) for each in strings),
        shapes={each.path: each.template for each in segments if isinstance(each, TemplateSegmentValue)},
        settings=_settings((each.path, each.data) for each in segments if isinstance(each, OverridableSegmentValue)),
    )


def text_of_source(source: Any) -> Text:
    """The text of an original as it was last synchronised."""
    strings = source.stringsegment_set.select_related("context", "string").order_by("order")
    shapes = source.templatesegment_set.select_related("context", "template")
    settings = source.overridablesegment_set.select_related("context")
    return Text(
        pieces=_pieces((each.context.path, each.string.data, json.loads(each.attrs or "{}") or {}) for each in strings),
        shapes={each.context.path: each.template.template for each in shapes},
        settings=_settings((each.context.path, each.data) for each in settings),
    )


def lined_up_copy(original: Any, existing: Any) -> Any:
    """The existing page in memory, its blocks named as the original's; raises CannotLineUp where they differ."""
    for field in type(existing)._meta.get_fields():
        if isinstance(field, StreamField):
            ours, theirs = (getattr(page, field.name) for page in (original, existing))
            raw = with_ids_of(ours.get_prep_value(), theirs.get_prep_value())
            setattr(existing, field.name, theirs.stream_block.to_python(raw))
    return existing


def _settings(found: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Pictures and the like; the addresses of links stand in the sentences."""
    return {path: data for path, data in found if not path.endswith("'")}


def _pieces(found: Iterable[tuple[str, str, Attributes]]) -> list[Piece]:
    rows = list(found)
    destination = _destinations(attrs for _path, _html, attrs in rows)
    return [
        Piece(path, html, {id_: destination(attrs) for id_, attrs in links.items() if id_.startswith("a")})
        for path, html, links in rows
    ]


def _destinations(rows: Iterable[Attributes]) -> Callable[[Mapping[str, Any]], Link]:
    """Where links lead; one page in two languages is one place."""
    pages = {str(a["id"]) for links in rows for a in links.values() if a.get("linktype") == "page" and a.get("id")}
    known = dict(Page.objects.filter(pk__in=pages).values_list("pk", "translation_key")) if pages else {}
    keys = {str(pk): str(key) for pk, key in known.items()}

    def link(attrs: Mapping[str, Any]) -> Link:
        if "href" in attrs:
            return Link(f"href {attrs['href']}", str(attrs["href"]))
        id_ = str(attrs.get("id", ""))
        return Link(f"{attrs.get('linktype', '')} {keys.get(id_, id_)}")

    return link
