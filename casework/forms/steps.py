"""The four steps of asking for training: what each asks, and what its answers mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms import naming, questions
from casework.forms.base import ContactQuestions, Questions
from casework.forms.fields import Day, Number, Text, one, some
from casework.needs import FARTHEST, MOST_PEOPLE, MOST_TOPICS, MOST_WEEKS
from trainers.forms.who_fits import FORMATS, HOURS, LENGTHS, RISKS
from trainers.words import Words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIRST: Final = 1


@dataclass(frozen=True)
class Asking:
    """What the questions need to know: the reader's words, the terms to choose from, the day."""

    words: Words
    codes: Mapping[str, tuple[str, ...]]
    today: dt.date


class Step(Questions):
    """Some questions on one page; those that are folded away are for who has more to say."""

    folded: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Any, asking: Asking) -> None:
        super().__init__(data, auto_id="f-%s", use_required_attribute=False)
        self.asking = asking

    def answers(self) -> dict[str, Any]:
        """What was answered, as fields of `needs.Answers`."""
        return {name: tuple(value) if isinstance(value, list) else value for name, value in self.cleaned_data.items()}

    def offer(self, name: str, scheme: str, *more: tuple[str, StrOrPromise]) -> None:
        """Take the terms of a list, and some answers more, as the answers of a field."""
        field, words = self.fields[name], self.asking.words
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = [*((code, words.term(scheme, code)) for code in self.asking.codes[scheme]), *more]


class WhoAndWhere(Step):
    """Coarse facts first: they find the desk, and say little of anybody."""

    country = Text(
        _("In which country are you?"), _("It decides which desk reads this."), _("Write the name of a country")
    )
    group_kind = one(_("What are you?"), questions.GROUP_KINDS)
    participants = Number(
        _("How many would take part?"),
        MOST_PEOPLE,
        _("Write a number from 1 to 1000"),
        _("Your best guess is enough."),
    )
    at_risk_groups = some(
        _("Are you among these groups?"), hint=_("We then look for people who have worked with them.")
    )
    called = Text(
        _("What may the desk call you?"), _("Any name you like, or none. It need not be the one you are known by.")
    )

    def __init__(self, data: Any, asking: Asking) -> None:
        super().__init__(data, asking)
        self.offer("at_risk_groups", "at-risk-group")

    def clean_country(self) -> str:
        """The code of the country that was written."""
        found = naming.country(self.cleaned_data["country"], self.asking.words.reader)
        if found is None:
            raise forms.ValidationError(_("Write a country that we know, as in the list"))
        return found


class WhatHappened(Step):
    """How soon an answer is needed, and what it is about."""

    situation = one(_("Where do you stand?"), questions.SITUATIONS)
    happened = Text(
        _("What has happened?"),
        _(
            "Write as little as you like, at most 5,000 characters. Leave out names, addresses and dates: "
            "they can follow when you and the desk have agreed."
        ),
        long=True,
    )
    worries = Text(
        _("What worries you most?"), _("What could happen next, and to whom. At most 5,000 characters."), long=True
    )
    risk_level = one(_("How dangerous is it for you to take part?"), RISKS)


class WhatYouNeed(Step):
    """The training itself."""

    folded = ("start_by", "weeks", "days_note", "care", "logistics", "facilitator_prefer")

    topics = some(
        _("What do you want to be able to do?"),
        hint=_("Choose what matters most, five at most. If you are not sure, choose the last one."),
        missing=_("Choose at least one topic, or “We do not know yet”"),
    )
    language = Text(
        _("In which language must the training be?"),
        _("One that everybody in your group understands."),
        _("Write the name of a language"),
    )
    other_language = Text(_("Which other language would help?"))
    format = one(_("How can you meet?"), FORMATS)
    length = one(_("How much do you need?"), LENGTHS)
    start_by = Day(_("By which day should it begin?"), _("Leave it empty if you cannot say."))
    weeks = Number(
        _("Over how many weeks may it stretch?"),
        MOST_WEEKS,
        _("Write a number from 1 to 52"),
        _("Leave it empty if you cannot say."),
        required=False,
    )
    days_note = Text(_("Which days and hours suit you, and which do not?"), _("At most 5,000 characters."), long=True)
    care = some(_("What is needed so that everybody can take part?"), questions.CARE)
    logistics = Text(
        _("What else should be known about the place and the people?"), _("At most 5,000 characters."), long=True
    )
    facilitator_prefer = some(
        _("Would you rather work with one of these people?"),
        questions.FACILITATORS,
        _("A wish that only the desk looks at. Trainers say so themselves, or not at all."),
    )

    def __init__(self, data: Any, asking: Asking) -> None:
        super().__init__(data, asking)
        self.offer("topics", "topic", (questions.UNDECIDED, questions.UNDECIDED_TOPIC.label))

    def clean_topics(self) -> list[str]:
        """Five at most; “we do not know yet” is not a topic."""
        chosen = [code for code in dict.fromkeys(self.cleaned_data["topics"]) if code != questions.UNDECIDED]
        if len(chosen) > MOST_TOPICS:
            raise forms.ValidationError(_("Choose five topics at most"))
        return chosen

    def clean_language(self) -> str:
        """The code of the language that was written."""
        return self._language("language")

    def clean_other_language(self) -> str:
        """The code of the other language, if there is one."""
        return self._language("other_language") if self.cleaned_data["other_language"] else ""

    def clean_start_by(self) -> dt.date | None:
        """A day to come, within a year."""
        day: dt.date | None = self.cleaned_data["start_by"]
        if day and not self.asking.today <= day <= self.asking.today + FARTHEST:
            raise forms.ValidationError(_("Choose a day from today on, within a year"))
        return day

    def _language(self, name: str) -> str:
        found = naming.language(self.cleaned_data[name], self.asking.words.reader)
        if found is None:
            raise forms.ValidationError(_("Write a language that we know, as in the list"))
        return found

    def answers(self) -> dict[str, Any]:
        """Languages in their order, hours for a length; weeks only where somebody said how many."""
        given = super().answers()
        spoken = (given.pop("language"), given.pop("other_language"))
        weeks, hours = given.pop("weeks"), HOURS[given.pop("length")]
        return {
            **given,
            "languages": tuple(dict.fromkeys(code for code in spoken if code)),
            "hours": hours,
            **({"weeks": weeks} if weeks else {}),
        }


class HowToBeTold(ContactQuestions, Step):
    """How the answer comes back without bringing anybody into danger."""

    def answers(self) -> dict[str, Any]:
        """One value for the whole page."""
        return {"contact": self.contact()}


STEPS: Final[dict[int, type[Step]]] = {FIRST: WhoAndWhere, 2: WhatHappened, 3: WhatYouNeed, 4: HowToBeTold}
LAST: Final = max(STEPS)
