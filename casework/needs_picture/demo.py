"""Invented needs of the two half years before the demo, counted and published by the same steps as real ones."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.conf import settings

from casework.models import NeedPicture
from casework.needs_picture import counting
from casework.needs_picture.halves import Half
from hub.suppression import Cell

# Some stand alone, some are shown only together with their neighbours, some are too few to be shown at all.
INVENTED: Final[dict[Cell, int]] = {
    ("digital-security", "013", "es"): 14,
    ("digital-security", "013", "en"): 2,
    ("digital-security", "013", "other"): 4,
    ("digital-security", "145", "ar"): 11,
    ("digital-security", "145", "ckb"): 6,
    ("digital-security", "015", "ar"): 8,
    ("digital-security", "015", "fr"): 3,
    ("digital-security", "014", "sw"): 7,
    ("digital-security", "035", "my"): 9,
    ("security-management", "013", "es"): 12,
    ("security-management", "005", "es"): 6,
    ("security-management", "005", "pt-BR"): 5,
    ("security-management", "011", "fr"): 8,
    ("security-management", "017", "fr"): 4,
    ("security-management", "014", "other"): 3,
    ("security-management", "151", "uk"): 5,
    ("collective-protection", "013", "es"): 9,
    ("collective-protection", "013", "other"): 7,
    ("collective-protection", "005", "other"): 4,
    ("collective-protection", "034", "hi"): 2,
    ("collective-protection", "035", "id"): 5,
}


def fill(today: dt.date) -> None:
    """Count and publish them, once. A real site never gets any of this."""
    if settings.HUB_PRODUCTION:
        raise RuntimeError("Invented needs are counted in the demo only.")
    half = Half.of(today)
    for part in range(2):
        half = Half(half.year, 1) if half.part == 2 else Half(half.year - 1, 2)
        if NeedPicture.objects.filter(period=half.written).exists():
            continue
        for cell, number in INVENTED.items():
            for _ in range(number - part):
                counting.add(cell, half.first)
        counting.publish(half.written)
