"""From an answer taken to pieces to what the screen draws (see templates/search/why.html)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub import languages
from resources.kinds import KIND_LABELS
from search.aids import thesaurus
from search.why.explaining import Explained, Line, Role
from search.why.looking import Told, Wanted
from search.why.standing import Part

MOST_NAMES = 6
PART_LABELS: dict[Part, str | Promise] = {
    Part.TITLE: _("title"),
    Part.AROUND: _("title of the manual"),
    Part.ABOUT: _("summary or topics"),
    Part.HEADING: _("heading"),
    Part.TEXT: _("text"),
}

Context = dict[str, Any]


def told_context(told: Told, text: str, reader: str) -> Context:
    """The list with its reasons, what was looked for besides the words, and the text that somebody misses."""
    findings = told.findings
    return {
        "question": text,
        "count": len(findings.results),
        "results": [_result(each, told, position) for position, each in enumerate(told.explained, 1)],
        "corrected": sorted(findings.corrected.items()),
        "ideas": [names for concept in findings.concepts if (names := _names(concept, reader))],
        "elsewhere": findings.elsewhere,
        "wanted": _wanted(told.wanted, told) if told.wanted else None,
        "shown": len(told.explained),
    }


def _names(concept: str, reader: str) -> list[str]:
    """The names of an idea, in the reader's language or in the site's first."""
    known = thesaurus()
    return list(known.names(concept, reader) or known.names(concept, languages.DEFAULT.code))[:MOST_NAMES]


def _result(each: Explained, told: Told, position: int = 0) -> Context:
    own = each.ranked.resource, each.ranked.language
    shown = told.led.get(own, each.entry)
    return {
        "position": position,
        "title": shown.title,
        "scored": each.entry.title if shown.page != each.entry.page else "",
        "lang": languages.lang_attribute(each.entry.language),
        "kind": KIND_LABELS.get(each.entry.kind, ""),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[shown.page]),
        "heading": each.heading,
        "score": each.points / 100,
        "lines": [_line(line, each.total) for line in each.lines if line.role is not Role.NAME or line.found],
        "coverage": round(each.coverage * 100),
        "missing": each.missing,
        "second": each.second / 100,
        "kind_share": round(each.kind_factor * 100),
        "overdue_share": round(each.overdue_factor * 100),
        "other": each.other.title if each.other and each.other_points else "",
        "other_points": each.other_points / 100,
        "chosen_until": told.chosen.get(own),
        "lift": each.lift[0].name,
        "lift_word": each.lift[1],
    }


def _line(line: Line, total: int) -> Context:
    return {
        "role": line.role.name,
        "word": line.word,
        "places": [{"label": PART_LABELS[each.part], "words": each.words} for each in line.found],
        "passages": line.passages,
        "total": total,
        "weight": round(line.weight * 100),
        "points": line.points / 100,
    }


def _wanted(wanted: Wanted, told: Told) -> Context:
    explained = wanted.explained
    listed_above = explained is not None and any(each.ranked == explained.ranked for each in told.explained)
    return {
        "whereabouts": wanted.whereabouts.name,
        "position": wanted.position,
        "language": languages.lang_attribute(wanted.language) if wanted.language else "",
        "complete": wanted.complete,
        "result": _result(explained, told) if explained and not listed_above else None,
    }
