"""The steps that persons and organisations share: who it is about, their own words, and who may see what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from trainers.choices import Tier
from trainers.forms import naming
from trainers.importing.checks import MAIL
from trainers.joining import questions
from trainers.joining.fields import Plain, pick, select
from trainers.joining.steps import Asking, Said, Step
from vocabulary import tongues

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Who(Step):
    """Who it is about, and which desk it goes to."""

    title = _("Who is to be listed?")
    short = _("Who")

    kind = pick(_("Who is it about?"), questions.KINDS)
    name = Plain(
        _("Under which name?"),
        _("In any script. It need not be the name you are known by elsewhere."),
        _("Write a name"),
        most=questions.LONGEST_NAME,
    )
    name_is = pick(_("If it is about a person: is this your own name?"), questions.NAMES, first="real")
    organisation = Plain(
        _("Which organisation do you work for?"),
        _("Leave it empty if you work on your own, or if this is about the organisation itself."),
        most=questions.LONGEST_NAME,
    )
    country = Plain(
        _("In which country is the base?"),
        _("Nothing finer is ever kept. It decides which desk reads this."),
        _("Write the name of a country"),
    )

    def clean_country(self) -> str:
        """The code of the country that was written."""
        found = naming.country(self.cleaned_data["country"], self.asking.words.reader)
        if found is None:
            raise forms.ValidationError(_("Write a country that we know, as in the list"))
        return found

    def clean_name(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["name"].split())


class Reached(Step):
    """What both persons and organisations say of themselves, and how the desk reaches them."""

    title = _("Your own words, and how we reach you")
    short = _("Words and contact")
    folded = ("summary_2", "language_2", "summary_3", "language_3")
    folded_title = _("The same in other languages")

    summary_1 = Plain(
        _("What should people know about your work?"),
        _("A few sentences. At most 2,000 characters."),
        _("Write some sentences"),
        long=True,
        most=questions.LONGEST_SUMMARY,
    )
    language_1 = Plain(_("In which language is this text?"), "", _("Write the name of a language"))
    summary_2 = Plain(_("The text in a second language"), long=True, most=questions.LONGEST_SUMMARY)
    language_2 = Plain(_("Which language is that?"))
    summary_3 = Plain(_("The text in a third language"), long=True, most=questions.LONGEST_SUMMARY)
    language_3 = Plain(_("And which is that?"))
    email = Plain(
        _("To which e-mail address can the desk write?"),
        _("A new one made for this is best. It is kept sealed; this site itself never writes to it."),
        _("Write an e-mail address"),
    )
    reach = Plain(
        _("Is there a safer way?"),
        _("In your own words: a channel, and a name or number. And what must never be done."),
        long=True,
    )

    def clean_email(self) -> str:
        """An address that mail could go to."""
        given: str = self.cleaned_data["email"].strip()
        if not MAIL.fullmatch(given):
            raise forms.ValidationError(_("Write an address such as name@example.org"))
        return given

    def clean(self) -> dict[str, Any]:
        """Each text with its language, each language once."""
        given, found = dict(self.cleaned_data), {}
        for each in questions.SUMMARIES:
            text, tongue = given.get(f"summary_{each}", ""), given.get(f"language_{each}", "")
            if text and f"language_{each}" not in self.errors:
                code = self._language(tongue)
                if code is None or code in found:
                    self.add_error(f"language_{each}", _("Write which language it is, each once"))
                else:
                    found[code] = " ".join(text.split())
        return {**given, "summary": found}

    def _language(self, typed: str) -> str | None:
        found = naming.language(typed, self.asking.words.reader) if typed else None
        return found if found and tongues.is_tag(found) else None

    def said(self) -> dict[str, Any]:
        """Texts by language, and how to be reached."""
        return {name: self.cleaned_data[name] for name in ("summary", "email", "reach")}


class Seen(Step):
    """Who may see each field; what nobody opens stays with the desk."""

    title = _("Who may see what?")
    short = _("Who sees what")
    of: ClassVar[Mapping[str, StrOrPromise]] = questions.TRAINER_SEEN

    def __init__(self, data: Any, asking: Asking, before: Said) -> None:
        # What was not asked yet when somebody answered stays with the desk; a browser would show the first of the list.
        closed = {f"see-{field}": [Tier.DESK.value] for field in self.of}
        super().__init__(None if data is None else MultiValueDict({**closed, **dict(data.lists())}), asking, before)
        for field, label in self.of.items():
            self.fields[f"see-{field}"] = select(label, Tier, first=Tier.DESK.value)

    def said(self) -> dict[str, Any]:
        """The tier of each field."""
        return {"tiers": {field: self.cleaned_data[f"see-{field}"] for field in self.of}}
