"""Answers on their way from step to step: one sealed form field that expires, so that nothing is kept here.

The browser holds what only this site can open. A field says nothing of its age to who finds it, opens for a day,
is refused when a letter of it was changed, and by every form but the one it was made for (its purpose).
"""

from __future__ import annotations

import json
import secrets
import time
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hub import keys

KEY: Final = "travelling"
FORMAT: Final = b"t1"
NONCE_BYTES: Final = 12
HEAD_BYTES: Final = len(FORMAT) + 2 + NONCE_BYTES
HOURS: Final = 24
TOKEN_BYTES: Final = 24
# What a field may weigh as it is sent, and its answers when they are unpacked.
LONGEST: Final = 300_000
LARGEST: Final = 400_000
# Packed sizes tell little of what was written when they come in steps.
STEP: Final = 512
# What opening something that is not ours, or of another release, may come to.
UNREADABLE: Final = (
    NotBase64,
    InvalidTag,
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    zlib.error,
)

Given = Mapping[str, tuple[str, ...]]


class Lost(ValueError):
    """The field does not open: the answers in it are gone for us."""


class Forged(Lost):
    """It was changed, cut, never ours, or made by an earlier release."""


class Expired(Lost):
    """It was made more than a day ago."""


class TooMuch(ValueError):
    """More than a field may carry."""


def new_token() -> str:
    """What makes a request the same one when it is sent again."""
    return secrets.token_urlsafe(TOKEN_BYTES)


@dataclass(frozen=True)
class Luggage:
    """What travels: the answers as they were typed, and the token under which they are sent."""

    token: str = field(default_factory=new_token)
    given: Given = field(default_factory=dict)

    def with_given(self, given: Given) -> Luggage:
        """The same with some questions answered anew."""
        return Luggage(self.token, {**self.given, **given})


def packed(luggage: Luggage, purpose: str, hour: int | None = None) -> str:
    """The sealed field; whole hours are all that it knows of time. Raises TooMuch."""
    made = this_hour() if hour is None else hour
    value = {"made": made, "token": luggage.token, "given": {name: list(each) for name, each in luggage.given.items()}}
    plain = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
    if len(plain) > LARGEST:
        raise TooMuch
    version = keys.newest(KEY)
    head, nonce = FORMAT + version.to_bytes(2, "big"), secrets.token_bytes(NONCE_BYTES)
    body = _cipher(version, purpose).encrypt(nonce, _padded(zlib.compress(plain, 6)), head)
    text = urlsafe_b64encode(head + nonce + body).decode()
    if len(text) > LONGEST:
        raise TooMuch
    return text


def opened(text: str, purpose: str, hour: int | None = None) -> Luggage:
    """What a field holds. Raises Forged or Expired."""
    now = this_hour() if hour is None else hour
    try:
        read = json.loads(_plain(text, purpose))
        made, token = int(read["made"]), str(read["token"])
        given = {str(name): tuple(str(each) for each in values) for name, values in read["given"].items()}
    except UNREADABLE as reason:
        raise Forged("The field is not one of ours.") from reason
    if not 0 <= now - made < HOURS:
        raise Expired("The field is more than a day old.")
    return Luggage(token, given)


def this_hour() -> int:
    """Whole hours since 1970."""
    return int(time.time()) // 3600


def _plain(text: str, purpose: str) -> bytes:
    if len(text) > LONGEST or not text.isascii():
        raise Forged("The field is too long.")
    sealed = urlsafe_b64decode(text)
    if len(sealed) <= HEAD_BYTES or not sealed.startswith(FORMAT) or urlsafe_b64encode(sealed).decode() != text:
        raise Forged("The field has another form.")
    head, nonce, body = sealed[:4], sealed[4:HEAD_BYTES], sealed[HEAD_BYTES:]
    packed_answers = _cipher(int.from_bytes(head[2:], "big"), purpose).decrypt(nonce, body, head)
    unpacking = zlib.decompressobj()
    return unpacking.decompress(packed_answers, LARGEST)


def _padded(packed_answers: bytes) -> bytes:
    # What follows the end of a zlib stream is left alone when it is read.
    return packed_answers + b"\0" * (-len(packed_answers) % STEP)


def _cipher(version: int, purpose: str) -> AESGCM:
    return AESGCM(keys.derived(KEY, version, purpose))
