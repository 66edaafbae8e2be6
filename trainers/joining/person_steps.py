"""The steps of asking to be listed as a person: what each asks, and what its answers mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trainers.choices import Experience, LanguageLevel, TopicLevel
from trainers.forms import naming
from trainers.forms.fields import Number
from trainers.joining import questions
from trainers.joining.fields import Lines, lines, pick, pick_some, select
from trainers.joining.shared_steps import Reached, Seen, Who
from trainers.joining.steps import Asking, Said, Step
from trainers.joining.time_step import When

# What is safest to say, where nobody says anything.
SUPPORTS: Final = str(TopicLevel.SUPPORTS)
SOME: Final = str(Experience.SOME)


class What(Step):
    """What somebody teaches, to whom, how, in which languages."""

    title = _("What do you do?")
    short = _("What you do")

    topics = pick_some(
        _("What do you teach or support?"), (), _("Only what you have done yourself."), _("Choose at least one topic")
    )
    formats = pick_some(_("How do you work?"), questions.WORK, "", _("Choose at least one way"))
    at_risk_groups = pick_some(_("Which groups have you worked with?"))
    languages = Lines(
        _("Which languages do you speak?"),
        _("One on each line, for example: Spanish. How well is asked on the next page."),
        _("Write at least one language"),
    )

    def __init__(self, data: Any, asking: Asking, before: Said) -> None:
        super().__init__(data, asking, before)
        self.offer("topics", "topic")
        self.offer("at_risk_groups", "at-risk-group")

    def clean_topics(self) -> list[str]:
        """Not everything at once."""
        chosen = list(dict.fromkeys(self.cleaned_data["topics"]))
        if len(chosen) > questions.MOST_TOPICS:
            raise forms.ValidationError(_("Choose 20 topics at most: those you know best"))
        return chosen

    def clean_formats(self) -> list[str]:
        """Partly online is both."""
        chosen = set(self.cleaned_data["formats"])
        both = {"in_person", "online"} if "hybrid" in chosen else set()
        return [choice.value for choice in questions.WORK if choice.value in chosen | both]

    def clean_languages(self) -> list[str]:
        """Their codes."""
        return self.codes("languages", naming.language, questions.MOST_LANGUAGES)


class HowWell(Step):
    """How far somebody goes in each thing they named."""

    title = _("How well, and how far?")
    short = _("How well")

    train_in = pick_some(_("In which of these languages can you train?"))
    max_group_size = Number(
        _("How large may a group be at most?"), 200, _("Write a number from 1 to 200"), _("With you alone in front.")
    )

    def __init__(self, data: Any, asking: Asking, before: Said) -> None:
        super().__init__(data, asking, before)
        # Asked before what is asked of all of them together.
        last = {name: self.fields.pop(name) for name in tuple(self.fields)}
        self.fields.update({name: self._of(scheme, code) for name, scheme, code in self._named()})
        self.fields.update(last)
        spoken = [(code, asking.words.language(code)) for code in before.get("languages", ())]
        self.fields["train_in"].choices = spoken  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """Each thing with how far."""
        given, spoken = self.cleaned_data, set(self.cleaned_data["train_in"])
        found: dict[str, dict[str, str]] = {}
        for name, scheme, code in self._named():
            found.setdefault(scheme, {})[code] = given[name]
        return {
            "topics": {code: int(level) for code, level in found.get("topic", {}).items()},
            "at_risk_groups": {code: int(level) for code, level in found.get("at-risk-group", {}).items()},
            "languages": {code: [level, code in spoken] for code, level in found.get("language", {}).items()},
            "max_group_size": given["max_group_size"],
        }

    def _named(self) -> Iterator[tuple[str, str, str]]:
        for scheme, asked in (("topic", "topics"), ("at-risk-group", "at_risk_groups"), ("language", "languages")):
            for code in self.before.get(asked, ()):
                yield f"{scheme}-{code}", scheme, code

    def _of(self, scheme: str, code: str) -> forms.ChoiceField:
        words = self.asking.words
        if scheme == "language":
            asked = gettext("%(language)s: how well do you speak it?") % {"language": words.language(code)}
            return select(asked, LanguageLevel, first=LanguageLevel.WORKING)
        term = words.term(scheme, code)
        if scheme == "topic":
            return select(gettext("%(topic)s: how far do you go?") % {"topic": term}, TopicLevel, first=SUPPORTS)
        return select(
            gettext("%(group)s: how long have you worked with them?") % {"group": term}, Experience, first=SOME
        )


class Where(Step):
    """Where somebody goes, and how much they can take on."""

    title = _("Where, and how much?")
    short = _("Where and how much")
    folded = ("cannot_enter", "not_in", "not_with")
    folded_title = _("Where and with whom you will not work: only the desk reads this")

    worked_in = Lines(_("In which countries have you worked?"), _("One on each line."))
    lived_in = Lines(_("In which countries have you lived?"), _("One on each line."))
    travels = Lines(
        _("Where would you travel to?"), _("Countries or regions, such as Central America. One on each line.")
    )
    max_days = Number(_("How many days may one trip take?"), 60, _("Write a number from 1 to 60"), required=False)
    notice_weeks = Number(
        _("How many weeks before must you know?"), 26, _("Write a number from 1 to 26"), required=False
    )
    accepts = pick_some(_("What do you take on?"), questions.ACCEPTS, "", _("Choose at least one"))
    hours = Number(
        _("How many hours have you in three months?"),
        520,
        _("Write a number from 1 to 520"),
        _("For training and coaching together. Your best guess is enough."),
    )
    accompaniment = Number(
        _("How many hours a month could you accompany somebody?"),
        160,
        _("Write a number from 1 to 160"),
        _("Leave it empty if you do not."),
        required=False,
    )
    cannot_enter = Lines(_("Which countries can you not enter, or not safely?"), _("One on each line."))
    not_in = Lines(_("In which countries will you not work?"), _("One on each line."))
    not_with = Lines(_("With which people or organisations will you not work?"), _("One on each line."))

    def clean_worked_in(self) -> list[str]:
        """Their codes."""
        return self.codes("worked_in", naming.country)

    def clean_lived_in(self) -> list[str]:
        """Their codes."""
        return self.codes("lived_in", naming.country)

    def clean_travels(self) -> list[str]:
        """Their codes; regions too."""
        return self.codes("travels", naming.place)

    def clean_cannot_enter(self) -> list[str]:
        """Their codes."""
        return self.codes("cannot_enter", naming.country)

    def clean_not_in(self) -> list[str]:
        """Their codes."""
        return self.codes("not_in", naming.country)

    def clean_not_with(self) -> list[str]:
        """Names as they were written."""
        return [name[:200] for name in lines(self.cleaned_data["not_with"])[: questions.MOST_PEOPLE]]


class AboutYou(Reached):
    """The same for a person, who may also say by what they want to be found."""

    folded = (*Reached.folded,)
    attributes = pick_some(
        _("Do you want to be found by one of these?"),
        questions.ATTRIBUTES,
        _("Some groups feel safer so. Only the desk sees it, to find matches. Leave it empty if you would rather not."),
    )
    attributes_for = pick(
        _("For how long may it be used?"), questions.UNTIL, _("You can take it back at any time."), first="12"
    )

    def said(self) -> dict[str, Any]:
        """And until when somebody may be found by what they are."""
        given = self.cleaned_data
        months = int(given["attributes_for"])
        return {**super().said(), "attributes": given["attributes"], "attributes_for": months}


PERSON: Final[tuple[type[Step], ...]] = (Who, What, HowWell, Where, When, AboutYou, Seen)
