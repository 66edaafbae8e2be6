"""What may stand in words, notes and addresses of the vocabulary; pure."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

MARKUP = re.compile(r"<[A-Za-z/!?]|&(#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});")
TURNS_TEXT_AROUND = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BREAKS_LINES = frozenset("\u2028\u2029\ufeff")
NOT_IN_ADDRESSES = re.compile(r"[\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]")


def fault(text: str, *, lines: bool = False) -> str:
    """Why a text is refused, as a sentence; nothing when it is fine. `lines` lets line breaks stand."""
    if not text.strip():
        return _("It is empty.")
    for sign in text.replace("\r\n", "\n").replace("\n", " ") if lines else text:
        if sign in TURNS_TEXT_AROUND:
            return _("It holds a hidden sign that turns the line round (U+%(code)s).") % {"code": f"{ord(sign):04X}"}
        if sign in BREAKS_LINES or unicodedata.category(sign) in {"Cc", "Cs", "Cn"}:
            return _("It holds a sign that nobody can see (U+%(code)s).") % {"code": f"{ord(sign):04X}"}
    return _("It holds markup. Write it in plain words.") if MARKUP.search(text) else ""


def address_fault(address: str) -> str:
    """Why an address of another vocabulary is refused; nothing when it is fine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or NOT_IN_ADDRESSES.search(address):
        return _("Give an address that begins with https:// or http://.")
    return fault(address)
