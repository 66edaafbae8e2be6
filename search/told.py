"""In one place, in at most two sentences: what was looked for beside or instead of the words, and the way back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.templatetags.hub import number
from search import meant
from search.answers import Answer
from search.ladder import STEPS
from trainers.words import Words
from vocabulary.store import Labels


def of(answer: Answer, reader: str, names: Labels, only_url: str) -> dict[str, Any]:
    """What is said, and the address of the same question with its own words only.

    Of three things to say the last is left out: other words for the same.
    """
    if answer.kinds or answer.of_somebody:
        return {"relaxed": _some(answer) if answer.kinds else "", "righted": "", "also": "", "only_url": ""}
    righted, relaxed = meant.righted_of(answer), _relaxed(answer)
    also = "" if righted and relaxed else Words(reader, names).listed(meant.also_of(answer, reader))
    return {"righted": righted, "relaxed": relaxed, "also": also, "only_url": only_url if righted or also else ""}


def _relaxed(answer: Answer) -> str:
    """Where not every text of the list has every word."""
    found = answer.findings
    if not answer.count or found.step == STEPS[0].name or found.complete >= answer.count or found.fragments:
        return ""
    if not found.complete:
        # The words are right by now: texts that have these have all that was asked.
        if found.corrected and not answer.texts_fall_short:
            return ""
        return _("No text has all of your words: these have some of them.")
    said = ngettext(
        "%(shown)s text has all of your words, the others have some of them.",
        "%(shown)s texts have all of your words, the others have some of them.",
        found.complete,
    )
    return said % {"shown": number(found.complete)}


def _some(answer: Answer) -> str:
    """Where no entry of the directory has every word."""
    some = answer.count and answer.request.text and not answer.entries.complete
    return _("Nothing has all of your words: these have most of them.") if some else ""
