"""Being told to come again: when everything that costs time is taken, or when too much was asked for."""

from __future__ import annotations

import math
import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django.http import HttpResponse

# Those who are turned away come back spread over these seconds rather than all at once.
SOONEST: Final = 5
LATEST: Final = 15


class Busy(Exception):
    """Not now; `retry_after` says in how many seconds to come again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Come again in {retry_after} seconds.")
        self.retry_after = retry_after


def come_again(after: float = 0) -> Busy:
    """What tells one of many to come again, not before so many seconds have passed."""
    return Busy(math.ceil(after) + SOONEST + secrets.randbelow(LATEST - SOONEST + 1))


def told(response: HttpResponse, busy: Busy) -> HttpResponse:
    """A page that says so, as browsers and monitors understand it too; Django logs no line for each of them."""
    response.status_code = 503
    response["Retry-After"] = str(busy.retry_after)
    # A log of refusals would tell when somebody tried, and a flood would fill it.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
