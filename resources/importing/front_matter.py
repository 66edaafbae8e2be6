"""The front matter of a file: plain words and lists of words, and nothing else that YAML can do.

Values are built from YAML's events, so nothing is guessed (`no` stays a word, `2014-07-08` a date
only where a date belongs), and tags, anchors, aliases and deep nesting are refused before anything
is made of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from hub.wording import worded
from resources.importing.characters import clean
from resources.importing.faults import Fault
from resources.values import KINDS, LEVELS, Front

FENCED = re.compile(r"---\n(.*?)^---[ \t]*(?:\n(.*))?\Z", re.DOTALL | re.MULTILINE)
MAX_LENGTH = 20_000
MAX_WORDS = 200
LENGTHS = {
    "summary": 300,
    "licence": 60,
    "attribution": 5_000,
    "authors": 500,
    "source": 250,
    "source_url": 500,
    "platforms": 120,
    "version_reviewed": 60,
    "document": 500,
}
LISTS = ("topics", "at_risk_groups", "regions", "tags")
DATES = ("published", "reviewed", "review_by")
KNOWN = {"title", "kind", "level", *LENGTHS, *LISTS, *DATES}
Value = str | list[str]
Tell = Callable[[str], None]


def split(text: str) -> tuple[str, str]:
    """The front matter and the body of a file that begins with `---`."""
    if not text.startswith("---\n"):
        raise Fault(_("does not begin with front matter (a line of three hyphens)"))
    parts = FENCED.match(text)
    if parts is None:
        raise Fault(_("the front matter has no end (a second line of three hyphens)"))
    return parts[1], parts[2] or ""


def parse(head: str) -> dict[str, Value]:
    """A mapping of words and lists of words; anything else in the YAML is a fault."""
    if len(head) > MAX_LENGTH:
        raise Fault(_("the front matter is longer than %(most)s characters") % {"most": MAX_LENGTH})
    try:
        return _mapping(_plain_events(head))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        words = _("the front matter is not YAML: %(problem)s (line %(line)s)")
        raise Fault(worded(words, problem=error.problem or _("unreadable"), line=line)) from error
    except (YAMLError, ValueError, RecursionError) as error:
        raise Fault(_("the front matter is not YAML")) from error


def _plain_events(head: str) -> Iterator[Event]:
    for event in YAML(typ="safe", pure=True).parse(head):
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise Fault(_("the front matter uses YAML anchors or aliases"))
        if getattr(event, "tag", None):
            raise Fault(worded(_("the front matter uses a YAML tag (%(tag)s)"), tag=str(event.tag)[:60]))
        if isinstance(event, DocumentStartEvent) and event.explicit:
            raise Fault(_("the front matter holds more than one YAML document"))
        if not isinstance(event, StreamStartEvent | StreamEndEvent | DocumentStartEvent | DocumentEndEvent):
            yield event


def _mapping(events: Iterator[Event]) -> dict[str, Value]:
    if not isinstance(next(events, None), MappingStartEvent):
        raise Fault(worded(_("the front matter is not a list of %(form)s lines"), form="`key: value`"))
    found: dict[str, Value] = {}
    for event in events:
        if isinstance(event, MappingEndEvent):
            next(events, None)  # what follows is a second document: refused on the way
            break
        if not isinstance(event, ScalarEvent):
            raise Fault(_("the front matter has a key that is not a word"))
        if event.value in found:
            raise Fault(worded(_("the front matter has %(key)s twice"), key=_key(event.value)))
        found[event.value] = _value(event.value, events)
    return found


def _value(key: str, events: Iterator[Event]) -> Value:
    event = next(events)
    if isinstance(event, ScalarEvent):
        return _word(event)
    if not isinstance(event, SequenceStartEvent):
        raise Fault(worded(_("%(key)s must be words or a list of words"), key=_key(key)))
    words: list[str] = []
    for event in events:
        if isinstance(event, SequenceEndEvent):
            return words
        if not isinstance(event, ScalarEvent) or len(words) == MAX_WORDS:
            said = _("%(key)s must be words or a list of at most %(most)s words")
            raise Fault(worded(said, key=_key(key), most=MAX_WORDS))
        words.append(_word(event))
    raise Fault(_("the front matter ends too early"))


def _word(event: ScalarEvent) -> str:
    """The words of a scalar; YAML's empty values (`key:`, `~`, `null`) are no words."""
    empty = event.style is None and event.value in {"", "~", "null", "Null", "NULL"}
    return "" if empty else " ".join(clean(str(event.value)).split())


def check(values: Mapping[str, Value], tell: Tell) -> Front:
    """The front matter as a value; what is wrong but harmless is told, what is vital is a fault."""
    for key in values:
        if key not in KNOWN:
            tell(worded(_("%(key)s is not a key of the front matter; ignored"), key=_key(key)))
    title = _text(values, "title")
    if not title:
        raise Fault(worded(_("the front matter has no %(key)s"), key=_key("title")))
    if len(title) > 255:
        raise Fault(_("the title is longer than 255 characters"))
    return Front(
        title=title,
        kind=_one_of(values, "kind", KINDS),
        level=_one_of(values, "level", ("", *LEVELS), tell),
        texts={key: _fitting(values, key, tell) for key in LENGTHS if _text(values, key)},
        topics=_list(values, "topics"),
        at_risk_groups=_list(values, "at_risk_groups"),
        regions=_list(values, "regions"),
        tags=_list(values, "tags"),
        published=_date(values, "published", tell),
        reviewed=_date(values, "reviewed", tell),
        review_by=_date(values, "review_by", tell),
    )


def _key(name: str) -> str:
    """A key as reasons write it."""
    return f"`{name[:60]}`"


def _text(values: Mapping[str, Value], key: str) -> str:
    value = values.get(key, "")
    if isinstance(value, str):
        return value
    if key == "authors":
        return ", ".join(word for word in value if word)
    raise Fault(worded(_("%(key)s must be words, not a list"), key=_key(key)))


def _list(values: Mapping[str, Value], key: str) -> tuple[str, ...]:
    value = values.get(key, [])
    words = value.split(",") if isinstance(value, str) else value
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def _one_of(values: Mapping[str, Value], key: str, allowed: tuple[str, ...], tell: Tell | None = None) -> str:
    word = _text(values, key).lower()
    if not word or word in allowed:
        return word
    given = {"line": f"`{key}: {word[:60]}`", "allowed": ", ".join(each for each in allowed if each)}
    if tell is None:
        raise Fault(worded(_("%(line)s is not one of %(allowed)s"), **given))
    tell(worded(_("%(line)s is not one of %(allowed)s; ignored"), **given))
    return ""


def _fitting(values: Mapping[str, Value], key: str, tell: Tell) -> str:
    text, length = _text(values, key), LENGTHS[key]
    if key == "source_url" and not text.startswith(("http://", "https://")):
        tell(worded(_("%(key)s is not a web address; ignored"), key=_key(key)))
        return ""
    if len(text) <= length:
        return text
    tell(worded(_("%(key)s is longer than %(most)s characters; cut"), key=_key(key), most=length))
    if key == "source_url":
        return ""
    return text[: length - 1].rsplit(" ", 1)[0] + "…"


def _date(values: Mapping[str, Value], key: str, tell: Tell) -> dt.date | None:
    text = _text(values, key)
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        tell(worded(_("%(line)s is not a date (YYYY-MM-DD); ignored"), line=f"`{key}: {text[:60]}`"))
        return None
