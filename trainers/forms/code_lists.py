"""Lists of countries, regions and languages in the admin: written as names, kept as codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub import languages
from hub.stamps import RowForm
from trainers import addresses
from vocabulary import places, tongues


def _reader() -> str:
    return get_language() or languages.DEFAULT.code


def find_place(text: str) -> str | None:
    """A country or region by name or code."""
    return places.find(text, _reader())


def find_country(text: str) -> str | None:
    """A country by name or code."""
    found = find_place(text)
    return found if found and places.is_country(found) else None


def find_language(text: str) -> str | None:
    """A language by name or code."""
    if tongues.is_tag(text):
        return text
    wanted = places.fold(text)
    return next((code for name, code in tongues.by_name(_reader()).items() if places.fold(name) == wanted), None)


@dataclass(frozen=True)
class Codes:
    """How the codes of one sort are written and read."""

    find: Callable[[str], str | None]
    say: Callable[[str, str], str]


PLACES = Codes(find_place, places.name)
COUNTRIES = Codes(find_country, places.name)
LANGUAGES = Codes(find_language, languages.display_name)


class CodesField(forms.CharField):
    """Names or codes separated by semicolons; the names are those of the reader's language or English."""

    def __init__(self, codes: Codes, **kwargs: Any) -> None:
        """Which codes are meant."""
        self.codes = codes
        self.widget = forms.Textarea(attrs={"rows": 2})
        super().__init__(required=kwargs.pop("required", False), widget=self.widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The names of the codes, as they are edited."""
        if isinstance(value, list | tuple):
            return "; ".join(self.codes.say(code, _reader()) for code in value)
        return value

    def clean(self, value: Any) -> list[str]:
        """The codes, each once, in the order they were written."""
        text = super().clean(self.prepare_value(value))
        names = [name.strip() for name in text.replace("\n", ";").split(";") if name.strip()]
        found = {name: self.codes.find(name) for name in names}
        unknown = [name for name, code in found.items() if code is None]
        if unknown:
            raise ValidationError(_("Not known here: %(names)s. Write names or codes.") % {"names": "; ".join(unknown)})
        return list(dict.fromkeys(code for code in found.values() if code))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other codes are meant, however they are written."""
        try:
            return self.clean(data) != list(initial or [])
        except ValidationError:
            return True


class EntryForm(RowForm):
    """A form of an entry; `code_lists` names the relations that are edited as one field each."""

    code_lists: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill the lists from the entry's rows; an id that others may have written down stays."""
        super().__init__(*args, **kwargs)
        if self.instance.pk and "public_id" in self.fields:
            self.fields["public_id"].disabled = True
        for field, relation in self.code_lists.items():
            if field in self.fields:
                self.initial[field] = [row.code for row in getattr(self.instance, relation).all()]

    def clean_public_id(self) -> str:
        """An id whose page has an address of its own."""
        given: str = self.cleaned_data["public_id"]
        if not self.instance.pk and given in addresses.taken(self.instance._meta.model_name):
            raise ValidationError(_("This is the address of another page. Choose another id."))
        return given

    def save(self, commit: bool = True) -> Any:
        """Turn the lists into rows, keeping those that stay."""
        for field, relation in self.code_lists.items():
            if field in self.cleaned_data:
                rows = getattr(self.instance, relation)
                before = {row.code: row for row in rows.all()}
                codes = self.cleaned_data[field]
                rows.set([before.get(code) or rows.model(code=code) for code in codes])
        return super().save(commit=commit)


SEPARATED = _("Names or codes, separated by semicolons.")


class DeskForm(EntryForm):
    """A desk in the admin."""

    code_lists = {"served": "places", "spoken": "languages"}
    served = CodesField(PLACES, label=_("Countries and regions served"), help_text=SEPARATED, required=True)
    spoken = CodesField(LANGUAGES, label=_("Languages"), help_text=SEPARATED, required=True)


class OrganisationForm(EntryForm):
    """An organisation in the admin."""

    code_lists = {"works_in": "places", "spoken": "languages"}
    works_in = CodesField(PLACES, label=_("Countries and regions"), help_text=SEPARATED)
    spoken = CodesField(LANGUAGES, label=_("Languages"), help_text=SEPARATED, required=True)


class TrainerForm(EntryForm):
    """A trainer in the admin."""

    code_lists = {"worked": "worked_in"}
    worked = CodesField(COUNTRIES, label=_("Has worked in"), help_text=SEPARATED)
