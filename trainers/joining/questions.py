"""The answers to choose from when somebody asks to be listed, and the fields whose readers they decide."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from trainers.choices import Accepts, FacilitatorAttribute, OrganisationKind
from trainers.forms.who_fits import FORMATS, Choice
from trainers.joining.choices import JoiningKind

MOST_TOPICS: Final = 20
MOST_LANGUAGES: Final = 10
MOST_PLACES: Final = 60
MOST_PEOPLE: Final = 20
LONGEST_NAME: Final = 160
LONGEST_SUMMARY: Final = 2_000
SUMMARIES: Final = (1, 2, 3)

KINDS: Final = (
    Choice(JoiningKind.TRAINER.value, _("A person who trains or accompanies defenders"), _("You speak for yourself")),
    Choice(
        JoiningKind.ORGANISATION.value,
        _("An organisation that trains or supports defenders"),
        _("You may speak for it, and it knows that you do"),
    ),
)
NAMES: Final = (
    Choice("real", _("My own name")),
    Choice("alias", _("An alias"), _("The desk will ask you how it can check whose it is")),
)
WORK: Final = tuple(Choice(choice.value, choice.label) for choice in FORMATS)
ACCEPTS: Final = tuple(Choice(each.value, each.label) for each in Accepts)
ATTRIBUTES: Final = tuple(Choice(each.value, each.label) for each in FacilitatorAttribute)
ORGANISATION_KINDS: Final = tuple(Choice(each.value, each.label) for each in OrganisationKind)
URGENT: Final = (Choice("urgent", _("Yes, we take urgent requests")),)
UNTIL: Final = (
    Choice("6", _("For half a year")),
    Choice("12", _("For a year")),
    Choice("24", _("For two years")),
)

# Fields that may leave the desk, with what they are called on the form. Everything else is for the desk only.
TRAINER_SEEN: Final = {
    "display_name": _("Your name, as you wrote it"),
    "organisation": _("Your organisation"),
    "base_country": _("The country you are based in"),
    "worked_in": _("Countries where you have worked"),
    "languages": _("Your languages"),
    "topics": _("What you teach"),
    "formats": _("How you work"),
    "at_risk_groups": _("Groups you have worked with"),
    "max_group_size": _("The largest group"),
    "summary": _("Your text about yourself"),
    "lived_in": _("Countries where you have lived"),
    "travel": _("Where you go, and for how long"),
    "accepts": _("What you take on"),
    "capacity": _("How much time you have"),
    "availability": _("When you are free"),
    "accompaniment_hours_per_month": _("Hours for accompaniment"),
}
ORGANISATION_SEEN: Final = {
    "name": _("The name, and with it the whole profile"),
    "website": _("The website"),
    "email": _("The e-mail address"),
}
