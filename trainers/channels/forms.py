"""The desk's form for ways of contact and for what an entry says in its own words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trainers.channels import checking, keeping
from trainers.channels.kinds import ChannelKind, SayingKind
from trainers.choices import Tier
from trainers.importing.extras import MOST_CHANNELS, MOST_QUESTIONS
from trainers.models.base import DirectoryEntry, known_language, plain_text

LONGEST_TEXT = 2000
LONGEST_QUESTION = 200


class ChannelForm(forms.Form):
    """One way of contact."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ChannelKind.choices)
    value = forms.CharField(
        label=_("Contact"),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr", "spellcheck": "false"}),
        help_text=_("A Signal username or link, an address, or the whole public key."),
    )
    tier = forms.ChoiceField(label=_("Who may see it"), choices=Tier.choices, initial=Tier.DESK)

    def clean(self) -> dict[str, Any]:
        """What it says it is; a key must hold today, unless it stood here before."""
        given = super().clean() or {}
        kind, value = given.get("kind"), given.get("value")
        if kind and value and not given.get("DELETE"):
            stood = value.strip().split() == str(self.initial.get("value", "")).split()
            try:
                given["value"] = checking.normal(kind, value, None if stood else timezone.localdate())[0]
            except checking.UnusableChannelError as reason:
                self.add_error("value", str(reason))
        return given


class SayingForm(forms.Form):
    """A text in one language."""

    kind = forms.ChoiceField(label=_("What"), choices=SayingKind.choices)
    language = forms.CharField(label=_("Language"), max_length=12, help_text=_("Such as es, fr or zh-Hant."))
    text = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Of questions, one on each line.")
    )

    def clean(self) -> dict[str, Any]:
        """A language that there is, and plain text of the length that files allow."""
        given = super().clean() or {}
        known_language(given.get("language", ""), "language")
        lines = [" ".join(line.split()) for line in str(given.get("text", "")).splitlines() if line.strip()]
        for line in lines:
            plain_text(line)
        asks = given.get("kind") == SayingKind.ASK
        if asks and (len(lines) > MOST_QUESTIONS or any(len(line) > LONGEST_QUESTION for line in lines)):
            self.add_error("text", _("Write at most 12 questions, each of at most 200 characters."))
        elif not asks and len(" ".join(lines)) > LONGEST_TEXT:
            self.add_error("text", _("Write at most 2000 characters."))
        return {**given, "lines": lines}


class SayingTiers(forms.Form):
    """Who may read each kind of text."""

    how_they_work = forms.ChoiceField(label=SayingKind.HOW.label, choices=Tier.choices, initial=Tier.DESK)
    questions = forms.ChoiceField(label=SayingKind.ASK.label, choices=Tier.choices, initial=Tier.DESK)


class _OncePerLanguage(forms.BaseFormSet):  # type: ignore[type-arg]
    """Texts of one kind stand once per language."""

    def clean(self) -> None:
        """Refuse a second text in a language."""
        seen = set()
        for form in self.forms:
            given = getattr(form, "cleaned_data", {})
            if given.get("language") and not given.get("DELETE"):
                mark = (given["kind"], given["language"])
                if mark in seen:
                    form.add_error("language", _("This language has a text already."))
                seen.add(mark)


ChannelSet = forms.formset_factory(ChannelForm, extra=1, can_delete=True, max_num=MOST_CHANNELS, validate_max=True)
SayingSet = forms.formset_factory(SayingForm, formset=_OncePerLanguage, extra=1, can_delete=True, max_num=120)


class ContactSheet:
    """All of it as one thing: read, checked and written together."""

    def __init__(self, entry: DirectoryEntry, data: Any = None) -> None:
        """Fill the forms from the rows, or from what was sent."""
        self.entry = entry
        said = keeping.sayings_of(entry)
        texts = [
            {"kind": kind, "language": language, "text": text if isinstance(text, str) else "\n".join(text)}
            for kind, each in said.items()
            for language, text in each["texts"].items()
        ]
        self.channels = ChannelSet(data, initial=keeping.channels_of(entry), prefix="channels")
        self.sayings = SayingSet(data, initial=texts, prefix="sayings")
        self.tiers = SayingTiers(data, initial={kind: each["tier"] for kind, each in said.items()}, prefix="tiers")

    def parts(self) -> list[tuple[Any, Any]]:
        """Headings and forms, in the order of work."""
        return [
            (_("Ways of contact"), self.channels),
            (_("In their own words"), self.sayings),
            (_("Who may read these texts"), self.tiers),
        ]

    def is_valid(self) -> bool:
        """Whether all parts are; each says what is wrong with it."""
        wrong = [form for _heading, form in self.parts() if not form.is_valid()]
        return not wrong

    def save(self) -> None:
        """Write everything; whoever calls it sees to the transaction."""
        keeping.put_channels(self.entry, _kept(self.channels))
        for kind in SayingKind:
            rows = [row for row in _kept(self.sayings) if row["kind"] == kind]
            texts = {
                row["language"]: row["lines"] if kind == SayingKind.ASK else " ".join(row["lines"]) for row in rows
            }
            keeping.put_saying(self.entry, kind, self.tiers.cleaned_data[kind.value], texts)


def _kept(formset: Any) -> list[dict[str, Any]]:
    return [form.cleaned_data for form in formset.forms if form.cleaned_data and not form.cleaned_data["DELETE"]]
