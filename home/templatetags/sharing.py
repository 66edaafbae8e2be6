"""What a page says of itself to search engines and to those it is passed on to."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from home.sharing import drawn

register = template.Library()


@register.simple_tag(takes_context=True)
def sharing(context: Context) -> SafeString:
    """Title, summary, picture and addresses of a public page; nothing of any other."""
    return drawn({str(name): value for name, value in context.flatten().items()})
