"""Fields of asking to be listed: plain texts, names one on each line, and choices that know how they are drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.templatetags.hub import number
from trainers import text
from trainers.forms import fields
from trainers.forms.fields import TAKEN_OUT
from trainers.forms.who_fits import PICK_ONE, Choice

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Find = Callable[[str, str], str | None]
MARKUP: Final = _("Write plain words: no signs such as <b> and no codes such as &amp;")
LINES: Final = re.compile(r"[\n;؛]")
COMMAS: Final = re.compile(r"[,،、]")
KEPT_BREAKS: Final = str.maketrans("\n\t", "  ")


class Plain(fields.Text):
    """Words that may stand in the directory: nothing unseen in them, and no markup."""

    def __init__(self, label: StrOrPromise, hint: StrOrPromise = "", missing: StrOrPromise = "", **more: Any) -> None:
        self.most: int | None = more.pop("most", None)
        super().__init__(label, hint, missing, **more)

    def validate(self, value: Any) -> None:
        """Refuse what is unseen or turns letters around, and what looks like markup."""
        super().validate(value)
        fault = text.fault(value.translate(KEPT_BREAKS))
        if fault:
            raise forms.ValidationError(MARKUP if fault == "holds markup" else TAKEN_OUT)
        if self.most and len(value) > self.most:
            raise forms.ValidationError(gettext("Write at most %(most)s characters") % {"most": number(self.most)})

    def bound_data(self, data: Any, initial: Any) -> str:
        """All that was typed and can be kept."""
        return shown_again(str(data or ""))


def shown_again(typed: str) -> str:
    """What a field shows after a fault: all but letters that nobody sees."""
    return "".join(letter for letter in typed if letter in "\r\n\t" or text.fault(letter) is None)


class Lines(Plain):
    """Several names, one on each line."""

    def __init__(self, label: StrOrPromise, hint: StrOrPromise = "", missing: StrOrPromise = "") -> None:
        super().__init__(label, hint, missing, long=True)
        self.widget = forms.Textarea(attrs={"rows": 3})


def lines(typed: str) -> list[str]:
    """The names of a list, each once."""
    return list(dict.fromkeys(name.strip() for name in LINES.split(typed) if name.strip()))


def codes(typed: str, find: Find, reader: str, most: int) -> list[str]:
    """The codes of the names of a list. Raises ValidationError, which names what is not known."""
    found: dict[str, str | None] = {}
    for name in lines(typed):
        code = find(name, reader)
        several = [name] if code else [part.strip() for part in COMMAS.split(name) if part.strip()]
        found.update({part: code or find(part, reader) for part in several})
    unknown = [name for name, code in found.items() if code is None]
    if unknown:
        names = ", ".join(f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}" for name in unknown[:5])
        raise forms.ValidationError(
            gettext("We do not know this name: %(names)s. Write each on a line of its own") % {"names": names}
        )
    if len(found) > most:
        raise forms.ValidationError(gettext("Write at most %(most)s names") % {"most": number(most)})
    return list(dict.fromkeys(code for code in found.values() if code))


def pick(
    label: StrOrPromise, choices: Iterable[Choice], hint: StrOrPromise = "", *, first: str | None = None
) -> forms.ChoiceField:
    """One answer of a few, each with its line, drawn one below the other."""
    shown = tuple(choices)
    pairs = [(choice.value, choice.label) for choice in shown]
    field = forms.ChoiceField(label=label, help_text=hint, choices=pairs, error_messages=PICK_ONE, initial=first)
    field.shown = shown  # type: ignore[attr-defined]
    return field


def select(
    label: StrOrPromise, choices: type[Any], hint: StrOrPromise = "", *, first: str | None = None
) -> forms.ChoiceField:
    """One answer of a short list, drawn as a list to pull down."""
    pairs = [(str(value), name) for value, name in choices.choices]
    return forms.ChoiceField(label=label, help_text=hint, choices=pairs, error_messages=PICK_ONE, initial=first)


def pick_some(
    label: StrOrPromise, choices: Iterable[Choice] = (), hint: StrOrPromise = "", missing: StrOrPromise = ""
) -> forms.MultipleChoiceField:
    """As many answers as are true."""
    shown = tuple(choices)
    field = fields.some(label, shown, hint, missing)
    field.shown = shown  # type: ignore[attr-defined]
    return field
