"""The step that asks a person when they are free: a few lines, all of which may stay empty."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from trainers.choices import DAY_CODES, Day
from trainers.forms.who_fits import Choice
from trainers.joining import times
from trainers.joining.fields import Plain, pick_some
from trainers.joining.steps import Step

DAYS: Final = tuple(Choice(DAY_CODES[each], each.label) for each in Day)
HOURS: Final = ("free_from", "free_to", "zone")
AWAY: Final = ("away_from", "away_to")


class When(Step):
    """On which days of a week somebody is free, at what times, and when they are away."""

    title = _("When are you free?")
    short = _("When")
    folded = AWAY
    folded_title = _("I am away for some time")

    free_on = pick_some(
        _("On which days are you usually free?"),
        DAYS,
        _("Leave this page empty if it changes from week to week, or if you would rather not say."),
    )
    free_from = Plain(_("From what time?"), _("For example 9:00. Later you can give each day its own hours."))
    free_to = Plain(_("Until what time?"), _("For example 17:30."))
    zone = Plain(
        _("Which time is that?"), _("The name of a large city with the same time, such as Guatemala or Dakar.")
    )
    away_from = Plain(_("What is the first day on which you are away?"), _("Year, month, day: for example 2027-01-31."))
    away_to = Plain(_("And the last?"))

    def clean_free_from(self) -> Any:
        """A time of day."""
        return self._read("free_from", times.clock, _("Write a time, such as 9:00"))

    def clean_free_to(self) -> Any:
        """A time of day."""
        return self._read("free_to", times.clock, _("Write a time, such as 9:00"))

    def clean_zone(self) -> Any:
        """The name of the zone that a city is in."""
        locale = self.asking.words.interface.locale
        unknown = _("We do not know this city. Write a larger one with the same time")
        return self._read("zone", lambda typed: times.zone(typed, locale), unknown)

    def clean_away_from(self) -> Any:
        """A day."""
        return self._read("away_from", times.day, _("Write a day, such as 2027-01-31"))

    def clean_away_to(self) -> Any:
        """A day."""
        return self._read("away_to", times.day, _("Write a day, such as 2027-01-31"))

    def clean(self) -> dict[str, Any]:
        """All of it or nothing, and forward in time."""
        given = dict(self.cleaned_data)
        if any(given.get(name) for name in ("free_on", *HOURS, *AWAY)) or self.errors:
            if not given.get("free_on"):
                self.add_error("free_on", _("Choose at least one day, or leave this page empty"))
            self._whole(given, HOURS)
        if any(given.get(name) for name in AWAY):
            self._whole(given, AWAY)
        if given.get("free_from") and given.get("free_to") and given["free_to"] <= given["free_from"]:
            self.add_error("free_to", _("This is not after the beginning"))
        if given.get("away_from") and given.get("away_to") and given["away_to"] < given["away_from"]:
            self.add_error("away_to", _("This is before the first day"))
        return given

    def said(self) -> dict[str, Any]:
        """The hours of a week as the directory has them, or nothing."""
        given = self.cleaned_data
        if not given["free_on"]:
            return {"availability": None}
        days = [code for code in DAY_CODES if code in given["free_on"]]
        away = (given["away_from"], given["away_to"]) if given["away_from"] else None
        return {"availability": times.availability(days, given["free_from"], given["free_to"], given["zone"], away)}

    def _read(self, name: str, find: Any, unknown: Any) -> Any:
        typed = self.cleaned_data[name]
        found = find(typed) if typed else None
        if typed and found is None:
            raise forms.ValidationError(unknown)
        return found

    def _whole(self, given: dict[str, Any], names: tuple[str, ...]) -> None:
        for name in names:
            if given.get(name) is None and name not in self.errors:
                self.add_error(name, _("This is missing."))
