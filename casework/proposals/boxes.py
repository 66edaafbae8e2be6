"""A letter box for one answer: a trainer, who has no key of the case, drops it in; who has the key takes it out.

Each proposal has a pair of keys of its own. The public half travels with the link, the private half lies sealed
in the case. So an answer opens for the group and for whichever desk has the case, and no more with the link.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from casework.envelopes import HPKE, Place
from casework.padding import emptied, filled
from hub.sealing import CannotBeOpened

LETTER: Final = "b1"


class Box(NamedTuple):
    """Both halves, as texts."""

    public: str
    private: str


def new() -> Box:
    """A box that no other proposal has."""
    private = X25519PrivateKey.generate()
    return Box(_text(private.public_key().public_bytes_raw()), _text(private.private_bytes_raw()))


def public_half(private: str) -> str:
    """What may drop something into a box."""
    return _text(_private(private).public_key().public_bytes_raw())


def drop(public: str, text: str, place: Place) -> str:
    """Seal a text into a box; it opens at its place only. Raises hub.sealing.CannotBeOpened for what is no box."""
    try:
        to = X25519PublicKey.from_public_bytes(urlsafe_b64decode(public))
    except ValueError as reason:
        raise CannotBeOpened("This is no box for answers.") from reason
    return f"{LETTER}.{_text(HPKE.encrypt(filled(text.encode()), to, _bound(place)))}"


def take(private: str, letter: str, place: Place) -> str:
    """What was dropped into a box. Raises hub.sealing.CannotBeOpened."""
    try:
        form, body = letter.split(".")
        if form != LETTER:
            raise CannotBeOpened("The value is not in the form of an answer.")
        return emptied(HPKE.decrypt(urlsafe_b64decode(body), _private(private), _bound(place))).decode()
    except (InvalidTag, ValueError) as reason:
        raise CannotBeOpened("The value cannot be opened.") from reason


def _private(text: str) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(urlsafe_b64decode(text))


def _bound(place: Place) -> bytes:
    return json.dumps([LETTER, *place], ensure_ascii=True).encode()


def _text(body: bytes) -> str:
    return urlsafe_b64encode(body).decode()
