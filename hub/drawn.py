"""Components drawn once for the same things, in one state of the site and one language.

What they are given is kept itself (see `hub.kept`) and shared, so the same things are the same objects: these are
held together with what was drawn of them, and no other object can be taken for one of them meanwhile.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Mapping
from types import NoneType
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hub.kept import kept

# Told apart by what they say, and by their kind: a text that is safe is not one that is to be escaped.
PLAIN: Final = (str, int, dt.date, NoneType)
# No interface and no alphabet has these signs.
GAP, GAPS = "\ue000{}\ue001", re.compile("\ue000(\\w+)\ue001")


def gap(name: str) -> str:
    """The place of a text or of a drawn piece."""
    return GAP.format(name)


def with_gaps(drawn: str) -> str:
    """What was drawn with gaps, for `format_html`: texts that fill them are escaped, drawn pieces stay as they are."""
    return GAPS.sub(r"{\1}", drawn.replace("{", "{{").replace("}", "}}"))


def component(name: str, given: Mapping[str, Any]) -> SafeString:
    """`templates/components/NAME/NAME.html` with nothing but what is given."""
    return render_to_string(f"components/{name}/{name}.html", dict(given))


def once(name: str, given: Mapping[str, Any], gaps: Mapping[str, Any] | None = None) -> SafeString:
    """A component of things that are kept; in its gaps stands what differs from page to page."""
    filled = {key: value for key, value in (gaps or {}).items() if value}
    empty = dict.fromkeys((key for key in gaps or {} if key not in filled), "")
    key = ("drawn", name, *((key, _mark(value)) for key, value in given.items()), *filled)
    whole = {**given, **empty, **{key: gap(key) for key in filled}}
    # The things go along, so that what is new cannot take the place in memory of one of them.
    html, _things = kept(key, lambda: (_drawn(name, whole, bool(filled)), tuple(given.values())), large=True)
    return format_html(html, **filled) if filled else html


def _drawn(name: str, given: Mapping[str, Any], has_gaps: bool) -> Any:
    html = component(name, given)
    return with_gaps(html) if has_gaps else html


def _mark(value: Any) -> Hashable:
    return (type(value), value) if isinstance(value, PLAIN) else id(value)
