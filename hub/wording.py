"""Values in a sentence: each in its own direction, and several as the reader's language lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from babel.core import Locale, UnknownLocaleError
from babel.lists import format_list
from django.utils.translation import get_language, get_language_bidi, to_locale

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ISOLATE, END = "\u2068", "\u2069"
RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def isolated(value: object) -> str:
    """A value that keeps its own direction, whatever stands around it."""
    return f"{ISOLATE}{value}{END}"


def worded(words: StrOrPromise, /, **values: object) -> str:
    """A sentence with its values; each keeps its own direction where it could be another than the sentence's."""
    turns = get_language_bidi()
    shown = {
        name: isolated(value) if isinstance(value, str) and (turns or RIGHT_TO_LEFT.search(value)) else value
        for name, value in values.items()
    }
    return str(words) % shown


def listed(values: Iterable[str]) -> str:
    """Several values as one (“a, b and c”), as the reader's language writes it."""
    found = [isolated(each) if get_language_bidi() or RIGHT_TO_LEFT.search(each) else each for each in values]
    try:
        locale = Locale.parse(to_locale(get_language() or "en"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return format_list(found, style="standard", locale=locale)
