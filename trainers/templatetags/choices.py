"""Many choices of a filter, drawn at once: a template for each of hundreds was most of the page's time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from hub.templatetags.hub import number

register = template.Library()
CHOICE = '<label class="choice"><input type="checkbox" name="{}" value="{}"{}><span><span>{}</span> '
NUMBER = '<span class="count">{}</span></span></label>\n'
SUMMARY = '<summary>{}<span class="hide">: {}</span></summary>\n'
BELOW = '<details class="below"{}>{}{}</details>\n'
MORE = "<details{}>{}{}</details>\n"
FOLD = '<details class="fold"{}><summary>{}</summary>\n<fieldset class="facet" aria-label="{}">\n'
NOTE = '<p class="fold-note">{}</p>'


@register.simple_tag
def choices(options: Iterable[dict[str, Any]], name: str = "") -> SafeString:
    """Ticks with their numbers; each option: {value, label, count, checked}, and its own name where there is none."""
    reader = get_language() or ""
    pieces = []
    for each in options:
        pieces.append(_choice(name or each["name"], each["value"], each["label"], each["checked"]))
        pieces.append(_number(each["count"], reader))
    return together(pieces)


@register.simple_tag
def fold(facet: dict[str, Any]) -> SafeString:
    """A group of filters that folds; see components/fold."""
    options, more, note = facet["options"], facet["more"], facet["note"]
    if not (options or more or note):
        return together([])
    pieces = [_fold(facet["label"], facet["open"]), choices(options, facet["name"])]
    if more:
        opened = " open" if any(each["checked"] for each in more) else ""
        said = _more(len(more), facet["label"], get_language() or "")
        pieces.append(format_html(MORE, opened, said, choices(more, facet["name"])))
    if note:
        pieces.append(format_html(NOTE, note))
    return format_html("{}</fieldset></details>", together(pieces))


@register.simple_tag
def regions(listed: Iterable[dict[str, Any]]) -> SafeString:
    """Regions with their countries folded below; each region: {itself, label, below, open}."""
    reader, pieces = get_language() or "", []
    for each in listed:
        pieces.append(choices(each["itself"]))
        if countries := each["below"]:
            said = _countries(len(countries), each["label"], reader)
            pieces.append(format_html(BELOW, " open" if each["open"] else "", said, choices(countries)))
    return together(pieces)


def together(pieces: list[SafeString]) -> SafeString:
    """Drawn pieces in a row."""
    return format_html("{}" * len(pieces), *pieces) if pieces else format_html("{}", "")


# What hardly differs from page to page is drawn once for each language.
@lru_cache(maxsize=8192)
def _choice(name: str, value: str, label: str, checked: bool) -> SafeString:
    return format_html(CHOICE, name, value, " checked" if checked else "", label)


@lru_cache(maxsize=8192)
def _number(many: Any, _reader: str) -> SafeString:
    return format_html(NUMBER, number(many))


@lru_cache(maxsize=2048)
def _countries(many: int, region: str, _reader: str) -> SafeString:
    said = ngettext("%(shown)s country", "%(shown)s countries", many) % {"shown": number(many)}
    return format_html(SUMMARY, said, region)


@lru_cache(maxsize=2048)
def _more(many: int, label: str, _reader: str) -> SafeString:
    said = ngettext("%(shown)s more", "%(shown)s more", many) % {"shown": number(many)}
    return format_html(SUMMARY, said, label)


@lru_cache(maxsize=256)
def _fold(label: str, opened: bool) -> SafeString:
    return format_html(FOLD, " open" if opened else "", label, label)
