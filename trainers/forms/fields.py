"""Fields whose faults say what to do, and that show again whatever was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from trainers.forms.who_fits import PICK_ONE, Choice

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 5_000
# Control characters but line ends and tabs, and the two marks that turn letters around one by one.
UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e]")
TAKEN_OUT: Final = _(
    "There was a character in it that cannot be kept. It is taken out: look at the text and send it again"
)


def shown_again(typed: str) -> str:
    """What a field shows after a fault: all that was typed and can be kept."""
    return UNSEEN.sub("", typed)


class Text(forms.CharField):
    """Words of their own: a line end is one sign, so that a limit counts what they see."""

    def __init__(
        self, label: StrOrPromise, hint: StrOrPromise = "", missing: StrOrPromise = "", *, long: bool = False
    ) -> None:
        most = LONGEST_TEXT if long else LONGEST_LINE
        too_long = _("Write at most 5,000 characters") if long else _("Write at most 200 characters")
        messages = {"required": missing, "max_length": too_long, "null_characters_not_allowed": TAKEN_OUT}
        super().__init__(
            label=label,
            help_text=hint,
            required=bool(missing),
            max_length=most,
            error_messages=messages,
            widget=forms.Textarea() if long else forms.TextInput(),
        )

    def to_python(self, value: Any) -> str:
        """The text with plain line ends."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: Any) -> None:
        """Refuse what nobody sees, so that nobody is shown a text other than the one that was meant."""
        if UNSEEN.search(value):
            raise forms.ValidationError(TAKEN_OUT)
        super().validate(value)

    def bound_data(self, data: Any, initial: Any) -> str:
        """What the field shows again."""
        return shown_again(str(data or ""))


class Number(forms.IntegerField):
    """A whole number in any digits."""

    def __init__(self, label: StrOrPromise, most: int, out: StrOrPromise, hint: StrOrPromise = "", **more: Any) -> None:
        messages = {
            "required": _("Write a number"),
            "invalid": _("Write a number, in digits"),
            "min_value": out,
            "max_value": out,
        }
        super().__init__(label=label, help_text=hint, min_value=1, max_value=most, error_messages=messages, **more)

    def bound_data(self, data: Any, initial: Any) -> str:
        """What the field shows again."""
        return shown_again(str(data or ""))


class Day(forms.DateField):
    """A day, as browsers send it or as people write it."""

    def __init__(self, label: StrOrPromise, hint: StrOrPromise = "") -> None:
        messages = {"invalid": _("Write a day such as 2027-03-31")}
        formats = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
        super().__init__(label=label, help_text=hint, required=False, input_formats=formats, error_messages=messages)

    def bound_data(self, data: Any, initial: Any) -> str:
        """What the field shows again."""
        return shown_again(str(data or ""))


def one(label: StrOrPromise, choices: Iterable[Choice], hint: StrOrPromise = "") -> forms.ChoiceField:
    """One of some answers."""
    pairs = [(choice.value, choice.label) for choice in choices]
    return forms.ChoiceField(label=label, help_text=hint, choices=pairs, error_messages=PICK_ONE)


def some(
    label: StrOrPromise, choices: Iterable[Choice] = (), hint: StrOrPromise = "", missing: StrOrPromise = ""
) -> forms.MultipleChoiceField:
    """As many of some answers as are true."""
    pairs = [(choice.value, choice.label) for choice in choices]
    errors = {"required": missing, "invalid_choice": _("Choose among these answers only")}
    return forms.MultipleChoiceField(
        label=label, help_text=hint, choices=pairs, required=bool(missing), error_messages=errors
    )
