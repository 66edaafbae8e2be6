"""The questions of one's own profile. Each form reads from a record and writes fields of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub import languages
from trainers.choices import Accepts
from trainers.forms.code_lists import COUNTRIES, PLACES, SEPARATED, CodesField, find_country
from trainers.models import Organisation
from trainers.models.base import plain_text
from trainers.own.fields import Record
from trainers.zones import known_zone
from vocabulary import places
from vocabulary import store as vocabulary
from vocabulary.models import Scheme

Given = dict[str, Any]


class WhoForm(forms.Form):
    """Name, organisation, country."""

    display_name = forms.CharField(
        label=_("Name shown"), max_length=160, validators=[plain_text], help_text=_("As you want to be called here.")
    )
    is_alias = forms.BooleanField(label=_("This name is an alias"), required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        to_field_name="public_id",
        label=_("Organisation"),
        required=False,
        empty_label=_("None: independent"),
    )
    base_country = forms.CharField(label=_("Country of base"), help_text=_("A name or a code such as KE."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the organisations with a public page, and the one that stands."""
        super().__init__(*args, **kwargs)
        stands = Q(pk__in=Organisation.objects.listed().values("pk")) | Q(public_id=self.initial.get("organisation"))
        self.fields["organisation"].queryset = Organisation.objects.filter(stands)  # type: ignore[attr-defined]

    def clean_base_country(self) -> str:
        """A country by name or code."""
        return _country(self.cleaned_data["base_country"])


def read_who(record: Record) -> Given:
    """From a record."""
    names = ("display_name", "is_alias", "organisation")
    return {**{name: record[name] for name in names}, "base_country": places.name(record["base_country"], reader())}


def write_who(given: Given, _record: Record) -> Record:
    """To fields of a record."""
    chosen = given["organisation"]
    plain = {name: given[name] for name in ("display_name", "is_alias", "base_country")}
    return {**plain, "organisation": chosen.public_id if chosen else None}


class WorkForm(forms.Form):
    """How they work; languages, topics and groups are rows beside it."""

    formats = forms.MultipleChoiceField(label=_("Forms of work"), required=False, widget=forms.CheckboxSelectMultiple)
    max_group_size = forms.IntegerField(label=_("Largest group"), min_value=1, max_value=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the forms of work of the vocabulary."""
        super().__init__(*args, **kwargs)
        self.fields["formats"].choices = terms(Scheme.FORMAT, self.initial.get("formats", ()))  # type: ignore[attr-defined]

    def clean_formats(self) -> list[str]:
        """Mixed work is both online and in person."""
        chosen: list[str] = self.cleaned_data["formats"]
        if "hybrid" in chosen and not {"in_person", "online"} <= set(chosen):
            raise forms.ValidationError(_("Who works in mixed form works both online and in person. Choose these too."))
        return chosen


def read_work(record: Record) -> Given:
    """From a record."""
    return {"formats": record["formats"], "max_group_size": record["max_group_size"]}


def write_work(given: Given, record: Record) -> Record:
    """To fields of a record; the order of what stays is kept."""
    return {"formats": kept_order(record["formats"], given["formats"]), "max_group_size": given["max_group_size"]}


class PlacesForm(forms.Form):
    """Where somebody has lived and worked, and how far they go."""

    lived_in = CodesField(COUNTRIES, label=_("Have lived in"), help_text=SEPARATED)
    worked_in = CodesField(COUNTRIES, label=_("Have worked in"), help_text=SEPARATED)
    travels = CodesField(PLACES, label=_("Willing to go to"), help_text=SEPARATED)
    cannot_enter = CodesField(COUNTRIES, label=_("Cannot enter, or not safely"), help_text=SEPARATED)
    max_days_per_trip = forms.IntegerField(label=_("Longest trip in days"), min_value=0, max_value=60)
    notice_weeks = forms.IntegerField(label=_("Weeks of notice"), min_value=0, max_value=26)


def read_places(record: Record) -> Given:
    """From a record."""
    travel = record["travel"]
    names = ("cannot_enter", "max_days_per_trip", "notice_weeks")
    return {
        "lived_in": record["lived_in"],
        "worked_in": record["worked_in"],
        "travels": [*travel["regions"], *travel["countries"]],
        **{name: travel[name] for name in names},
    }


def write_places(given: Given, _record: Record) -> Record:
    """To fields of a record."""
    going = given["travels"]
    names = ("cannot_enter", "max_days_per_trip", "notice_weeks")
    travel = {
        "regions": [code for code in going if places.is_region(code)],
        "countries": [code for code in going if not places.is_region(code)],
        **{name: given[name] for name in names},
    }
    return {"lived_in": given["lived_in"], "worked_in": given["worked_in"], "travel": travel}


class TimeForm(forms.Form):
    """What kinds of request, how much, and whether it is known when."""

    accepts = forms.MultipleChoiceField(
        label=_("Kinds of request"), choices=Accepts.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    hours_per_quarter = forms.IntegerField(label=_("Hours in three months"), min_value=0, max_value=520)
    accompaniment = forms.IntegerField(label=_("Accompaniment, hours a month"), min_value=0, max_value=160)
    known = forms.BooleanField(label=_("I say below when I can work"), required=False)
    timezone = forms.CharField(
        label=_("Time zone"), required=False, validators=[known_zone], help_text=_("Such as Africa/Dakar.")
    )


def read_time(record: Record) -> Given:
    """From a record."""
    times = record["availability"]
    return {
        "accepts": record["accepts"] or [],
        "hours_per_quarter": record["capacity"]["hours_per_quarter"],
        "accompaniment": record["accompaniment_hours_per_month"],
        "known": times is not None,
        "timezone": times["timezone"] if times else "",
    }


def write_time(given: Given, record: Record) -> Record:
    """To fields of a record; slots and periods are added by their rows."""
    times: Record = {"timezone": given["timezone"] or "UTC", "weekly": [], "periods": [], "closed": []}
    accepts = kept_order(record["accepts"] or [], given["accepts"])
    return {
        # Nothing ticked, where nothing was known, is still not known.
        "accepts": None if record["accepts"] is None and not accepts else accepts,
        "capacity": {**record["capacity"], "hours_per_quarter": given["hours_per_quarter"]},
        "accompaniment_hours_per_month": given["accompaniment"],
        "availability": times if given["known"] else None,
    }


def terms(scheme: str, stand: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The terms of a list with their labels for the reader, by label; one that stands may stay, though archived."""
    labels = vocabulary.interface_labels(reader())
    codes = dict.fromkeys((*vocabulary.codes(scheme), *stand))
    return sorted(((code, labels.get((scheme, code), code)) for code in codes), key=lambda term: term[1].casefold())


def reader() -> str:
    """The language of who reads."""
    return get_language() or languages.DEFAULT.code


def kept_order(before: list[str], wanted: list[str]) -> list[str]:
    """What was wanted, that which stood before first and in its order: a list drawn anew is no change."""
    return [*(each for each in before if each in wanted), *(each for each in wanted if each not in before)]


def _country(text: str) -> str:
    found = find_country(text)
    if found is None:
        raise forms.ValidationError(_("There is no country of this name."))
    return found
