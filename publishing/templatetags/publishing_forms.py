"""What the templates of editors' forms ask about a form."""

from __future__ import annotations

from typing import Any

from django import template
from wagtail.blocks.base import BlockField

register = template.Library()


@register.inclusion_tag("publishing/conflicts/unscripted.html")
def what_needs_scripts(form: Any) -> dict[str, Any]:
    """The parts of a form that only a script can draw, by name."""
    found = [str(field.label) for field in form.fields.values() if isinstance(field, BlockField)]
    return {"texts": ", ".join(f"“{name}”" for name in found)}
