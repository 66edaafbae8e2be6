"""The one-time links of a proposal: what a link shows is sealed under a key that only the link holds.

The database keeps a hash of the link's token and the sealed text: neither it nor the whole disk, every key file
included, tells what a trainer was shown, unless somebody has the link too.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casework.envelopes import KEY_BYTES, Key, Place, seal, unseal
from casework.models import Proposal
from casework.states import ACTIVE
from hub import one_time
from hub.sealing import Ciphertext

PURPOSE: Final = "casework.proposal"
# Days have no hours here: with the day on which it was made these are 72 hours at most.
DAYS: Final = 2


def attach(row: Proposal, shows: Mapping[str, Any], today: dt.date) -> str:
    """Give a proposal a link that shows this, in place of the one before; answers its token. The row is not saved."""
    token = one_time.new_token()
    row.token_hash = one_time.hashed(PURPOSE, token)
    row.link_until = until(today)
    row.outline = Ciphertext(seal(_key(token), json.dumps(shows, ensure_ascii=False), _place(row)))
    return token


def until(today: dt.date) -> dt.date:
    """The last day of a link that is made today."""
    return today + dt.timedelta(days=DAYS)


def use_up(row: Proposal) -> None:
    """The link was used: it shows nothing any more, and says so. The row is not saved."""
    row.outline = None  # type: ignore[assignment]
    row.link_until = None


def cut(row: Proposal) -> None:
    """The link leads nowhere any more. The row is not saved."""
    use_up(row)
    row.token_hash = ""


def find(token: str, today: dt.date) -> Proposal | None:
    """The proposal of a token, if its case is there and open."""
    rows = Proposal.objects.select_related("case__desk")
    alive = rows.filter(case__state__in=ACTIVE, case__purge_on__gt=today)
    return alive.filter(token_hash=one_time.hashed(PURPOSE, token)).exclude(token_hash="").first()


def works(row: Proposal, today: dt.date) -> bool:
    """Whether its link still shows something."""
    return row.outline is not None and row.link_until is not None and row.link_until >= today


def shown_by(row: Proposal, token: str) -> dict[str, Any]:
    """What a link shows. Raises hub.sealing.CannotBeOpened."""
    shows: dict[str, Any] = json.loads(unseal(_key(token), row.outline or "", _place(row)))
    return shows


def _key(token: str) -> Key:
    return Key(
        HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"hub/casework/proposal").derive(token.encode())
    )


def _place(row: Proposal) -> Place:
    # The stage too: what was sealed to be answered never opens as the names, nor the other way round.
    return Place(str(row.case_id), row._meta.label_lower, str(row.pk), f"outline/{row.stage}")
