"""Names of places in the language of the interface."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from hub import languages
from vocabulary import places

register = template.Library()


@register.filter
def place_name(code: str) -> str:
    """The name of a country or region."""
    return places.name(code, get_language() or languages.DEFAULT.code)
