"""What is said about a trainer who fits: why, what to know, what nobody knows.

For the group that asks; a desk and the trainer read some of it in other words (`readers`).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from trainers.matching.outcome import Reason
from trainers.sentences.filling import Sentence, fill
from trainers.words import Words

REASONS: dict[str, Sentence] = {
    "teaches_in_depth": _("Leads trainings in hard conditions on: %(topics)s"),
    "can_lead": _("Leads trainings on: %(topics)s"),
    "trains_in_preferred": _("Trains in a language that you prefer: %(languages)s"),
    "trains_fluently": _("Trains fluently in: %(languages)s"),
    "lives_there_no_travel": _("Lives in the country, no flight needed: %(country)s"),
    "lives_there": _("Lives in the country: %(country)s"),
    "from_there": _("Has lived in the country and knows it: %(country)s"),
    "works_next_door": _("Lives across the border and has worked in the country: %(country)s"),
    "worked_there": _("Has worked in the country: %(country)s"),
    "next_door": _("Lives in a neighbouring country of: %(country)s"),
    "same_sub_region": _("Lives in the same part of the world as: %(country)s"),
    "experienced": _("Has worked much with: %(groups)s"),
    "some_experience": _("Has some experience with: %(groups)s"),
    "group_wishes_met": _("Agreed to be found as: %(attributes)s"),
    "accompanies": lambda n: ngettext(
        "Offers %(hours)s hour of accompaniment a month", "Offers %(hours)s hours of accompaniment a month", n
    ),
    "hours_left": lambda n: ngettext(
        "Has %(left)s hour of %(of)s left this quarter", "Has %(left)s hours of %(of)s left this quarter", n
    ),
    "open_every_week": lambda n: ngettext(
        "Has open time in the week you ask for", "Has open time in each of the %(weeks)s weeks you ask for", n
    ),
    "fits_group_size": lambda n: ngettext(
        "Works with groups of %(most)s person", "Works with groups of up to %(most)s people", n
    ),
    "works_in_format": _("Works in the form you ask for: %(format)s"),
    "meets_musts": _("Meets every must that we can check here"),
}

CONCERNS: dict[str, Sentence] = {
    "vetting_ends": _("Vetting ends during the training, on %(day)s: renew it first"),
    "topics_missing": _("Does not name these topics, so a second trainer may be needed: %(topics)s"),
    "supports_only": _("Can support but not lead alone on: %(topics)s"),
    "no_shared_language": _("Trains in none of your languages: the whole training would need an interpreter"),
    "needs_interpreter": _("Does not speak a language that you prefer, so an interpreter may be needed: %(languages)s"),
    "speaks_only": _("Speaks but does not train at the level you ask for in: %(languages)s"),
    "near_language": _("Speaks %(near)s, which is near to %(languages)s: ask whether your group understands it"),
    "working_level": _("Trains at working level only in: %(languages)s"),
    "travels_from": _("Would travel from another country: %(country)s"),
    "way": _("The way is about %(kilometres)s km, with roughly %(kilograms)s kg of CO2e there and back"),
    "could_be_online": _("Could also do this online, without a journey"),
    "not_worked_there": _("Has not worked in the country: %(country)s"),
    "cannot_enter": _("Cannot enter the country, or not safely: %(country)s"),
    "no_experience": _("Names no experience with: %(groups)s"),
    "group_larger": lambda n: ngettext(
        "Your group of %(participants)s is larger than the %(most)s they usually work with",
        "Your group of %(participants)s is larger than the %(most)s they usually work with: it can meet in two halves",
        n,
    ),
    "nearly_full": lambda n: ngettext(
        "Would be fully booked: %(left)s hour left this quarter",
        "Would be fully booked: %(left)s hours left this quarter",
        n,
    ),
    "part_of_weeks": lambda n: ngettext(
        "Is away part of the time: open in %(opened)s of the %(weeks)s weeks",
        "Is away part of the time: open in %(opened)s of the %(weeks)s weeks",
        n,
    ),
    "few_hours": lambda n: ngettext(
        "Has %(offered)s open hour in these weeks, you ask for %(hours)s",
        "Has %(offered)s open hours in these weeks, you ask for %(hours)s",
        n,
    ),
    "short_trips": lambda n: ngettext(
        "Travels for %(days)s day at a time at most: more than one trip is needed",
        "Travels for %(days)s days at a time at most: more than one trip is needed",
        n,
    ),
    "less_accompaniment": lambda n: ngettext(
        "Offers %(offered)s hour of accompaniment a month, you ask for %(hours)s",
        "Offers %(offered)s hours of accompaniment a month, you ask for %(hours)s",
        n,
    ),
    "consent_ends": _("The agreement to be found by this ends during the training: %(attributes)s"),
    "people_named": _("Names people they will not work with: read the list before you propose them"),
}

UNKNOWNS: dict[str, Sentence] = {
    "availability_unknown": _("We do not know when they are free"),
    "wishes_unknown": _("We do not know whether this wish is met, nothing was said: %(attributes)s"),
    "review_old": lambda n: ngettext(
        "This profile was last checked %(months)s month ago", "This profile was last checked %(months)s months ago", n
    ),
    "entry_unknown": _("We do not know whether they need a visa or a permit to enter the country: %(country)s"),
    "place_not_shown": _("Where they live is not shown here: the protection desk knows"),
    "experience_not_shown": _("Which groups they have worked with is not shown here: the protection desk knows"),
}

ALL = {**REASONS, **CONCERNS, **UNKNOWNS}


def sentence(reason: Reason, words: Words) -> str:
    """One reason, concern or unknown in words, for whoever asks for training."""
    return fill(ALL[reason.code], reason.parameters, words)
