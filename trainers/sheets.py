"""A desk's sheet as one thing: several forms read, checked and written together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from trainers.forms import sheet
from trainers.models import (
    Availability,
    AvailabilityPeriod,
    AvailabilitySlot,
    Consent,
    Exclusions,
    LivedIn,
    Organisation,
    OrganisationContact,
    Pause,
    Trainer,
    TrainerContact,
    TrainerTiers,
    Travels,
    WorkTerms,
)

ConsentSet = forms.formset_factory(sheet.ConsentForm, extra=1, can_delete=True, max_num=6)
SlotSet = forms.formset_factory(sheet.SlotForm, extra=2, can_delete=True, max_num=60)
PeriodSet = forms.formset_factory(sheet.PeriodForm, extra=2, can_delete=True, max_num=60)


class TrainerSheet:
    """Everything about a trainer that is for the desk."""

    def __init__(self, trainer: Trainer, data: Any = None) -> None:
        """Fill the forms from the rows, or from what was sent."""
        self.trainer = trainer
        terms = getattr(trainer, "terms", None) or WorkTerms(trainer=trainer)
        tiers = getattr(trainer, "tiers", None) or TrainerTiers(trainer=trainer)
        unknown = {"accepts_unknown": terms.accepts is None, "accepts": terms.accepts or []}
        self.tiers = sheet.TiersForm(data, instance=tiers, prefix="tiers")
        self.contact = sheet.ContactForm(data, initial=_contact(trainer), prefix="contact")
        self.terms = sheet.TermsForm(data, instance=terms, initial=unknown, prefix="terms")
        self.limits = sheet.LimitsForm(data, initial=_limits(trainer), prefix="limits")
        self.consents = ConsentSet(data, initial=_consents(trainer), prefix="consents")
        self.times = sheet.TimesForm(data, initial=_times(trainer), prefix="times")
        self.slots = SlotSet(data, initial=_slots(trainer), prefix="slots")
        self.periods = PeriodSet(data, initial=_periods(trainer), prefix="periods")

    def parts(self) -> list[tuple[Any, Any]]:
        """Headings and forms, in the order of work."""
        return [
            (_("Contact"), self.contact),
            (_("What they agreed to, and capacity"), self.terms),
            (_("Where they can work, and where not"), self.limits),
            (_("Matching by attribute, with consent"), self.consents),
            (_("When they can work"), self.times),
            (_("Open times in each week"), self.slots),
            (_("Periods"), self.periods),
            (_("Who may see what"), self.tiers),
        ]

    def is_valid(self) -> bool:
        """Whether all parts are; each says what is wrong with it."""
        wrong = [form for _heading, form in self.parts() if not form.is_valid()]
        return not wrong

    @transaction.atomic
    def save(self) -> None:
        """Write everything, or nothing."""
        trainer, limits = self.trainer, self.limits.cleaned_data
        self.tiers.save()
        self.terms.instance.accepts = self.terms.cleaned_data["accepts"]
        self.terms.save()
        TrainerContact(trainer=trainer, email=self.contact.cleaned_data["email"]).save()
        sealed = {name: limits[name] for name in ("countries", "organisations", "people", "cannot_enter")}
        Exclusions(trainer=trainer, **sealed).save()
        _replace(LivedIn, trainer, [{"code": code} for code in limits["lived_in"]])
        _replace(Travels, trainer, [{"code": code} for code in limits["travels"]])
        _replace(Consent, trainer, _kept(self.consents))
        self._save_pause()
        self._save_times()

    def _save_pause(self) -> None:
        back_on = self.times.cleaned_data["back_on"]
        if back_on:
            Pause(trainer=self.trainer, back_on=back_on).save()
            return
        # One by one: who listens to rows that go, such as the search, is told.
        for row in Pause.objects.filter(trainer=self.trainer):
            row.delete()

    def _save_times(self) -> None:
        Availability.objects.filter(trainer=self.trainer).delete()
        given = self.times.cleaned_data
        if not given["known"]:
            return
        times = Availability.objects.create(trainer=self.trainer, timezone=given["timezone"] or "UTC")
        AvailabilitySlot.objects.bulk_create(AvailabilitySlot(availability=times, **row) for row in _kept(self.slots))
        AvailabilityPeriod.objects.bulk_create(
            AvailabilityPeriod(availability=times, **row) for row in _kept(self.periods)
        )


class OrganisationSheet:
    """An organisation's contact and its tiers."""

    def __init__(self, organisation: Organisation, data: Any = None) -> None:
        """Fill the form from the row, or from what was sent."""
        self.organisation = organisation
        contact = getattr(organisation, "contact", None) or OrganisationContact(organisation=organisation)
        names = ("email", "name_tier", "email_tier", "website_tier")
        self.form = sheet.OrganisationSheetForm(data, initial={name: getattr(contact, name) for name in names})

    def parts(self) -> list[tuple[Any, Any]]:
        """One part."""
        return [(_("Contact"), self.form)]

    def is_valid(self) -> bool:
        """Whether the form is."""
        return self.form.is_valid()

    def save(self) -> None:
        """Write it."""
        OrganisationContact(organisation=self.organisation, **self.form.cleaned_data).save()


def _kept(formset: Any) -> list[dict[str, Any]]:
    rows = [form.cleaned_data for form in formset.forms if form.cleaned_data and not form.cleaned_data["DELETE"]]
    return [{name: value for name, value in row.items() if name != "DELETE"} for row in rows]


def _replace(model: Any, trainer: Trainer, rows: list[dict[str, Any]]) -> None:
    model.objects.filter(trainer=trainer).delete()
    model.objects.bulk_create(model(trainer=trainer, **row) for row in rows)


def _contact(trainer: Trainer) -> dict[str, Any]:
    contact = getattr(trainer, "contact", None)
    return {"email": contact.email if contact else ""}


def _limits(trainer: Trainer) -> dict[str, Any]:
    own = getattr(trainer, "exclusions", None) or Exclusions()
    return {
        "lived_in": [row.code for row in trainer.lived_in.all()],
        "travels": [row.code for row in trainer.travels.all()],
        "cannot_enter": own.cannot_enter,
        "countries": own.countries,
        "organisations": own.organisations,
        "people": "\n".join(own.people),
    }


def _consents(trainer: Trainer) -> list[dict[str, Any]]:
    rows = trainer.consents.all()
    return [{"code": row.code, "consented": row.consented, "expires": row.expires} for row in rows]


def _times(trainer: Trainer) -> dict[str, Any]:
    times = getattr(trainer, "availability", None)
    pause = getattr(trainer, "pause", None)
    return {
        "known": times is not None,
        "timezone": times.timezone if times else "",
        "back_on": pause.back_on if pause else None,
    }


def _slots(trainer: Trainer) -> list[dict[str, Any]]:
    times = getattr(trainer, "availability", None)
    return [{"day": row.day, "opens": row.opens, "closes": row.closes} for row in times.slots.all()] if times else []


def _periods(trainer: Trainer) -> list[dict[str, Any]]:
    times = getattr(trainer, "availability", None)
    rows = times.periods.all() if times else []
    return [{"first": row.first, "last": row.last, "closed": row.closed} for row in rows]
