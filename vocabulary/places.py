"""Countries (ISO 3166-1) and regions (UN M49): what lies in what, what borders what, and their names.

Pure: the data are files of this app (`vocabulary/data/README.md`), the names are CLDR's through Babel.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from babel import Locale

from hub import languages

DATA = Path(__file__).parent / "data"
WORLD = "001"
# The spine: CLDR also knows groupings (003, EU, UN) that are no part of the M49 tree.
REGIONS: dict[str, str | None] = {
    "001": None,
    "002": "001",
    "015": "002",
    "202": "002",
    "014": "202",
    "017": "202",
    "018": "202",
    "011": "202",
    "019": "001",
    "021": "019",
    "419": "019",
    "029": "419",
    "013": "419",
    "005": "419",
    "142": "001",
    "143": "142",
    "030": "142",
    "035": "142",
    "034": "142",
    "145": "142",
    "150": "001",
    "151": "150",
    "154": "150",
    "039": "150",
    "155": "150",
    "009": "001",
    "053": "009",
    "054": "009",
    "057": "009",
    "061": "009",
}
# Neither is in ISO 3166-1 proper: reserved codes for parts of countries and for islands nobody lives on.
NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "IC", "TA"})


@lru_cache(maxsize=1)
def _region_of_each() -> dict[str, str]:
    text = (DATA / "territoryContainment.json").read_text(encoding="utf-8")
    containment = json.loads(text)["supplemental"]["territoryContainment"]
    found = {
        country: region
        for region in REGIONS
        for country in containment[region]["_contains"]
        if country.isalpha() and country not in NO_COUNTRIES and country != "QO"
    }
    return {**found, "AQ": WORLD}


@lru_cache(maxsize=1)
def _borders() -> dict[str, frozenset[str]]:
    pairs: set[tuple[str, str]] = set()
    for line in (DATA / "borders.txt").read_text(encoding="utf-8").splitlines():
        country, _, others = line.partition(":")
        if not line.startswith("#"):
            pairs |= {(country, other) for other in others.split()}
    both = pairs | {(other, country) for country, other in pairs}
    return {country: frozenset(b for a, b in both if a == country) for country, _ in both}


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """The codes of all countries, in the order of the codes."""
    return tuple(sorted(_region_of_each()))


def regions() -> tuple[str, ...]:
    """The codes of all regions, each after the one it lies in."""
    return tuple(REGIONS)


def is_country(code: str) -> bool:
    """Whether this is the code of a country."""
    return code in _region_of_each()


def is_region(code: str) -> bool:
    """Whether this is the code of a region."""
    return code in REGIONS


def region_of(country: str) -> str | None:
    """The smallest region that holds a country; None for what is no country."""
    return _region_of_each().get(country)


@lru_cache(maxsize=1024)
def above(code: str) -> tuple[str, ...]:
    """The regions that hold a country or region, the nearest first, the world last."""
    found: list[str] = []
    parent = REGIONS[code] if code in REGIONS else region_of(code)
    while parent:
        found.append(parent)
        parent = REGIONS[parent]
    return tuple(found)


def within(code: str, region: str) -> bool:
    """Whether a country or region lies in a region; each lies in itself."""
    return code == region or region in above(code)


@lru_cache(maxsize=64)
def countries_in(region: str) -> tuple[str, ...]:
    """The countries of a region, those of its parts included."""
    return tuple(country for country in countries() if within(country, region))


def neighbours(country: str) -> frozenset[str]:
    """The countries that share a border with it."""
    return _borders().get(country, frozenset())


@lru_cache(maxsize=4096)
def name(code: str, language: str) -> str:
    """The name of a country or region in the language readers of `language` have their interface in."""
    found = Locale.parse(languages.interface(language).locale).territories.get(code)
    return str(found or code)


@lru_cache(maxsize=32)
def by_name(language: str) -> dict[str, str]:
    """Each name in a language, without case, with its code."""
    return {fold(name(code, language)): code for code in (*countries(), *regions())}


def find(text: str, language: str) -> str | None:
    """The code of a place that someone wrote: its code, or its name in their language or in English."""
    wanted = fold(text)
    if is_country(wanted.upper()) or is_region(wanted):
        return wanted.upper()
    return by_name(language).get(wanted) or by_name(languages.DEFAULT.code).get(wanted)


def in_order(codes: Iterable[str], language: str) -> list[str]:
    """Places in the order of their names."""
    return sorted(codes, key=lambda code: _sorts_as(code, language))


@lru_cache(maxsize=4096)
def _sorts_as(code: str, language: str) -> str:
    return fold(name(code, language))


def fold(text: str) -> str:
    """A name without case, accents and outer blanks, as people type it."""
    split = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))
