"""What a coordinator fills in about an application."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trainers.choices import Risk, VouchedFor
from trainers.forms.sheet import DateInput
from trainers.joining.choices import Refusal
from trainers.joining.fields import Plain
from trainers.models import Organisation

A_YEAR = dt.timedelta(days=365)


class DeskForm(forms.Form):
    """A form of the screen of one application; it says which version somebody has read."""

    act = ""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, prefix=self.act, use_required_attribute=False, **more)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4


class AskForm(DeskForm):
    """A question to whoever asked to be listed."""

    act = "ask"
    text = Plain(
        _("Your question"),
        _("They read it behind their code; this site writes to nobody."),
        _("Write a question"),
        long=True,
    )


class RefuseForm(DeskForm):
    """Why somebody is not listed."""

    act = "refuse"
    code = forms.ChoiceField(
        label=_("Reason"), help_text=_("They read this sentence in their own language."), choices=Refusal.choices
    )
    text = Plain(
        _("What you want to say to it"), _("In a language they read. They see it behind their code."), long=True
    )

    def clean(self) -> dict[str, Any]:
        """Another reason is said."""
        given = dict(self.cleaned_data)
        if given.get("code") == Refusal.OTHER and not given.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write the reason"))
        return given


class DuplicateForm(DeskForm):
    """That they are there already."""

    act = "duplicate"
    text = Plain(_("What you want to say to it"), _("Such as which profile it is, if they may know."), long=True)


class ListForm(DeskForm):
    """List an organisation: the box says that somebody has looked."""

    act = "list"
    looked = forms.BooleanField(label=_("I have checked that they are who they say, and that they want this"))


class VouchForm(ListForm):
    """List a trainer and vouch for them."""

    until = forms.DateField(label=_("Vouched for until"), widget=DateInput())
    for_what = forms.MultipleChoiceField(
        label=_("What the desk vouches for"), choices=VouchedFor.choices, widget=forms.CheckboxSelectMultiple
    )
    knowledge = Plain(
        _("From whose knowledge?"),
        _("Who of the desk or its partners knows this person, and from what."),
        _("Write who knows them"),
    )
    reason = Plain(_("Reason, for the record"), _("Only desks read it."), _("Write the reason"))
    clearance = forms.ChoiceField(
        label=_("Cleared for risk up to"),
        choices=(("", _("Not known yet: no match where there is a risk")), *Risk.choices),
        required=False,
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), to_field_name="public_id", label=_("Organisation"), required=False
    )
    field_order = ("until", "for_what", "knowledge", "reason", "clearance", "organisation", "looked")
