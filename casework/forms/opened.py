"""The forms of somebody who comes back to a case: code and passphrase, a message, how to be told, erasing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.needs import Contact

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_SECRET: Final = 300
LONGEST_MESSAGE: Final = 5000
LONGEST_WAY: Final = 1000
UNSEEN: Final = _("There was a sign in it that cannot be kept. It is taken out: look at the text and send it again")
WAYS: Final = (
    ("code", _("I come back here with my code")),
    ("contact", _("The desk reaches me the way I say")),
)


class Words(forms.CharField):
    """What somebody wrote: a line end is one sign, so that a limit counts what they see; NUL is refused."""

    def __init__(self, *, missing: StrOrPromise = "", too_long: StrOrPromise, **kwargs: Any) -> None:
        messages = {"required": missing, "max_length": too_long, "null_characters_not_allowed": UNSEEN}
        super().__init__(required=bool(missing), error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        """The text with plain line ends."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")

    def bound_data(self, data: Any, initial: Any) -> str:
        """What the field shows again after a fault: all that can be kept of it."""
        return str(data or "").replace("\x00", "")


class Form(forms.Form):
    """A form that says what is to be put right itself: browsers differ, and not all of them say it."""

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="f-%s", initial=initial, use_required_attribute=False)

    def faults(self) -> list[dict[str, Any]]:
        """What is to be put right, each leading to its field."""
        return [
            {"id": self[name].auto_id, "label": self[name].label, "text": text}
            for name, texts in self.errors.items()
            for text in texts
        ]


class OpenForm(Form):
    """The two secrets that open a case. Whether they are right is no matter of the form."""

    code = Words(
        label=_("Case code"),
        max_length=LONGEST_SECRET,
        missing=_("Type the case code that you wrote down"),
        too_long=_("A case code has 12 letters and digits"),
    )
    passphrase = Words(
        label=_("Passphrase"),
        max_length=LONGEST_SECRET,
        missing=_("Type the passphrase that you wrote down"),
        too_long=_("A passphrase has seven words, or seven groups of digits"),
    )


class MessageForm(Form):
    """A message to the desk."""

    say = Words(
        label=_("Write to the desk"),
        max_length=LONGEST_MESSAGE,
        missing=_("Write your message first"),
        too_long=_("Write at most 5,000 characters, or send two messages"),
    )


class ContactForm(Form):
    """How somebody wants to hear from the desk, and what must never happen."""

    tell = forms.ChoiceField(
        label=_("How do you want to hear from us?"),
        choices=WAYS,
        error_messages={"required": _("Choose one answer"), "invalid_choice": _("Choose one of these answers")},
    )
    address = Words(
        label=_("How can the desk reach you safely?"),
        max_length=LONGEST_WAY,
        too_long=_("Write at most 1,000 characters"),
    )
    never = Words(
        label=_("What must never be done or said?"),
        max_length=LONGEST_WAY,
        too_long=_("Write at most 1,000 characters"),
    )

    def clean(self) -> dict[str, Any]:
        """Who wants to be reached says how."""
        given = {**self.cleaned_data}
        if given.get("tell") == "contact" and not given.get("address") and "address" not in self.errors:
            self.add_error("address", _("Write how the desk can reach you"))
        return given

    def contact(self) -> Contact:
        """The answer, as the case keeps it."""
        given = self.cleaned_data
        return Contact(tell=given["tell"], address=given["address"], never=given["never"])


class EraseForm(Form):
    """The tick that makes erasing a decision."""

    sure = forms.BooleanField(
        label=_("Yes, erase all of it"),
        error_messages={"required": _("Tick the box if you want to erase the case")},
    )
