"""The frozen values that go into matching and come out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol


class Audience(StrEnum):
    """Who reads the answer: someone unknown, or a coordinator at a protection desk."""

    REQUESTER = "requester"
    COORDINATOR = "coordinator"


class Places(Protocol):
    """What matching must know about countries (ISO 3166-1) and regions (UN M49)."""

    def within(self, code: str, region: str) -> bool:
        """Whether the country or region lies in the region."""

    def region_of(self, country: str) -> str | None:
        """The smallest M49 region that holds the country."""

    def neighbours(self, country: str) -> frozenset[str]:
        """The countries that share a border with it."""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a run depends on besides the request and the trainers."""

    places: Places
    broader: Mapping[str, str | None]
    """Each topic's code with the code of the topic above it."""
    today: date
    audience: Audience = Audience.REQUESTER
    distances: dict[tuple[str, str], float] = field(default_factory=dict, compare=False, repr=False)
    """Distances between topics found so far: the same few pairs return for every trainer."""

    @property
    def at_desk(self) -> bool:
        """Whether a coordinator asks, who may use what trainers told the desk only."""
        return self.audience is Audience.COORDINATOR


# What is asked


@dataclass(frozen=True, slots=True)
class AskedLanguage:
    """A language the group needs or would like, at a level."""

    code: str
    must: bool
    level: str = "working"


@dataclass(frozen=True, slots=True)
class AskedTopic:
    """A topic to train, how much it matters, and the least a trainer must bring."""

    code: str
    weight: int = 2
    min_level: int | None = None


@dataclass(frozen=True, slots=True)
class AskedAccompaniment:
    """Hours a month at the group's side after or beside the training."""

    hours_per_month: int
    must: bool = False


@dataclass(frozen=True, slots=True)
class AskedFacilitator:
    """Attributes of the facilitator that a group requires or would like."""

    must: tuple[str, ...] = ()
    prefer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Whom a requester will not work with: trainers, organisations, countries of base."""

    trainers: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Need:
    """One request for training, as matching reads it."""

    country: str
    languages: tuple[AskedLanguage, ...]
    topics: tuple[AskedTopic, ...]
    format: str
    participants: int
    at_risk_groups: tuple[str, ...]
    risk_level: str
    urgency: str
    start_by: date
    weeks: int
    hours: int
    facilitator: AskedFacilitator = AskedFacilitator()
    accompaniment: AskedAccompaniment | None = None
    exclusions: Exclusions = Exclusions()
    requesting_organisation: str | None = None
    declined: frozenset[str] = frozenset()


# Who could answer


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A language of a trainer; speaking it is not yet training in it."""

    code: str
    level: str
    can_train: bool


@dataclass(frozen=True, slots=True)
class Travel:
    """Where a trainer is willing to go, and where they cannot or must not."""

    regions: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    max_days_per_trip: int = 0
    notice_weeks: int = 0
    cannot_enter: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Slot:
    """An open time in each week: Monday is 0, minutes count from midnight there."""

    day: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Availability:
    """When a trainer can work; with neither slots nor periods it is unknown."""

    timezone: str = "UTC"
    weekly: tuple[Slot, ...] = ()
    periods: tuple[Period, ...] = ()
    closed: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Capacity:
    """Hours a trainer gives in a quarter, and how many are spoken for."""

    hours_per_quarter: int
    committed_hours: int
    last_quarter_hours: int

    @property
    def left(self) -> int:
        """Hours still free; someone overbooked has none, not fewer."""
        return max(0, self.hours_per_quarter - self.committed_hours)


@dataclass(frozen=True, slots=True)
class OwnExclusions:
    """Where and with whom a trainer will not work; the people are free text for the desk."""

    countries: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptedIn:
    """A facilitator attribute that the trainer agreed to be matched by, until a day."""

    code: str
    expires: date


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trainer as matching sees them; None is unknown, never no.

    `public` names the fields that anyone may see (their tier is public).
    """

    id: str
    name: str
    published: bool
    vetted_until: date | None
    languages: tuple[SpokenLanguage, ...]
    topics: Mapping[str, int]
    base_country: str
    formats: frozenset[str]
    max_group_size: int
    capacity: Capacity
    organisation: str | None = None
    organisation_country: str | None = None
    lived_in: frozenset[str] = frozenset()
    worked_in: frozenset[str] = frozenset()
    travel: Travel = Travel()
    at_risk_groups: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    risk_clearance: str | None = None
    accepts: frozenset[str] | None = None
    availability: Availability | None = None
    accompaniment_hours: int = 0
    exclusions: OwnExclusions = OwnExclusions()
    facilitator_attributes: tuple[OptedIn, ...] = ()
    last_offered: date | None = None
    last_review: date | None = None
    public: frozenset[str] = frozenset()
