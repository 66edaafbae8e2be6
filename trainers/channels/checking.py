"""Whether a way of contact can be what it says: forms and checksums, nothing is asked of the net."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext_lazy as _

from trainers import text
from trainers.channels import openpgp
from trainers.channels.kinds import ChannelKind
from trainers.importing.checks import ADDRESS, MAIL

SIGNAL_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{2,31}\.[0-9]{2,9}", re.ASCII)
SIGNAL_LINK: Final = re.compile(r"https://signal\.me/#(?:eu/[A-Za-z0-9_-]{64}|p/\+[1-9][0-9]{6,14})", re.ASCII)
PHONE: Final = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
ONION: Final = re.compile(r"(https?)://([a-z2-7]{56})\.onion(/[\x21\x23-\x3b\x3d\x3f-\x7e]{0,150})?", re.ASCII)
LONGEST_LINE: Final = 254


class UnusableChannelError(ValueError):
    """A way of contact that is not what it says."""


def normal(kind: str, value: str, today: dt.date | None) -> tuple[str, dict[str, str]]:
    """The value as it is kept, and what is shown of a key; without a day, an end of a key is no fault.

    Raises UnusableChannelError when it cannot be used.
    """
    if kind == ChannelKind.PGP:
        return _key(value, today)
    line = value.strip(" \t\r\n")
    if len(line) > LONGEST_LINE or text.fault(line):
        raise UnusableChannelError(str(_("Write plain text: no tags, no control characters.")))
    usable, complaint = CHECKS[ChannelKind(kind)]
    if not usable(line):
        raise UnusableChannelError(str(complaint))
    return line, {}


def is_onion(address: str) -> bool:
    """Whether this is an onion address of the third version, its checksum included."""
    found = ONION.fullmatch(address)
    if not found:
        return False
    raw = base64.b32decode(found[2].upper())
    key, checksum, version = raw[:32], raw[32:34], raw[34:]
    made = hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2]
    return version == b"\x03" and checksum == made


def _signal(line: str) -> bool:
    return any(form.fullmatch(line) for form in (SIGNAL_NAME, SIGNAL_LINK, PHONE))


def _key(value: str, today: dt.date | None) -> tuple[str, dict[str, str]]:
    armoured = "\n".join(line.strip() for line in value.strip().splitlines())
    try:
        key = openpgp.read(armoured, today) if today else openpgp.inspect(armoured)
    except openpgp.UnusableKeyError as reason:
        raise UnusableChannelError(str(reason)) from reason
    return armoured, facts(key)


def facts(key: openpgp.Key) -> dict[str, str]:
    """What is kept beside a key, so that a page need not read it again."""
    return {"fingerprint": key.fingerprint, "expires": key.expires.isoformat() if key.expires else ""}


CHECKS: Final[dict[ChannelKind, tuple[Callable[[str], object], object]]] = {
    ChannelKind.SIGNAL: (
        _signal,
        _("Write a Signal username such as ana.42, its link (https://signal.me/…) or a number such as +5215512345678."),
    ),
    ChannelKind.ONION: (is_onion, _("This is no onion address: 56 letters and digits, then .onion. Copy it whole.")),
    ChannelKind.EMAIL: (MAIL.fullmatch, _("This is no e-mail address.")),
    ChannelKind.WEB: (ADDRESS.fullmatch, _("Write an address that begins with https://.")),
}
