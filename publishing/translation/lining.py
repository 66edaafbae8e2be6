"""Lining up two texts that say the same in two languages, string by string. Pure: values in, values out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

# Marks inside a sentence; where a whole sentence carries one, it is no part of the text's shape.
MARK = re.compile(r"</?(?:a|abbr|acronym|b|code|em|i|strong|br)\b[^>]*>")
ATTRIBUTE = re.compile(r"\s(?!position\b)[\w-]+=\"[^\"]*\"")
LINK_ID = re.compile(r"id=\"(a\d+)\"")
LETTER = re.compile(r"[^\W\d_]")
MOSTLY_COPIED = 0.5


class Misfit(StrEnum):
    """Why two texts cannot be lined up."""

    BLOCKS = "blocks"
    SENTENCES = "sentences"
    LINKS = "links"
    FIELDS = "fields"
    PRIVACY = "privacy"
    CIRCLE = "circle"


class CannotLineUp(Exception):
    """Publishing the lined-up text would lose words or links of the existing one."""

    def __init__(self, why: Misfit, path: str = "") -> None:
        self.why, self.path = why, path
        super().__init__(f"{why}: {path}")


@dataclass(frozen=True)
class Link:
    """Where a link leads: the same in two languages is equal; `href` is empty for pages and files of this site."""

    to: str
    href: str = ""


@dataclass(frozen=True)
class Piece:
    """A sentence at its place, its links by the ids that stand for them in it."""

    path: str
    html: str
    links: Mapping[str, Link] = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    """What of a page is translated: sentences in order, the shape of each rich text, settings such as pictures."""

    pieces: Sequence[Piece]
    shapes: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    def by_path(self) -> dict[str, list[Piece]]:
        """The sentences of each place, in order."""
        found: dict[str, list[Piece]] = defaultdict(list)
        for piece in self.pieces:
            found[piece.path].append(piece)
        return dict(found)


@dataclass(frozen=True)
class LinedUp:
    """For each sentence of the original (place, number there) the existing words; settings that differ."""

    words: Mapping[tuple[str, int], str]
    settings: Mapping[str, Any]
    hrefs: Mapping[tuple[str, str], str]


def line_up(original: Text, existing: Text) -> LinedUp:
    """The existing translation's words at the places of the original; raises CannotLineUp where words would be lost."""
    ours, theirs = original.by_path(), existing.by_path()
    words: dict[tuple[str, int], str] = {}
    hrefs: dict[tuple[str, str], str] = {}
    said: dict[tuple[str, str], str] = {}
    for path, pieces in theirs.items():
        _check_shape(original, existing, path, ours.get(path, ()), pieces)
        for number, (one, other) in enumerate(zip(ours[path], pieces, strict=True)):
            html = _with_links(one, other, hrefs)
            if said.setdefault((path, one.html), html) != html:
                raise CannotLineUp(Misfit.SENTENCES, path)
            words[path, number] = html
    if missing := set(existing.settings) - set(original.settings):
        raise CannotLineUp(Misfit.FIELDS, min(missing))
    settings = {path: value for path, value in existing.settings.items() if value != original.settings[path]}
    changed = {place: href for place, href in hrefs.items() if place[1] != href}
    return LinedUp(words, settings, changed)


def _check_shape(original: Text, existing: Text, path: str, ours: Sequence[Piece], theirs: Sequence[Piece]) -> None:
    if not ours:
        raise CannotLineUp(Misfit.BLOCKS if "." in path else Misfit.FIELDS, path)
    same = shape(original.shapes.get(path, "")) == shape(existing.shapes.get(path, ""))
    if len(ours) != len(theirs) or not same:
        raise CannotLineUp(Misfit.SENTENCES, path)


def shape(template: str) -> str:
    """Paragraphs, lists and items of a rich text, without marks and attributes."""
    return re.sub(r"\s+", "", ATTRIBUTE.sub("", MARK.sub("", template)))


def _with_links(one: Piece, other: Piece, hrefs: dict[tuple[str, str], str]) -> str:
    """The existing words, each link standing where the original's link to the same place stands."""
    free = dict(one.links)
    new_ids: dict[str, str] = {}
    for id_, link in other.links.items():
        same = next((each for each, there in free.items() if there.to == link.to), None)
        if same is not None:
            new_ids[id_] = same
            _remember(one.path, free.pop(same), link, hrefs)
    for id_, link in other.links.items():
        if id_ not in new_ids:
            chosen = next((each for each, there in free.items() if there.href and link.href), None)
            if chosen is None:
                raise CannotLineUp(Misfit.LINKS, one.path)
            new_ids[id_] = chosen
            _remember(one.path, free.pop(chosen), link, hrefs)
    return LINK_ID.sub(lambda found: f'id="{new_ids.get(found[1], found[1])}"', other.html)


def _remember(path: str, ours: Link, theirs: Link, hrefs: dict[tuple[str, str], str]) -> None:
    if ours.href and hrefs.setdefault((path, ours.href), theirs.href) != theirs.href:
        raise CannotLineUp(Misfit.LINKS, path)


def with_ids_of(ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """Stored blocks with the ids of the original's; raises CannotLineUp where the kinds or numbers differ."""
    if {each.get("id") for each in ours} == {each.get("id") for each in theirs}:
        places = {each.get("id"): each for each in ours}
        pairs = [(places[each.get("id")], each) for each in theirs]
    elif len(ours) == len(theirs):
        pairs = list(zip(ours, theirs, strict=True))
    else:
        raise CannotLineUp(Misfit.BLOCKS)
    return [_with_id_of(one, other) for one, other in pairs]


def _with_id_of(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    if one["type"] != other["type"]:
        raise CannotLineUp(Misfit.BLOCKS, str(one.get("id")))
    return {**other, "id": one.get("id"), "value": _value(one["value"], other["value"])}


def _value(one: Any, other: Any) -> Any:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return {key: _value(one.get(key), value) for key, value in other.items()}
    if _are_blocks(one) and _are_blocks(other):
        return with_ids_of(one, other)
    return other


def _are_blocks(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, Mapping) and "type" in each for each in value)


def is_copy(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether a text is mostly the original's own words, as a fresh copy is."""
    lettered = [(one, other) for one, other in pairs if LETTER.search(other)]
    same = sum(1 for one, other in lettered if one == other)
    return bool(lettered) and same > MOSTLY_COPIED * len(lettered)
