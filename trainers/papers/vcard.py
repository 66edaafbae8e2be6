"""A public profile as a vCard of version 4.0 (RFC 6350), for an address book."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterator

from trainers.channels.kinds import ChannelKind
from trainers.channels.shown import Way
from trainers.papers.profile import Profile

LONGEST_LINE = 75


def card(profile: Profile) -> bytes:
    """The whole card."""
    return "".join(f"{folded(line)}\r\n" for line in _lines(profile)).encode()


def _lines(profile: Profile) -> Iterator[str]:
    shown, words = profile.trainer, profile.words
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "KIND:individual"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, profile.url).urn}"
    yield f"FN:{escaped(shown.name)}"
    yield f"URL:{profile.url}"
    yield f"REV:{shown.last_review:%Y%m%d}T000000Z"
    if shown.organisation:
        yield f"ORG:{escaped(shown.organisation.name)}"
    if shown.base_country:
        yield f"ADR:;;;;;;{escaped(words.place(shown.base_country))}"
    for place, language in enumerate(shown.languages or (), 1):
        yield f"LANG;PREF={min(place, 100)}:{language.code}"
    if shown.topics:
        yield "CATEGORIES:" + ",".join(escaped(words.term("topic", code)) for code in shown.topics)
    for tag, text in (shown.summary or {}).items():
        yield f"NOTE;LANGUAGE={tag}:{escaped(text)}"
    for way in profile.more.ways:
        if not way.is_over(profile.today):
            yield _contact(way)
    yield "END:VCARD"


def _contact(way: Way) -> str:
    match way.kind:
        case ChannelKind.EMAIL:
            return f"EMAIL:{escaped(way.value)}"
        case ChannelKind.PGP:
            key = base64.b64encode(way.value.encode()).decode()
            return f"KEY;MEDIATYPE=application/pgp-keys:data:application/pgp-keys;base64,{key}"
        case ChannelKind.SIGNAL if way.value.startswith("+"):
            return f"IMPP;X-SERVICE-TYPE=Signal:tel:{way.value}"
        case ChannelKind.SIGNAL if not way.value.startswith("https://"):
            return f"X-SIGNAL:{escaped(way.value)}"
        case ChannelKind.SIGNAL:
            return f"IMPP;X-SERVICE-TYPE=Signal:{way.value}"
    return f"URL:{way.value}"


def escaped(text: str) -> str:
    """A text as a value: what would separate values is written out."""
    for mark, written in (("\\", "\\\\"), ("\n", "\\n"), (",", "\\,"), (";", "\\;"), ("\r", "")):
        text = text.replace(mark, written)
    return text


def folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, no character torn apart."""
    pieces: list[str] = []
    piece = ""
    for letter in line:
        most = LONGEST_LINE if not pieces else LONGEST_LINE - 1
        if len((piece + letter).encode()) > most:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
