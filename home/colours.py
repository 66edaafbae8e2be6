"""The two colours of a site: whether they can be read, and the few rules that give them to every page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

HEX: Final = re.compile(r"#[0-9a-f]{6}")
ENOUGH: Final = 4.5
# What links and buttons stand on or carry (static/css/tokens.css), by day and by night.
LIGHT: Final = "#07594a"
LIGHT_GROUNDS: Final = ("#ffffff", "#e6efe2", "#f1f6ee", "#fbefea")
DARK: Final = "#86d5bb"
DARK_GROUNDS: Final = ("#151d19", "#0d1411", "#1d2823", "#2d1c18")
ON_DARK: Final = "#0a1613"
MARK: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="{}" d="M2 2h12v4H6v8H2z"/></svg>'


@dataclass(frozen=True)
class Colours:
    """What links, buttons and the mark are drawn in: one colour by day, one by night."""

    light: str = LIGHT
    dark: str = DARK

    @property
    def name(self) -> str:
        """The colours as a part of an address: another pair has another address."""
        return f"{self.light[1:]}-{self.dark[1:]}"

    @property
    def can_be_read(self) -> bool:
        """Whether both can be told from all that they stand on."""
        return contrast_by_day(self.light) >= ENOUGH and contrast_by_night(self.dark) >= ENOUGH

    def stylesheet(self) -> str:
        """The rules that put them in the place of the usual ones."""
        night = f"--act:{self.dark};--on-act:{ON_DARK};--corner:var(--act)"
        return (
            f"@layer tokens{{:root{{--act:{self.light};--on-act:#ffffff}}"
            f"@media (prefers-color-scheme:dark){{:root{{{night}}}}}}}\n"
        )

    def mark(self) -> str:
        """The sign in a browser's tab."""
        return MARK.format(self.light)


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, as WCAG 2 counts it: from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def contrast_by_day(colour: str) -> float:
    """The least contrast of a colour with the light grounds, and with the white words on it."""
    return min(contrast(colour, ground) for ground in LIGHT_GROUNDS)


def contrast_by_night(colour: str) -> float:
    """The least contrast of a colour with the dark grounds, and with the dark words on it."""
    return min(contrast(colour, ground) for ground in (*DARK_GROUNDS, ON_DARK))


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
