"""Opening a case with its code and passphrase, and keeping it open in one browser until it is closed there."""

from __future__ import annotations

import datetime as dt
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from accounts import attempts
from accounts.throttle import Rule
from casework import codes, slots
from casework.envelopes import (
    Key,
    is_too_cheap,
    spend_as_much,
    unwrap_with_passphrase,
    unwrap_with_secret,
    wrap_with_passphrase,
    wrap_with_secret,
)
from casework.models import Case, CaseKey, OpenedCase
from casework.models.keys import PASSPHRASE
from casework.states import ACTIVE
from hub.keys import keyed_hash
from hub.sealing import CannotBeOpened, Ciphertext

SECRET_BYTES: Final = 32
LONGEST_CODE: Final = 100
# Five tries in any minute: the fifth that fails starts a delay.
TRIES: Final = Rule(free=4, sliding=True)


@dataclass(frozen=True)
class Opened:
    """A case and the key that opens what it says."""

    case: Case
    key: Key


def open_case(code: str, passphrase: str, today: dt.date | None = None) -> Opened | None:
    """The case of a code, for whoever knows its passphrase.

    A code that nobody has, a wrong passphrase, a case that is unconfirmed, closed, erased or due to go: all alike,
    after one derivation of a key. Raises accounts.attempts.TooManyAttempts and hub.busy.Busy.
    """
    typed = codes.normalised(code)
    # A turn first: who is only told to come again has not tried yet.
    with slots.deriving(sending=False):
        attempt = attempts.begin("case", typed or code[:LONGEST_CODE], TRIES)
        row = CaseKey.objects.filter(
            recipient=PASSPHRASE,
            case__code_hash=codes.hashed(typed),
            case__state__in=ACTIVE,
            case__purge_on__gt=today or timezone.now().date(),
        )
        opened = _opened(row.select_related("case__desk").first(), passphrase)
    if opened is not None:
        attempts.forget(attempt)
    return opened


def remember(opened: Opened, today: dt.date) -> str:
    """Keep a case open; answers the value of the cookie, without which the row opens nothing."""
    secret = secrets.token_bytes(SECRET_BYTES)
    cookie = urlsafe_b64encode(secret).decode()
    wrapped = wrap_with_secret(opened.key, secret, str(opened.case.pk))
    OpenedCase.objects.create(key_hash=_hashed(cookie), case=opened.case, wrapped=Ciphertext(wrapped), on=today)
    return cookie


def recall(cookie: str, today: dt.date) -> Opened | None:
    """The case that is open under a cookie; what was opened on another day is not."""
    row = (
        OpenedCase.objects.filter(key_hash=_hashed(cookie), on=today, case__state__in=ACTIVE, case__purge_on__gt=today)
        .select_related("case__desk")
        .first()
    )
    if row is None:
        return None
    try:
        key = unwrap_with_secret(row.wrapped, urlsafe_b64decode(cookie), str(row.case_id))
    except CannotBeOpened:
        return None
    return Opened(row.case, key)


def forget(cookie: str) -> None:
    """Close a case in the browser that has this cookie."""
    OpenedCase.objects.filter(key_hash=_hashed(cookie)).delete()


def _opened(row: CaseKey | None, passphrase: str) -> Opened | None:
    if row is None:
        spend_as_much()
        return None
    try:
        key = unwrap_with_passphrase(row.wrapped, passphrase, str(row.case_id))
    except CannotBeOpened:
        return None
    if is_too_cheap(row.wrapped):
        row.wrapped = Ciphertext(wrap_with_passphrase(key, passphrase, str(row.case_id)))
        row.save(update_fields=["wrapped"])
    return Opened(row.case, key)


def _hashed(cookie: str) -> str:
    return keyed_hash("casework.opened", cookie)
