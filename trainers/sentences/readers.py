"""The same reasons for other readers: a desk, which asks for a group, and the trainer, who is asked.

A trainer who is asked learns region, topics, language, format and size of the group, and nothing else:
no country, no group, no wish about who they are. What is not in the table is not said to them.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from trainers.matching.outcome import Reason
from trainers.sentences import matches
from trainers.sentences.filling import Sentence, fill
from trainers.words import Words

DESK: dict[str, Sentence] = {
    "trains_in_preferred": _("Trains in a language that the group prefers: %(languages)s"),
    "open_every_week": lambda n: ngettext(
        "Has open time in the week asked for", "Has open time in each of the %(weeks)s weeks asked for", n
    ),
    "works_in_format": _("Works in the form asked for: %(format)s"),
    "meets_musts": _("Meets every must"),
    "no_shared_language": _("Trains in none of the languages asked for: the whole training would need an interpreter"),
    "needs_interpreter": _(
        "Does not speak a language that the group prefers, so an interpreter may be needed: %(languages)s"
    ),
    "speaks_only": _("Speaks but does not train at the level asked for in: %(languages)s"),
    "near_language": _("Speaks %(near)s, which is near to %(languages)s: ask whether the group understands it"),
    "group_larger": lambda n: ngettext(
        "The group of %(participants)s is larger than the %(most)s they usually work with",
        "The group of %(participants)s is larger than the %(most)s they usually work with: it can meet in two halves",
        n,
    ),
    "few_hours": lambda n: ngettext(
        "Has %(offered)s open hour in these weeks, of the %(hours)s asked for",
        "Has %(offered)s open hours in these weeks, of the %(hours)s asked for",
        n,
    ),
    "less_accompaniment": lambda n: ngettext(
        "Offers %(offered)s hour of accompaniment a month, of the %(hours)s asked for",
        "Offers %(offered)s hours of accompaniment a month, of the %(hours)s asked for",
        n,
    ),
}

IN_THIS_PART = _("You live in this part of the world, or have lived or worked there")
TRAINER: dict[str, Sentence] = {
    "teaches_in_depth": _("You lead trainings in hard conditions on: %(topics)s"),
    "can_lead": _("You lead trainings on: %(topics)s"),
    "trains_in_preferred": _("You train in a language that the group prefers: %(languages)s"),
    "trains_fluently": _("You train fluently in: %(languages)s"),
    "lives_there_no_travel": IN_THIS_PART,
    "lives_there": IN_THIS_PART,
    "from_there": IN_THIS_PART,
    "works_next_door": IN_THIS_PART,
    "worked_there": IN_THIS_PART,
    "next_door": IN_THIS_PART,
    "same_sub_region": IN_THIS_PART,
    "hours_left": lambda n: ngettext(
        "You have %(left)s hour of %(of)s left this quarter", "You have %(left)s hours of %(of)s left this quarter", n
    ),
    "open_every_week": lambda n: ngettext(
        "You have open time in the week asked for", "You have open time in each of the %(weeks)s weeks asked for", n
    ),
    "fits_group_size": lambda n: ngettext(
        "You work with groups of %(most)s person", "You work with groups of up to %(most)s people", n
    ),
    "works_in_format": _("You work in the form asked for: %(format)s"),
    "meets_musts": _("You meet every must of this request"),
}


def at_desk(reason: Reason, words: Words) -> str:
    """One reason, concern or unknown in words, for a coordinator."""
    return fill({**matches.ALL, **DESK}[reason.code], reason.parameters, words)


def for_trainer(reasons: Iterable[Reason], words: Words) -> list[str]:
    """Why a trainer is asked, each thing once."""
    said = (fill(TRAINER[each.code], each.parameters, words) for each in reasons if each.code in TRAINER)
    return list(dict.fromkeys(said))
