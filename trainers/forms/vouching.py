"""The questions of vouching: for what, until when, from whose knowledge; and why it changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from trainers import vouched
from trainers.choices import VouchedFor
from trainers.forms.sheet import DateInput
from trainers.models import Desk, Vouching

LONGEST = 1_000


class VouchForm(forms.Form):
    """What a desk says when it vouches, for the first time or again."""

    desk = forms.ModelChoiceField(Desk.objects.none(), label=_("Desk"))
    for_what = forms.MultipleChoiceField(
        label=_("The desk vouches for"), choices=VouchedFor.choices, widget=forms.CheckboxSelectMultiple
    )
    until = forms.DateField(label=_("Until this day"), widget=DateInput())
    knowledge = forms.CharField(
        label=_("From whose knowledge"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who knows them, and from what. Kept sealed, for desks only."),
    )
    reason = forms.CharField(
        label=_("Why now"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Colleagues read it later. Kept sealed."),
    )

    def __init__(self, *args: Any, desks: Any, row: Vouching | None, today: dt.date, **kwargs: Any) -> None:
        """Offer one's own desks, and what stood before."""
        stood = {"desk": row.desk_id, "for_what": row.for_what, "knowledge": row.knowledge} if row else {}
        super().__init__(*args, **{**kwargs, "initial": stood})
        self.fields["desk"].queryset = desks  # type: ignore[attr-defined]
        last = vouched.latest(today, settings.HUB_VOUCHING_MONTHS)
        self.fields["until"].widget.attrs |= {"min": today.isoformat(), "max": last.isoformat()}


class ReasonForm(forms.Form):
    """Why a vouching is suspended, resumed or withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Colleagues read it later. Kept sealed."),
    )
