"""Ready-made weights, each with the reason for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trainers.matching.weights import DEFAULTS


@dataclass(frozen=True, slots=True)
class Preset:
    """One row of the table."""

    code: str
    name: Promise
    why: Promise
    weights: Mapping[str, int]


def _preset(code: str, name: Promise, why: Promise, *weights: int) -> Preset:
    """Weights in the order of the table of those the site comes with."""
    return Preset(code, name, why, dict(zip(DEFAULTS, weights, strict=True)))


# topics, nearness, languages, experience, load, group size, facilitator, accompaniment, time, travel, freshness
PRESETS: Final = (
    _preset(
        "as-designed",
        _("As designed"),
        _("What the site comes with: first what is taught, then in which language and how near."),
        *DEFAULTS.values(),
    ),
    _preset(
        "urgent-online",
        _("Urgent, online"),
        _("Days count and nobody travels: who is free now and speaks the language well goes before who lives near."),
        *(36, 6, 20, 8, 10, 2, 2, 2, 12, 0, 2),
    ),
    _preset(
        "in-person-high-risk",
        _("In person, high risk"),
        _("A stranger puts a group in danger: who knows the place and people like them goes before who has most time."),
        *(34, 22, 16, 14, 3, 2, 4, 2, 1, 2, 0),
    ),
    _preset(
        "near-first",
        _("Near first"),
        _("Little money for journeys, and trainers of the region should grow: who is near goes before who is best."),
        *(30, 26, 16, 7, 5, 3, 2, 2, 1, 8, 0),
    ),
    _preset(
        "shared-work",
        _("Share the work"),
        _("The same few are always asked: who has hours left and was not asked for long comes forward."),
        *(32, 12, 15, 7, 18, 3, 2, 2, 2, 2, 5),
    ),
    _preset(
        "at-their-side",
        _("Staying at their side"),
        _("After the training the group needs somebody for months: hours of accompaniment and people like them count."),
        *(26, 18, 16, 11, 6, 1, 5, 12, 2, 2, 1),
    ),
)
BY_CODE: Final[Mapping[str, Preset]] = {preset.code: preset for preset in PRESETS}
# The factors as those call them who weigh; what requesters read of them speaks to the requester.
NAMES: Final[Mapping[str, Promise]] = {
    "topics": _("Topics"),
    "nearness": _("Nearness"),
    "languages": _("Languages"),
    "experience": _("Experience with the groups"),
    "load": _("Hours left"),
    "group_size": _("Group size"),
    "facilitator": _("Wishes about the facilitator"),
    "accompaniment": _("Accompaniment"),
    "time": _("Free in the weeks asked for"),
    "travel": _("A short journey"),
    "freshness": _("Not asked for long"),
}
# What each factor looks at, in one line.
MEANINGS: Final[Mapping[str, Promise]] = {
    "topics": _("How deep a trainer goes in the topics asked for; a narrower or wider topic counts for less."),
    "nearness": _("Lives there, next to it, in the region, or has worked there."),
    "languages": _("How well they train in the languages asked for; a must counts once, a wish twice."),
    "experience": _("How much they have worked with the groups asked about."),
    "load": _("Hours they have left after this request."),
    "group_size": _("Whether the group is larger than they work with."),
    "facilitator": _("The share of the group’s wishes that a trainer has agreed to be found by."),
    "accompaniment": _("Hours a month offered of those asked for; nothing asked counts as met."),
    "time": _("Open hours in the weeks asked for; unknown counts half."),
    "travel": _("The shorter the journey, the more; online it counts as met."),
    "freshness": _("Days since they were last asked, up to half a year."),
}
