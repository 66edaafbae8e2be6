"""The desk's sheet of a trainer or an organisation: what the public never reads, edited apart from the profile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trainers.choices import TIERED, Accepts, FacilitatorAttribute, Tier
from trainers.forms.code_lists import COUNTRIES, PLACES, SEPARATED, CodesField
from trainers.models import AvailabilityPeriod, AvailabilitySlot, Organisation, TrainerTiers, WorkTerms
from trainers.models.base import plain_text
from trainers.zones import known_zone


class DateInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        """Written as browsers want it."""
        super().__init__(format="%Y-%m-%d")


class TiersForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who may see each field."""

    class Meta:
        """All fields that carry a tier."""

        model = TrainerTiers
        fields = list(TIERED)


class ContactForm(forms.Form):
    """How the desk reaches a trainer."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("Kept sealed. It is on no public page."))


class TermsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a trainer agreed to and has room for."""

    accepts = forms.MultipleChoiceField(
        label=_("Kinds of request"), choices=Accepts.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    accepts_unknown = forms.BooleanField(label=_("We do not know which kinds"), required=False)

    class Meta:
        """All columns, in the order of work."""

        model = WorkTerms
        fields = [
            "accepts",
            "risk_clearance",
            "hours_per_quarter",
            "committed_hours",
            "last_quarter_hours",
            "accompaniment_hours_per_month",
            "max_days_per_trip",
            "notice_weeks",
            "last_offered",
        ]
        widgets = {"last_offered": DateInput()}

    def clean(self) -> dict[str, Any]:
        """Unknown is not none."""
        given = super().clean() or {}
        if given.get("accepts_unknown"):
            given["accepts"] = None
        return given


class LimitsForm(forms.Form):
    """Where and with whom a trainer works, and where not."""

    lived_in = CodesField(COUNTRIES, label=_("Has lived in"), help_text=SEPARATED)
    travels = CodesField(PLACES, label=_("Willing to go to"), help_text=SEPARATED)
    cannot_enter = CodesField(COUNTRIES, label=_("Cannot enter, or not safely"), help_text=SEPARATED)
    countries = CodesField(COUNTRIES, label=_("Will not work in"), help_text=SEPARATED)
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.all(), to_field_name="public_id", label=_("Will not work with"), required=False
    )
    people = forms.CharField(
        label=_("People they will not work with"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line. Kept sealed, for the desk only."),
    )

    def clean_people(self) -> list[str]:
        """One entry per line."""
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines() if line.strip()]
        for line in lines:
            plain_text(line)
        return list(dict.fromkeys(line[:200] for line in lines))

    def clean_organisations(self) -> list[str]:
        """Their ids."""
        return [row.public_id for row in self.cleaned_data["organisations"]]


class ConsentForm(forms.Form):
    """An attribute that a trainer agreed to be matched by."""

    code = forms.ChoiceField(label=_("Attribute"), choices=FacilitatorAttribute.choices)
    consented = forms.DateField(label=_("Agreed on"), widget=DateInput())
    expires = forms.DateField(label=_("Until"), widget=DateInput())

    def clean(self) -> dict[str, Any]:
        """A consent does not end before it begins."""
        given = super().clean() or {}
        if given.get("consented") and given.get("expires") and given["expires"] < given["consented"]:
            self.add_error("expires", _("This is before the day it was agreed on."))
        return given


class TimesForm(forms.Form):
    """Whether it is known when a trainer can work, and a pause."""

    back_on = forms.DateField(
        label=_("Paused until"),
        required=False,
        widget=DateInput(),
        help_text=_("Off the list and out of matching; back by themselves on that day."),
    )
    known = forms.BooleanField(label=_("We know when they can work"), required=False)
    timezone = forms.CharField(
        label=_("Time zone"), required=False, validators=[known_zone], help_text=_("Such as Africa/Dakar.")
    )


class SlotForm(forms.ModelForm):  # type: ignore[type-arg]
    """An open time in each week."""

    class Meta:
        """Day and times."""

        model = AvailabilitySlot
        fields = ["day", "opens", "closes"]


class PeriodForm(forms.ModelForm):  # type: ignore[type-arg]
    """Days in which a trainer works only then, or not at all."""

    class Meta:
        """From day to day."""

        model = AvailabilityPeriod
        fields = ["first", "last", "closed"]
        widgets = {"first": DateInput(), "last": DateInput()}


class OrganisationSheetForm(forms.Form):
    """An organisation's contact, and who may see it."""

    email = forms.EmailField(label=_("E-mail"))
    name_tier = forms.ChoiceField(label=_("Who sees the name"), choices=Tier.choices)
    email_tier = forms.ChoiceField(label=_("Who sees the e-mail"), choices=Tier.choices)
    website_tier = forms.ChoiceField(label=_("Who sees the website"), choices=Tier.choices)
