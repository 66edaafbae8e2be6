"""Filters that write dates, numbers, sizes and names in the language of the interface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hub import drawn, languages

register = template.Library()


def _interface() -> languages.Language:
    return languages.interface(get_language() or languages.DEFAULT.code)


def _own_digits(text: str) -> str:
    digits = _interface().digits
    return text.translate(str.maketrans(languages.LATIN_DIGITS, digits))


@register.filter
def day(value: dt.date | None) -> str:
    """18 November 2026, in the interface language and its digits."""
    # English outside the United States writes the day first.
    locale = "en_GB" if _interface().code == "en" else _interface().locale
    return _own_digits(_long(value, locale)) if value else ""


@lru_cache(maxsize=4096)
def _long(value: dt.date, locale: str) -> str:
    # A list says the same few days again and again.
    return format_date(value, "long", locale=locale)


@register.filter
def month_year(value: dt.date | None) -> str:
    """November 2026."""
    return _own_digits(_month(value, _interface().locale)) if value else ""


@lru_cache(maxsize=4096)
def _month(value: dt.date, locale: str) -> str:
    return str(format_skeleton("yMMMM", value, locale=locale))


@register.filter
def iso(value: dt.date | None) -> str:
    """2026-11-18, for machines."""
    return format_date(value, "yyyy-MM-dd", locale="en") if value else ""


BETWEEN_DIGITS = str.maketrans(",.", "\u066c\u066b")


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """1,234 with the grouping and digits of the interface language; with `places` so many after the point, always."""
    if value is None or value == "":
        return ""
    text = _grouped(value, _interface().locale, places)
    # Arabic digits have signs of their own between them.
    return text if _interface().digits == languages.LATIN_DIGITS else _own_digits(text.translate(BETWEEN_DIGITS))


@lru_cache(maxsize=4096)
def _grouped(value: float, locale: str, places: int | None) -> str:
    # A page of filters has hundreds of counts, mostly the same small ones.
    pattern = None if places is None else f"#,##0.{'0' * places}"
    return str(format_decimal(value, pattern, locale=locale, numbering_system="latn"))


@register.filter
def weight(size: int | None) -> str:
    """A size in bytes as KB or MB, never below 1 KB."""
    if size is None:
        return ""
    if size < 1_000_000:
        return _("%(size)s KB") % {"size": number(max(1, round(size / 1000)))}
    return _("%(size)s MB") % {"size": number(round(size / 1_000_000, 1))}


@register.filter
def language_name(tag: str) -> str:
    """The name of a language in the interface language."""
    return languages.display_name(tag, _interface().code)


@register.filter
def endonym(tag: str) -> str:
    """The name of a language in itself."""
    row = languages.find(tag)
    return row.endonym if row else languages.display_name(tag, tag)


@register.filter
def lang(tag: str) -> str:
    """The value of a `lang` attribute for a language code."""
    return languages.lang_attribute(tag)


@register.filter(name="dir")
def direction(tag: str) -> str:
    """The value of a `dir` attribute for a language code."""
    return languages.direction(tag)


@register.filter
def as_options(words: Iterable[str]) -> SafeString:
    """Words that a field suggests, drawn at once: there may be hundreds."""
    return format_html_join("", "{}", ((_option(word),) for word in words))


@lru_cache(maxsize=4096)
def _option(word: str) -> SafeString:
    return format_html('<option value="{}"></option>', word)


@register.simple_tag
def component(name: str, **context: Any) -> SafeString:
    """Draw `templates/components/NAME/NAME.html` with nothing but what is given."""
    return drawn.component(name, context)


@register.simple_tag(takes_context=True)
def kept_component(context: Context, drawing: str, **given: Any) -> SafeString:
    """The same, once for the same things, on a page that everybody may read: what is given there is kept."""
    return (drawn.once if _is_for_all(context) else drawn.component)(drawing, given)


@register.simple_tag
def frame(drawing: str, switch: Any = None, **given: Any) -> SafeString:
    """A component around every page, once for the same site; what differs from page to page stands in its gaps.

    `gap_…` is such a text or piece. Where a form is under way (`switch`) it is drawn for that alone.
    """
    gaps = {key.removeprefix("gap_"): value for key, value in given.items() if key.startswith("gap_")}
    fixed = {key: value for key, value in given.items() if not key.startswith("gap_")}
    if switch:
        return drawn.component(drawing, {**fixed, **gaps, "switch": switch})
    return drawn.once(drawing, {**fixed, "switch": None}, gaps)


def _is_for_all(context: Context) -> bool:
    return getattr(context.get("page"), "for_all", False)
