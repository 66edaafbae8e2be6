"""How near a trainer is to a country: by living there, having worked there, or borders."""

from __future__ import annotations

from .values import Candidate, Places

WORLD = "001"
STEPS = {
    "lives_there": 1.0,
    "from_there": 0.8,
    "works_next_door": 0.75,
    "worked_there": 0.6,
    "next_door": 0.55,
    "same_sub_region": 0.4,
    "same_region": 0.2,
    "elsewhere": 0.0,
}
"""Each step with its worth; the first that is true of a trainer counts."""


def step(candidate: Candidate, country: str, places: Places) -> str:
    """The nearest step that is true of a trainer."""
    base = candidate.base_country
    if base != country and country in candidate.lived_in:
        return "from_there"
    if base != country and country in candidate.worked_in:
        return "works_next_door" if base in places.neighbours(country) else "worked_there"
    return step_from(base, country, places)


def step_from(base: str, country: str, places: Places) -> str:
    """The nearest step that is true of whoever lives in a country, and of no more than that."""
    if base == country:
        return "lives_there"
    if base in places.neighbours(country):
        return "next_door"
    sub_region = places.region_of(country)
    if sub_region and places.within(base, sub_region):
        return "same_sub_region"
    return "same_region" if shares_wider_region(base, country, places) else "elsewhere"


def shares_wider_region(base: str, country: str, places: Places) -> bool:
    """Whether two countries lie in one continent of M49, short of the world."""
    return any(places.within(base, region) and places.within(country, region) for region in CONTINENTS)


CONTINENTS = ("002", "019", "142", "150", "009")
