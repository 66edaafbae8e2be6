"""The questions of one row: a language, a topic, a text, an open time, a period."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from trainers.choices import DAY_CODES, Day, Experience, LanguageLevel, TopicLevel
from trainers.forms.code_lists import find_language
from trainers.forms.sheet import DateInput
from trainers.models.base import plain_text
from trainers.own.forms import Given
from vocabulary.models import Scheme

NONE: Final = ("", "–")


def _language(text: str) -> str:
    """The tag of a language that was named; nothing of nothing. Raises ValidationError."""
    found = find_language(text) if text else ""
    if found is None:
        raise forms.ValidationError(_("There is no language of this name. Write a name, or a code such as quc."))
    return found


class RowForm(forms.Form):
    """One row; `first` names the field that makes it one."""

    first = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is asked of a row that is empty."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def clean(self) -> Given:
        """A row that has begun is whole."""
        given = super().clean() or {}
        begun = given.get(self.first) not in (None, "") or self.first in self.errors
        for name, value in list(given.items()):
            if begun and value in (None, ""):
                self.add_error(name, _("This is missing."))
        return given


class LanguageForm(RowForm):
    """A language, how well, and whether they train in it."""

    first = "code"
    code = forms.CharField(label=_("Language"), max_length=60)
    level = forms.ChoiceField(label=_("Level"), choices=[NONE, *LanguageLevel.choices])
    can_train = forms.BooleanField(label=_("I train in it"))

    def clean_code(self) -> str:
        """A language by name or code."""
        return _language(self.cleaned_data["code"])


class TermForm(RowForm):
    """A term of the vocabulary and how far."""

    first = "code"
    code = forms.ChoiceField(label=_("Topic"))
    level = forms.TypedChoiceField(label=_("Depth"), coerce=int, empty_value=None)
    scheme: str = Scheme.TOPIC
    steps: tuple[Any, ...] = tuple(TopicLevel.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the terms of the list."""
        offered = kwargs.pop("offered")
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [NONE, *offered]  # type: ignore[attr-defined]
        self.fields["level"].choices = [NONE, *self.steps]  # type: ignore[attr-defined]


class GroupForm(TermForm):
    """An at-risk group and how much experience."""

    code = forms.ChoiceField(label=_("Group"))
    level = forms.TypedChoiceField(label=_("Experience"), coerce=int, empty_value=None)
    scheme = Scheme.AT_RISK_GROUP
    steps = tuple(Experience.choices)


class SummaryForm(RowForm):
    """A text in one language."""

    first = "text"
    language = forms.CharField(label=_("Language of this text"), max_length=60)
    text = forms.CharField(
        label=_("Text"), max_length=2000, validators=[plain_text], widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_language(self) -> str:
        """A language by name or code."""
        return _language(self.cleaned_data["language"])

    def clean_text(self) -> str:
        """One line: blanks of every kind become one blank."""
        return " ".join(str(self.cleaned_data["text"]).split())

    def clean(self) -> Given:
        """A language alone is no text."""
        given = forms.Form.clean(self) or {}
        if given.get("text") and not given.get("language") and "language" not in self.errors:
            self.add_error("language", _("This is missing."))
        return given


class SlotForm(RowForm):
    """An open time in each week."""

    first = "day"
    day = forms.ChoiceField(label=_("Day"), choices=[NONE, *((DAY_CODES[day], day.label) for day in Day)])
    opens = forms.TimeField(label=_("From"), widget=forms.TimeInput(format="%H:%M"))
    closes = forms.TimeField(label=_("To"), widget=forms.TimeInput(format="%H:%M"))

    def clean(self) -> Given:
        """From before to."""
        given = super().clean()
        if given.get("day") and given.get("opens") and given.get("closes") and given["closes"] <= given["opens"]:
            self.add_error("closes", _("This is before the beginning."))
        return given


class PeriodForm(RowForm):
    """Days in which they work only then, or are away."""

    first = "opens"
    opens = forms.DateField(label=_("First day"), widget=DateInput())
    closes = forms.DateField(label=_("Last day"), widget=DateInput())
    closed = forms.BooleanField(label=_("I am away then"))

    def clean(self) -> Given:
        """First not after last."""
        given = super().clean()
        if given.get("opens") and given.get("closes") and given["closes"] < given["opens"]:
            self.add_error("closes", _("This is before the beginning."))
        return given
