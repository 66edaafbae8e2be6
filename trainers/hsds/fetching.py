"""A feed from a file, or from an address that the operator has allowed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from trainers.hsds import taking
from trainers.hsds.reading import MOST_BYTES, Read, read
from trainers.hsds.taking import Kept
from trainers.importing.reading import UnreadableFileError
from trainers.links_health.asking import Asker, NotAskedError

MOST_PAGES = 200
LISTS = ("organizations", "services")


def bring_in(source: str, today: dt.date, *, dry_run: bool = False, asker: Asker | None = None) -> tuple[Read, Kept]:
    """Keep what a file or an address offers as proposals.

    Raises UnreadableFileError, NotAskedError, OSError or HTTPException where it cannot be had; nothing is kept then.
    """
    if source.startswith(("https://", "http://")):
        raw, name = _fetched(source, asker), urlsplit(source).hostname or source
    else:
        raw, name = Path(source).read_bytes(), Path(source).name
    found = read(raw, taking.codes())
    with transaction.atomic():
        kept = taking.keep(found, name, today)
        transaction.set_rollback(dry_run)
    return found, kept


def _fetched(address: str, asker: Asker | None) -> bytes:
    if address not in settings.HUB_HSDS_FEEDS:
        raise NotAskedError("not among the addresses of HUB_HSDS_FEEDS")
    asking = asker or Asker(proxy=settings.HUB_LINK_PROXY, longest=MOST_BYTES, patience=60)
    return json.dumps({name: _pages(asking, f"{address.rstrip('/')}/{name}") for name in LISTS}).encode()


def _pages(asking: Asker, address: str) -> list[object]:
    found: list[object] = []
    for page in range(1, MOST_PAGES + 1):
        try:
            answer = json.loads(asking.fetch(f"{address}?page={page}&per_page=50&full=true"))
            found += answer["contents"]
            if answer.get("last_page", True) or not answer["contents"]:
                break
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as reason:
            raise UnreadableFileError(f"page {page} of {address} is no page of a list") from reason
    return found
