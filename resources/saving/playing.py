"""Sound and film of a text: where they are and how large, for whoever wants to save them with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from files.models import HubDocument

DOCUMENT: Final = re.compile(r"(\d{1,9})/[^/]*")


@dataclass(frozen=True)
class Recording:
    """One file that plays in a page."""

    address: str
    size: int
    state: str
    """Another one when the file was replaced at the same address."""


def recordings(addresses: Iterable[str]) -> tuple[Recording, ...]:
    """The documents at these addresses, in their order, in one query; none where there are no addresses."""
    numbers = {address: number for address in addresses if (number := _number(address))}
    if not numbers:
        return ()
    found = HubDocument.objects.in_bulk(numbers.values())
    return tuple(
        Recording(address, int(document.file_size or 0), str(document.file_hash))
        for address, number in numbers.items()
        if (document := found.get(number))
    )


def _number(address: str) -> int:
    below = address.removeprefix(reverse("wagtaildocs_serve", args=["0", ""]).removesuffix("0/"))
    found = DOCUMENT.fullmatch(below)
    return int(found[1]) if found else 0
