"""JSON-LD as a data block of a page: what machines read there and no browser runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

Thing = dict[str, Any]
# Inside a script element these would end it or begin another; in JSON their escapes mean the same.
ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def as_script(thing: Thing) -> SafeString:
    """The JSON of a thing as it may stand in a data block of a page."""
    return SafeString(json.dumps(thing, ensure_ascii=False).translate(ESCAPES))


def filled(thing: Mapping[str, Any]) -> Thing:
    """A thing without what says nothing."""
    return {key: value for key, value in thing.items() if value}
