"""The parts of a profile as its owner edits them: which fields stand on which page, read and written as records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from trainers.choices import TIERED
from trainers.own import forms as own
from trainers.own import private_forms as private
from trainers.own import rows
from trainers.own.fields import TIERS, Record

Given = dict[str, Any]
EVERY: Final = ("*",)
# Where a field of the record is not one question of the same name.
QUESTIONS: Final = {
    "display_name": ("display_name", "is_alias"),
    "travel": ("travels", "cannot_enter", "max_days_per_trip", "notice_weeks"),
    "capacity": ("hours_per_quarter",),
    "accompaniment_hours_per_month": ("accompaniment",),
    "availability": ("known", "timezone"),
    "exclusions": ("countries", "organisations", "people"),
    "facilitator_attributes": EVERY,
}


@dataclass(frozen=True)
class Part:
    """One page: its form, the rows below it, and how both stand for fields of a record."""

    key: str
    title: Any
    lead: Any
    form: type[forms.Form]
    read: Callable[[Record], Given]
    write: Callable[[Given, Record], Record]
    sets: tuple[rows.Rows, ...] = ()
    # The fields of the record in the order of the page; none: the tiers of all fields.
    fields: tuple[str, ...] = ()

    def shown(self) -> tuple[str, ...]:
        """The fields of the record that stand on the page."""
        return self.fields or tuple(f"{TIERS}.{field}" for field in TIERED)

    def questions(self, field: str, form: forms.Form) -> tuple[str, ...]:
        """The questions of the form that change a field of the record."""
        own = QUESTIONS.get(field, (field.removeprefix(f"{TIERS}."),))
        return tuple(form.fields) if own == EVERY else tuple(name for name in own if name in form.fields)


PARTS: Final = (
    Part(
        "words",
        _("Who you are"),
        _("What you change here is looked at by your desk before anybody sees it."),
        own.WhoForm,
        own.read_who,
        own.write_who,
        (rows.SUMMARIES,),
        ("display_name", "organisation", "base_country", "summary"),
    ),
    Part(
        "work",
        _("What you offer"),
        _("Languages, topics and groups are looked at by your desk. Forms of work and group size change at once."),
        own.WorkForm,
        own.read_work,
        own.write_work,
        (rows.LANGUAGES, rows.TOPICS, rows.GROUPS),
        ("languages", "topics", "at_risk_groups", "formats", "max_group_size"),
    ),
    Part(
        "places",
        _("Where you work"),
        _("Where you have lived and worked is looked at by your desk. How far you travel changes at once."),
        own.PlacesForm,
        own.read_places,
        own.write_places,
        (),
        ("lived_in", "worked_in", "travel"),
    ),
    Part(
        "time",
        _("When, and how much"),
        _("All of this changes at once."),
        own.TimeForm,
        own.read_time,
        own.write_time,
        (rows.SLOTS, rows.PERIODS),
        ("accepts", "capacity", "accompaniment_hours_per_month", "availability"),
    ),
    Part(
        "reach",
        _("How the desk reaches you, and whom you do not work with"),
        _("Only your desk reads this. All of it changes at once."),
        private.ReachForm,
        private.read_reach,
        private.write_reach,
        (),
        ("email", "exclusions"),
    ),
    Part(
        "consents",
        _("What you agreed to be found by"),
        _("Requests may ask for one of these. You are found by it only until the day you say. No day: not at all."),
        private.ConsentsForm,
        private.read_consents,
        private.write_consents,
        (),
        ("facilitator_attributes",),
    ),
    Part(
        "seen",
        _("Who may see what"),
        _("Showing a field to fewer people holds at once. Showing it to more waits for your desk."),
        private.SeenForm,
        private.read_seen,
        private.write_seen,
        (),
        (),
    ),
)
BY_KEY: Final = {part.key: part for part in PARTS}
