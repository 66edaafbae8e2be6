"""The questions of one's own profile that only the desk, or nobody, reads: contact, exclusions, consents, tiers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trainers.choices import TIERED, FacilitatorAttribute, Tier
from trainers.forms.code_lists import COUNTRIES, SEPARATED, CodesField
from trainers.forms.sheet import DateInput
from trainers.models import Organisation
from trainers.models.base import plain_text
from trainers.own.fields import NEVER_OPEN, OPENNESS, Record
from trainers.own.forms import Given, kept_order
from trainers.own.labels import LABELS

TWO_YEARS = dt.timedelta(days=731)


class ReachForm(forms.Form):
    """Contact and exclusions."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("Kept sealed. Your desk writes to you there."))
    countries = CodesField(COUNTRIES, label=_("I do not work in"), help_text=SEPARATED)
    organisations = forms.CharField(
        label=_("I do not work with these organisations"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The id of each, on a line of its own. You find it at the end of the address of its page."),
    )
    people = forms.CharField(
        label=_("I do not work with these people"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line. Kept sealed, for your desk only."),
    )

    def clean_people(self) -> list[str]:
        """One entry per line."""
        lines = _lines(self.cleaned_data["people"])
        for line in lines:
            plain_text(line)
        return [line[:200] for line in lines]

    def clean_organisations(self) -> list[str]:
        """Ids that are here; what stood before may stay."""
        lines = _lines(self.cleaned_data["organisations"])
        stood = set(_lines(self.initial.get("organisations", "")))
        listed = Organisation.objects.listed().filter(public_id__in=lines).values_list("public_id", flat=True)
        unknown = [line for line in lines if line not in stood | set(listed)]
        if unknown:
            raise forms.ValidationError(_("Not known here: %(names)s"), params={"names": "; ".join(unknown)})
        return lines


def read_reach(record: Record) -> Given:
    """From a record."""
    own = record["exclusions"]
    return {
        "email": record["email"],
        "countries": own["countries"],
        "organisations": "\n".join(own["organisations"]),
        "people": "\n".join(own["people"]),
    }


def write_reach(given: Given, _record: Record) -> Record:
    """To fields of a record."""
    return {
        "email": given["email"],
        "exclusions": {name: given[name] for name in ("countries", "organisations", "people")},
    }


class ConsentsForm(forms.Form):
    """Until when each attribute may be matched by; an empty day is no consent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A day for each attribute."""
        super().__init__(*args, **kwargs)
        for code, label in FacilitatorAttribute.choices:
            self.fields[code] = forms.DateField(label=label, required=False, widget=DateInput())

    def clean(self) -> Given:
        """A new day is one to come, within two years; what stood may stay."""
        given, today = super().clean() or {}, timezone.localdate()
        for code, day in list(given.items()):
            if day and day.isoformat() != self.initial.get(code) and not today <= day <= today + TWO_YEARS:
                self.add_error(code, _("Choose a day from today on and within two years."))
        return given


def read_consents(record: Record) -> Given:
    """From a record."""
    return {each["code"]: each["expires"] for each in record["facilitator_attributes"]}


def write_consents(given: Given, record: Record) -> Record:
    """To fields of a record: a day that is new was agreed on today."""
    before = {each["code"]: each for each in record["facilitator_attributes"]}
    today = timezone.localdate().isoformat()
    wanted = []
    for code in kept_order(list(before), [code for code, day in given.items() if day]):
        until = given[code].isoformat()
        same = code in before and before[code]["expires"] == until
        wanted.append(before[code] if same else {"code": code, "consented": today, "expires": until})
    return {"facilitator_attributes": wanted}


class SeenForm(forms.Form):
    """Who may see each field; what no public page ever shows can only be closed further."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A choice for each field."""
        super().__init__(*args, **kwargs)
        for field in TIERED:
            stands = OPENNESS.index(Tier(self.initial.get(field, Tier.DESK)))
            most = stands if field in NEVER_OPEN else len(OPENNESS) - 1
            offered = [(tier.value, tier.label) for tier in OPENNESS[: most + 1]]
            self.fields[field] = forms.ChoiceField(label=LABELS[field], choices=offered)


def read_seen(record: Record) -> Given:
    """From a record."""
    return dict(record["tiers"])


def write_seen(given: Given, _record: Record) -> Record:
    """To fields of a record."""
    return {"tiers": dict(given)}


class PauseForm(forms.Form):
    """Off the list until a day."""

    back_on = forms.DateField(label=_("I am back on"), widget=DateInput())

    def clean_back_on(self) -> dt.date:
        """A day to come, within a year."""
        day: dt.date = self.cleaned_data["back_on"]
        today = timezone.localdate()
        if not today < day <= today + dt.timedelta(days=366):
            raise forms.ValidationError(_("Choose a day after today and within a year."))
        return day


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
