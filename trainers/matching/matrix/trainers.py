"""The trainers of one version of the data, each thing about them in a column made when first needed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from typing import Any

from trainers.matching import weeks
from trainers.matching.values import Candidate

from .bits import Column, column


class Matrix:
    """All trainers, in the order given; the version says of which data this is the picture."""

    def __init__(self, candidates: Iterable[Candidate], version: Hashable = None) -> None:
        self.candidates = tuple(candidates)
        self.version = version
        self.size = len(self.candidates)
        self.everyone = (1 << self.size) - 1
        self.kept: dict[Any, list[float]] = {}
        """Columns of values for codes that were asked about, by what they answer."""
        self.covering: dict[tuple[str, int], int] = {}
        """Who covers a topic, needed at a level, better than by a neighbouring topic."""
        self._tree: Mapping[str, str | None] | None = None

    @classmethod
    def of(cls, candidates: Matrix | Iterable[Candidate]) -> Matrix:
        """The matrix itself, or one made of trainers."""
        return candidates if isinstance(candidates, Matrix) else cls(candidates)

    def under(self, tree: Mapping[str, str | None]) -> None:
        """Forget what was found in another topic tree."""
        if tree is not self._tree and tree != self._tree:
            self.kept, self.covering = {}, {}
        self._tree = tree

    @cached_property
    def place(self) -> dict[str, int]:
        """Each trainer's place by their id."""
        return {one.id: place for place, one in enumerate(self.candidates)}

    @cached_property
    def vetted(self) -> Column:
        """The last day of vetting of those who are published."""
        return Column((one.vetted_until,) if one.published and one.vetted_until else () for one in self.candidates)

    @cached_property
    def accepts(self) -> Column:
        """The kinds of work agreed to."""
        return Column(one.accepts or () for one in self.candidates)

    @cached_property
    def trains(self) -> Column:
        """Languages to train in, with the level."""
        return Column([(s.code, s.level) for s in one.languages if s.can_train] for one in self.candidates)

    @cached_property
    def speaks(self) -> dict[str, list[int]]:
        """Who speaks a language at all, the first mention of it counting."""
        return Column({spoken.code for spoken in one.languages} for one in self.candidates).places

    @cached_property
    def formats(self) -> Column:
        """The formats they work in."""
        return Column(one.formats for one in self.candidates)

    @cached_property
    def clearance(self) -> Column:
        """The highest risk they are cleared for, where it is known."""
        return Column((one.risk_clearance,) if one.risk_clearance else () for one in self.candidates)

    @cached_property
    def hours_left(self) -> Column:
        """Hours left in the quarter."""
        return column(one.capacity.left for one in self.candidates)

    @cached_property
    def base(self) -> Column:
        """The country they live in."""
        return column(one.base_country for one in self.candidates)

    @cached_property
    def lived_in(self) -> Column:
        """Countries they have lived in."""
        return Column(one.lived_in for one in self.candidates)

    @cached_property
    def worked_in(self) -> Column:
        """Countries they have worked in."""
        return Column(one.worked_in for one in self.candidates)

    @cached_property
    def organisation(self) -> Column:
        """The organisation they belong to."""
        return column(one.organisation for one in self.candidates)

    @cached_property
    def organisation_country(self) -> Column:
        """The country of that organisation."""
        return column(one.organisation_country for one in self.candidates)

    @cached_property
    def refuses_countries(self) -> Column:
        """Countries they will not work in."""
        return Column(one.exclusions.countries for one in self.candidates)

    @cached_property
    def refuses_organisations(self) -> Column:
        """Organisations they will not work with."""
        return Column(one.exclusions.organisations for one in self.candidates)

    @cached_property
    def opted_in(self) -> Column:
        """Attributes opted in to, with the last day."""
        return Column({(each.code, each.expires) for each in one.facilitator_attributes} for one in self.candidates)

    @cached_property
    def accompanies(self) -> Column:
        """Hours of accompaniment a month."""
        return column(one.accompaniment_hours for one in self.candidates)

    @cached_property
    def goes_to_countries(self) -> Column:
        """Countries named as such that they are willing to travel to."""
        return Column(one.travel.countries for one in self.candidates)

    @cached_property
    def goes_to_regions(self) -> Column:
        """Regions that they are willing to travel to."""
        return Column(one.travel.regions for one in self.candidates)

    @cached_property
    def cannot_enter(self) -> Column:
        """Countries they cannot enter, or not safely."""
        return Column(one.travel.cannot_enter for one in self.candidates)

    @cached_property
    def notice(self) -> Column:
        """Weeks of notice they need before a journey."""
        return column(one.travel.notice_weeks for one in self.candidates)

    @cached_property
    def topics(self) -> Column:
        """Topics with the level."""
        return Column(one.topics.items() for one in self.candidates)

    @cached_property
    def experience(self) -> Column:
        """Groups they have worked with, with how much."""
        return Column(one.at_risk_groups.items() for one in self.candidates)

    @cached_property
    def public(self) -> Column:
        """The fields that anyone may see."""
        return Column(one.public for one in self.candidates)

    @cached_property
    def calendars(self) -> tuple[weeks.Calendar | None, ...]:
        """Each trainer's days; None where nothing was said."""
        return tuple(weeks.calendar(one.availability) if one.availability else None for one in self.candidates)

    @cached_property
    def dated(self) -> int:
        """Those with periods or absences: all others are open in every week."""
        return Column(("dated",) if each and (each.periods or each.closed) else () for each in self.calendars).mask(
            "dated"
        )

    @cached_property
    def weekly_hours(self) -> tuple[float | None, ...]:
        """Hours of open slots in a week, None where no slots are named."""
        return tuple(weeks.hours_a_week(one.availability) for one in self.candidates)

    @cached_property
    def time_known(self) -> tuple[bool, ...]:
        """Whether they have said when they can work."""
        return tuple(weeks.is_known(one.availability) for one in self.candidates)
