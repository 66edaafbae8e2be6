"""The answers to choose from when somebody asks for training, each with a line that explains it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from trainers.choices import FacilitatorAttribute
from trainers.forms.who_fits import FORMATS, LENGTHS, RISKS, Choice

GROUP_KINDS: Final = (
    Choice("collective", _("A collective or an informal group")),
    Choice("organisation", _("An organisation")),
    Choice("network", _("A network of groups")),
    Choice("community", _("A community and those who speak for it")),
    Choice("newsroom", _("A newsroom or media group")),
    Choice("person", _("One person")),
    Choice("other", _("Something else")),
)
SITUATIONS: Final = (
    Choice(
        "danger", _("We are in danger now"), _("Something is happening, or about to. The desk answers within 1 day.")
    ),
    Choice("incident", _("Something has happened"), _("An attack, a threat, a loss. The desk answers within 3 days.")),
    Choice("preparing", _("We prepare ourselves"), _("Nothing is urgent. The desk answers within 7 days.")),
)
UNDECIDED: Final = "unknown"
UNDECIDED_TOPIC: Final = Choice(UNDECIDED, _("We do not know yet"), _("The desk talks it through with you"))
CARE: Final = (
    Choice("childcare", _("Someone who looks after children")),
    Choice("access", _("A place and material that people with a disability can use")),
    Choice("interpretation", _("An interpreter, also for sign language")),
    Choice("safe_venue", _("A safe place to meet")),
    Choice("no_pictures", _("No pictures, and no list of who is there")),
    Choice("travel_help", _("Help with travel and its costs")),
    Choice("psychosocial", _("Someone to talk to when it becomes hard")),
    Choice("meals", _("Meals, and respect for what people do not eat")),
)
FACILITATORS: Final = tuple(Choice(each.value, each.label) for each in FacilitatorAttribute)
TELLS: Final = (
    Choice("code", _("I come back here with my code"), _("Nobody writes to you anywhere else")),
    Choice(
        "contact",
        _("The desk reaches me the way I say"),
        _("A person at the desk does this by hand; this site itself writes to nobody"),
    ),
)

CHOICES: Final[dict[str, tuple[Choice, ...]]] = {
    "group_kind": GROUP_KINDS,
    "situation": SITUATIONS,
    "risk_level": RISKS,
    "format": FORMATS,
    "length": LENGTHS,
    "care": CARE,
    "facilitator_prefer": FACILITATORS,
    "tell": TELLS,
}


def label(name: str, code: str) -> str:
    """What somebody chose, as it was worded; a code of another release as it is."""
    return next((str(choice.label) for choice in CHOICES[name] if choice.value == code), code)
