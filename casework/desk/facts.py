"""What a group asked for, as a coordinator reads it: facts in the coordinator's language, the rest in their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from casework.forms.questions import label
from casework.needs import Answers, Contact
from hub.templatetags.hub import day, number
from trainers.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping


class Fact(NamedTuple):
    """One line: what it is about, and what was said."""

    label: str
    text: str


def said(facts: Iterable[Fact]) -> list[Fact]:
    """Those that say something."""
    return [fact for fact in facts if fact.text.strip()]


def in_their_words(need: Answers) -> list[Fact]:
    """What they wrote themselves, in whatever language they wrote it."""
    return said(
        [
            Fact(_("They may be called"), need.called),
            Fact(_("What has happened"), need.happened),
            Fact(_("What worries them"), need.worries),
            Fact(_("Days and hours"), need.days_note),
            Fact(_("About the place and the people"), need.logistics),
        ]
    )


def facts(need: Answers, words: Words, names: Mapping[str, str]) -> list[Fact]:
    """What they chose among answers; `names` has the trainers they wish for."""
    return said([*_who(need, words), *_what(need, words), *_how(need, words, names)])


def _who(need: Answers, words: Words) -> list[Fact]:
    return [
        Fact(_("Country"), words.place(need.country) if need.country else ""),
        Fact(_("What they are"), label("group_kind", need.group_kind)),
        Fact(_("How many take part"), number(need.participants)),
        Fact(_("Groups they are among"), words.terms("at-risk-group", need.at_risk_groups)),
        Fact(_("Where they stand"), label("situation", need.situation)),
        Fact(_("Danger in taking part"), label("risk_level", need.risk_level)),
    ]


def _what(need: Answers, words: Words) -> list[Fact]:
    musts, wishes = need.languages[:1], need.languages[1:]
    return [
        Fact(_("Topics"), words.terms("topic", need.topics) or _("They do not know yet")),
        Fact(_("Language, a must"), words.listed(map(words.language, musts))),
        Fact(_("Languages that would help"), words.listed(map(words.language, wishes))),
    ]


def _how(need: Answers, words: Words, names: Mapping[str, str]) -> list[Fact]:
    facilitators = (label("facilitator_prefer", code) for code in need.facilitator_prefer)
    return [
        Fact(_("How they can meet"), label("format", need.format)),
        Fact(_("To begin by"), day(need.start_by)),
        Fact(_("Weeks it may stretch over"), number(need.weeks)),
        Fact(_("Hours of training"), number(need.hours)),
        Fact(_("Needed to take part"), words.apart(label("care", code) for code in need.care)),
        Fact(_("They would rather work with"), words.listed(facilitators)),
        Fact(_("Trainers they wish for"), words.listed(names.get(code, code) for code in need.wishes)),
    ]


def reaching(contact: Contact) -> list[Fact]:
    """How they want to be told, in their words, and what must never be done."""
    return said(
        [
            Fact(_("How to reach them"), contact.address),
            Fact(_("Never do or say"), contact.never),
        ]
    )
