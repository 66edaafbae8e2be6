"""What is said about a request: its faults, its gates and weights, what the desk looks at."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from trainers.matching.faults import Fault
from trainers.matching.outcome import Outcome
from trainers.matching.standing import Standing
from trainers.sentences.filling import Sentence, fill
from trainers.words import Words

FAULTS: dict[str, Sentence] = {
    "not_an_object": _("Give an object with named fields"),
    "unknown_field": _("There is no field of this name: take it out"),
    "missing": _("This is needed"),
    "empty": _("Give at least one"),
    "not_text": _("Give text"),
    "not_a_number": _("Give a whole number"),
    "out_of_range": _("Give a number from %(low)s to %(high)s"),
    "not_a_date": _("Give a date, written YYYY-MM-DD"),
    "day_out_of_range": _("Give a date from %(first)s to %(last)s"),
    "not_a_list": _("Give a list"),
    "too_many": lambda n: ngettext("Give no more than %(most)s", "Give no more than %(most)s", n),
    "repeated": _("This is named twice: %(value)s"),
    "unknown_code": _("We do not know this code: %(value)s"),
    "not_an_identifier": _("An identifier has small letters, digits and hyphens, 60 at most"),
    "not_json": _("This is not JSON in UTF-8"),
    "too_deep": _("This is nested too deeply"),
    "too_large": _("This is too large: send 64 kB at most"),
    "busy": _("Too many people ask at this moment: try again when Retry-After says"),
}

UNCHECKED: dict[str, Sentence] = {
    "own_exclusions": _("Trainers may have reasons not to work with someone: only a protection desk can check that."),
    "facilitator": _(
        "What you ask of the person who facilitates is not applied here: only a protection desk can check that."
    ),
    "requesting_organisation": _("Which organisation asks is not used here: only a protection desk can check that."),
    "declined": _("Who has already declined is not used here: only a protection desk can check that."),
    "memberships": _(
        "As you leave out organisations or countries, trainers who do not show theirs are left out as well: "
        "a protection desk knows more."
    ),
}

GATES: dict[str, Sentence] = {
    "G1": _("Published and vetted today"),
    "G2": _("Accepts this kind of request"),
    "G3": _("Trains in every language that is a must"),
    "G4": _("Works in the form asked for"),
    "G5": _("Cleared for the risk"),
    "G6": _("Open in the weeks asked for"),
    "G7": _("Has the hours left"),
    "G8": _("No conflict of interest, either way"),
    "G9": _("Meets every must of the group"),
    "G10": _("Offers the accompaniment that is a must"),
    "G11": _("Lives there, or can and will travel there in time"),
    "G12": _("Has the level asked for in each topic"),
    "G13": _("Has not declined this request"),
}

FACTORS: dict[str, Sentence] = {
    "topics": _("The topics you need"),
    "nearness": _("Nearness to the place and knowledge of it"),
    "languages": _("Your languages"),
    "experience": _("Experience with your groups"),
    "load": _("How much work they already have"),
    "group_size": _("The size of your group"),
    "facilitator": _("Wishes about the facilitator, at the protection desk only"),
    "accompaniment": _("Hours of accompaniment"),
    "time": _("Free time in your weeks"),
    "travel": _("How short the way is, where people meet"),
    "freshness": _("How long ago they were last asked"),
}

STANDING = _("In place %(place)s. Without the points for this part it would be in place %(without)s: %(factor)s")


def fault(found: Fault, words: Words) -> str:
    """One fault in words, without its place."""
    return fill(FAULTS[found.code], found.parameters, words)


def unchecked(outcome: Outcome) -> list[str]:
    """What the protection desk will look at."""
    return [str(UNCHECKED[code]) for code in outcome.unchecked]


def standing(found: Standing, words: Words) -> str:
    """What a place in the answer rests on."""
    gaps = {"place": found.place, "without": found.place_without}
    named = {"factor": str(FACTORS[found.factor])}
    return fill(STANDING, {**gaps, **named}, words)


def weights(outcome: Outcome) -> Iterable[tuple[str, int]]:
    """Each factor's name with its weight, the heaviest first."""
    for code, weight in sorted(outcome.weights.items(), key=lambda entry: -entry[1]):
        yield str(FACTORS[code]), weight
