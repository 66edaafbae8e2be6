"""What the templates of editors' forms ask about a form."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Model
from wagtail.blocks.base import BlockField
from wagtail.models import Page

from files.models import HubDocument, HubImage
from hub.stamps import STAMP_OF_THE_ROW, stamp
from publishing.conflicts.rows import is_guarded
from publishing.usage import uses_of

register = template.Library()


@register.inclusion_tag("publishing/conflicts/unscripted.html")
def what_needs_scripts(form: Any) -> dict[str, Any]:
    """The parts of a form that only a script can draw, by name."""
    found = [str(field.label) for field in form.fields.values() if isinstance(field, BlockField)]
    return {"texts": ", ".join(f"“{name}”" for name in found)}


@register.inclusion_tag("publishing/conflicts/stamp.html", takes_context=True)
def state_when_opened(context: Any) -> dict[str, Any]:
    """The mark of a row that has no version to name; what a form was opened with is kept while it has faults."""
    request, row = context["request"], context.get("object")
    if sent := request.POST.get(STAMP_OF_THE_ROW):
        return {"name": STAMP_OF_THE_ROW, "stamp": sent}
    drawn = isinstance(row, Model) and request.method == "GET" and is_guarded(row)
    return {"name": STAMP_OF_THE_ROW, "stamp": stamp(row) if drawn else ""}


@register.inclusion_tag("publishing/usage/summary.html", takes_context=True)
def where_used(context: Any) -> dict[str, Any]:
    """What uses the page, picture or document of a screen that asks before deleting, or each of several."""
    address = context.get("usage_url")
    rows = [each["item"] for each in context.get("items") or () if each.get("usage_url") == address]
    row = rows[0] if rows else context.get("object")
    told = isinstance(row, Page | HubImage | HubDocument) and row.pk
    return {
        "uses": uses_of([row], context["request"].user) if told else None,
        "usage_url": address,
        "usage_count": context.get("usage_count"),
        "is_protected": context.get("is_protected"),
    }
