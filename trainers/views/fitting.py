"""The page of matches: an outcome in the words of a requester."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.templatetags.hub import number
from trainers.answers import MOST_MATCHES
from trainers.choices import Risk
from trainers.matching.outcome import Count, Match, Outcome
from trainers.matching.values import Need
from trainers.sentences import changes
from trainers.sentences import matches as about_matches
from trainers.sentences import requests as about_requests
from trainers.words import Words


def context(outcome: Outcome, need: Need, words: Words) -> dict[str, Any]:
    """Everything the page says."""
    return {
        "total": len(outcome.matches),
        "matches": [row(match, words) for match in outcome.matches[:MOST_MATCHES]],
        "hints": [changes.hint(hint, words) for hint in (*outcome.hints, *outcome.pairs)],
        "musts": musts(need, words),
        "left_out": left_out(outcome),
        "notes": about_requests.unchecked(outcome),
        "weights": [{"name": name, "weight": weight} for name, weight in about_requests.weights(outcome) if weight],
    }


def row(match: Match, words: Words) -> dict[str, Any]:
    """One trainer as the match component draws them."""
    named = "display_name" in match.candidate.public
    return {
        "name": match.candidate.name if named else _("A trainer whose name is not shown here"),
        "url": reverse("trainers:profile", args=[match.candidate.id]) if named else "",
        "meets": _("%(score)s of 100 points") % {"score": number(round(match.score))},
        "reasons": [about_matches.sentence(reason, words) for reason in match.reasons],
        "concerns": [about_matches.sentence(concern, words) for concern in match.concerns],
        "unknowns": [about_matches.sentence(unknown, words) for unknown in match.unknowns],
    }


def musts(need: Need, words: Words) -> list[str]:
    """What was asked, in the order of the questions."""
    languages = [words.language(asked.code) for asked in need.languages if asked.must]
    wishes = [words.language(asked.code) for asked in need.languages if not asked.must]
    said = [
        words.listed([words.term("format", need.format), words.place(need.country)]),
        words.listed(languages),
        _("%(language)s, if possible") % {"language": words.listed(wishes)} if wishes else "",
        words.terms("topic", (asked.code for asked in need.topics)),
        words.terms("at-risk-group", need.at_risk_groups) if need.at_risk_groups else "",
        ngettext("%(people)s person", "%(people)s people", need.participants) % {"people": number(need.participants)},
        _("Risk: %(level)s") % {"level": Risk(need.risk_level).label},
    ]
    return [sentence for sentence in said if sentence]


def left_out(outcome: Outcome) -> list[str]:
    """How many are not shown, and why, without telling small numbers."""
    said = [_ruled_out(outcome.excluded_count)]
    if outcome.off_topic_count.number and not outcome.off_topic_count.blurred:
        said.append(_off_topic(outcome.off_topic_count.number))
    return said


def _ruled_out(count: Count) -> str:
    if count.blurred:
        return _("A must rules out fewer than three of the listed trainers.")
    many = ngettext(
        "A must rules out %(number)s listed trainer.", "A must rules out %(number)s listed trainers.", count.number
    )
    return many % {"number": number(count.number)}


def _off_topic(count: int) -> str:
    many = ngettext(
        "%(number)s more would meet every must but trains none of your topics.",
        "%(number)s more would meet every must but train none of your topics.",
        count,
    )
    return many % {"number": number(count)}
