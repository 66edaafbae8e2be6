"""Tokens of one-time links: 256 bits that leave with the link, and a hash that stays.

Asking for an address (GET) never uses a token up: programs that preview links open them too.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Final

from hub.keys import keyed_hash

TOKEN_BYTES: Final = 32
LONGEST_LIFE: Final = dt.timedelta(hours=72)
LONGEST_TOKEN: Final = 100


def new_token() -> str:
    """A token for an address, 43 characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hashed(purpose: str, token: str) -> str:
    """What is stored of a token, 64 hex digits; another purpose gives another hash. Never what nobody made."""
    return keyed_hash(f"one-time/{purpose}", token if token.isascii() and len(token) <= LONGEST_TOKEN else "")
