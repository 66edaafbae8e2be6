"""Templates drawn once for each shape that they take, with gaps for what differs, and filled in each time."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hub.drawn import gap, with_gaps

__all__ = ["filled", "gap"]

# What a template draws, of hashable values: where a text or a drawn piece belongs, it is given a gap.
Context = Callable[..., dict[str, Any]]


def filled(template: str, context: Context, shape: tuple[Any, ...], given: dict[str, Any]) -> SafeString:
    """A template of a shape with texts, escaped, and drawn pieces in its gaps."""
    return format_html(_drawn(get_language() or "", template, context, shape), **given)


@lru_cache(maxsize=2000)
def _drawn(_reader: str, template: str, context: Context, shape: tuple[Any, ...]) -> str:
    return with_gaps(render_to_string(template, context(*shape)))
