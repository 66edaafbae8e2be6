"""The questions of “Who fits us?”: checked here, read as a request by the same rules as the API's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from trainers.words import Words
from vocabulary import places, tongues

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_TOPICS = 5
LONGEST = 80


class Choice(NamedTuple):
    """One answer to choose, with a line that explains it."""

    value: str
    label: StrOrPromise
    hint: StrOrPromise = ""


class Time(NamedTuple):
    """What an answer to “when” means in a request."""

    urgency: str
    starts_in: dt.timedelta
    weeks: int


FORMATS = (
    Choice("in_person", _("In person"), _("Someone comes to you, or lives near you")),
    Choice("online", _("Online"), _("By calls, over some days or weeks")),
    Choice("hybrid", _("Partly online"), _("Some sessions in person, some by call")),
    Choice("coaching", _("Coaching"), _("Short talks with one person or a small team, again and again")),
    Choice("accompaniment", _("Accompaniment"), _("Someone at your side for some months")),
)
RISKS = (
    Choice("low", _("Low"), _("Taking part would bring nobody into trouble")),
    Choice("medium", _("Medium"), _("Some of us are watched, threatened or smeared")),
    Choice("high", _("High"), _("Some of us face attack, arrest or prison")),
    Choice("unknown", _("We cannot say"), _("We then count it as high")),
)
TIMES = {
    "urgent": Time("urgent", dt.timedelta(days=7), 3),
    "soon": Time("soon", dt.timedelta(weeks=4), 4),
    "planned": Time("planned", dt.timedelta(weeks=10), 8),
}
WHENS = (
    Choice("urgent", _("Within days")),
    Choice("soon", _("Within two months")),
    Choice("planned", _("Later")),
)
HOURS = {"short": 6, "days": 12, "process": 24}
LENGTHS = (
    Choice("short", _("One day"), _("About 6 hours of training")),
    Choice("days", _("Two or three days"), _("About 12 hours of training")),
    Choice("process", _("A process over some weeks"), _("About 24 hours of training")),
)
PICK_ONE = {"required": _("Choose one answer"), "invalid_choice": _("Choose one of these answers")}


def _one(label: StrOrPromise, choices: tuple[Choice, ...]) -> forms.ChoiceField:
    pairs = [(choice.value, choice.label) for choice in choices]
    return forms.ChoiceField(label=label, choices=pairs, error_messages=PICK_ONE)


def _some(
    label: StrOrPromise, help_text: StrOrPromise, missing: StrOrPromise, *, required: bool
) -> forms.MultipleChoiceField:
    errors = {"required": missing, "invalid_choice": _("Choose among these answers only")}
    return forms.MultipleChoiceField(label=label, help_text=help_text, required=required, error_messages=errors)


def _text(label: StrOrPromise, missing: StrOrPromise = "", help_text: StrOrPromise = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        max_length=LONGEST,
        error_messages={"required": missing, "max_length": _("Write a name, without more")},
    )


class WhoFitsForm(forms.Form):
    """A few questions about a group; nothing of the answers is kept."""

    country = _text(_("In which country are you?"), _("Write the name of a country"))
    language = _text(
        _("In which language must the training be?"),
        _("Write the name of a language"),
        _("One that everybody in your group understands."),
    )
    other_language = _text(_("Which other language would help?"))
    topics = _some(
        _("What do you want to be able to do?"),
        _("Choose what matters most, five at most."),
        _("Choose at least one topic"),
        required=True,
    )
    format = _one(_("How can you meet?"), FORMATS)
    participants = forms.IntegerField(
        label=_("How many are you?"),
        min_value=1,
        max_value=1000,
        error_messages={
            "required": _("Write a number"),
            "invalid": _("Write a number, in digits"),
            "min_value": _("Write a number from 1 to 1000"),
            "max_value": _("Write a number from 1 to 1000"),
        },
    )
    at_risk_groups = _some(
        _("Are you among these groups?"),
        _("We then look for people who have worked with them."),
        "",
        required=False,
    )
    risk = _one(_("How dangerous is it for you to take part?"), RISKS)
    when = _one(_("When do you need it?"), WHENS)
    length = _one(_("How much do you need?"), LENGTHS)

    def __init__(self, data: Mapping[str, Any] | None, words: Words, codes: Mapping[str, tuple[str, ...]]) -> None:
        """Take the terms that may be chosen, in their order, named for this reader."""
        super().__init__(data, auto_id="f-%s", use_required_attribute=False)
        self.words = words
        for name, scheme in (("topics", "topic"), ("at_risk_groups", "at-risk-group")):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
            field.choices = [(code, words.term(scheme, code)) for code in codes[scheme]]

    def clean_country(self) -> str:
        """The code of the country that was written."""
        found = places.find(self.cleaned_data["country"], self.words.reader)
        if found is None or not places.is_country(found):
            raise forms.ValidationError(_("Write a country that we know, as in the list"))
        return found

    def clean_language(self) -> str:
        """The code of the language that was written."""
        return self._language("language")

    def clean_other_language(self) -> str:
        """The code of the other language, if there is one."""
        return self._language("other_language") if self.cleaned_data["other_language"] else ""

    def clean_topics(self) -> list[str]:
        """No more topics than one training can hold."""
        chosen: list[str] = self.cleaned_data["topics"]
        if len(chosen) > MOST_TOPICS:
            raise forms.ValidationError(_("Choose five topics at most"))
        return chosen

    def _language(self, name: str) -> str:
        found = find_language(self.cleaned_data[name], self.words.reader)
        if found is None:
            raise forms.ValidationError(_("Write a language that we know, as in the list"))
        return found

    def as_request(self, today: dt.date) -> dict[str, Any]:
        """The answers as the request that everyone else sends as JSON."""
        given, time = self.cleaned_data, TIMES[self.cleaned_data["when"]]
        languages = [{"code": given["language"], "need": "must"}]
        if given["other_language"] not in ("", given["language"]):
            languages.append({"code": given["other_language"], "need": "prefer"})
        return {
            "country": given["country"],
            "languages": languages,
            "topics": [{"code": code} for code in given["topics"]],
            "format": given["format"],
            "participants": given["participants"],
            "at_risk_groups": given["at_risk_groups"],
            "risk_level": "high" if given["risk"] == "unknown" else given["risk"],
            "urgency": time.urgency,
            "start_by": (today + time.starts_in).isoformat(),
            "weeks": time.weeks,
            "hours": HOURS[given["length"]],
        }


def find_language(text: str, reader: str) -> str | None:
    """The code of a language that someone wrote: its code, or its name in their language or in English."""
    wanted = places.fold(text)
    if wanted in tongues.known():
        return wanted
    for of in (reader, "en"):
        for name, code in tongues.by_name(of).items():
            if places.fold(name) == wanted:
                return code
    return None
