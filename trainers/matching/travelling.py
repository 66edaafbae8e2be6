"""The way to a training: how far, over which borders, and roughly what it costs the climate."""

from __future__ import annotations

import math
from functools import lru_cache

from .cities import CITIES

EARTH_KM = 6371.0
FARTHEST_KM = 15_000
LONG_FLIGHT_KM = 3_700
LAND_KM = 600
KG_A_KM_BY_COACH, KG_A_KM_SHORT_FLIGHT, KG_A_KM_LONG_FLIGHT = 0.03, 0.18, 0.20
STEP_KM, STEP_KG = 100, 50


@lru_cache(maxsize=65_536)
def kilometres(one: str, other: str) -> float | None:
    """The shortest way between the large cities of two countries; None where a country is not known."""
    if one not in CITIES or other not in CITIES:
        return None
    (north, east), (norther, easter) = ([math.radians(each) for each in CITIES[code]] for code in (one, other))
    half = math.sin((norther - north) / 2) ** 2
    half += math.cos(north) * math.cos(norther) * math.sin((easter - east) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def worth(base: str, country: str) -> float:
    """1 for no journey, less with each kilometre; half where the way is not known."""
    if base == country:
        return 1.0
    far = kilometres(base, country)
    return 0.5 if far is None else max(0.0, 1 - far / FARTHEST_KM)


def about(far: float) -> int:
    """A distance as it is told: whole hundreds of kilometres, as the cities stand for countries."""
    return max(STEP_KM, STEP_KM * round(far / STEP_KM))


def emissions(far: float, *, by_land: bool) -> int:
    """Roughly how many kilograms of CO2e there and back, to fifty.

    After the UK government's conversion factors for company reporting of 2023 (business travel, one
    passenger, rounded here): coach 0.03 kg a kilometre, economy flight up to 3,700 km 0.18 and beyond
    0.20, effects at height included. Whoever has a land border to cross and a short way goes by coach.
    """
    if by_land and far <= LAND_KM:
        factor = KG_A_KM_BY_COACH
    else:
        factor = KG_A_KM_SHORT_FLIGHT if far <= LONG_FLIGHT_KM else KG_A_KM_LONG_FLIGHT
    return max(STEP_KG, STEP_KG * round(2 * far * factor / STEP_KG))
