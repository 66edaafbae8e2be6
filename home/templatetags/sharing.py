"""What a page says of itself to search engines and to those it is passed on to."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from home.sharing import card

register = template.Library()


@register.inclusion_tag("partials/sharing.html", takes_context=True)
def sharing(context: Context) -> dict[str, Any]:
    """Title, summary, picture and addresses of a public page; nothing of any other."""
    return {"card": card({str(name): value for name, value in context.flatten().items()})}
