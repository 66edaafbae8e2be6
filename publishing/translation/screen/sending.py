"""What came back from the screen: each sentence saved on its own, or its box filled with other words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from publishing.translation.screen.keeping import shown
from publishing.translation.screen.places import Places
from publishing.translation.screen.reading import sentences
from publishing.translation.screen.rows import Row, gone, row
from publishing.translation.screen.saving import Sent, save
from publishing.translation.screen.shelf import OLDER, offers
from publishing.translation.screen.values import Sentence, stamp

EACH: Final = 50
ORIGINAL: Final = "original"


@dataclass
class Outcome:
    """The rows that were sent, and what became of them."""

    rows: list[Row] = field(default_factory=list)
    saved: int = 0
    faults: int = 0
    filled: bool = False  # a box was filled; nothing was saved
    last: str = ""  # the key of the sentence from which somebody goes on


def send(form: QueryDict, translation: Translation, places: Places, user: Any, *, refusal: str) -> Outcome:
    """Fill a box, or save what was sent."""
    known = {each.key: each for each in sentences(translation)}
    outcome = Outcome(last=form.get("save", ""))
    for key in list(dict.fromkeys(form.getlist("key")))[: EACH * 2]:
        typed = form.get(f"words:{key}", "").replace("\r\n", "\n")
        if key in known:
            outcome.rows.append(Row(known[key], typed, form.get(f"seen:{key}", "")))
        elif typed.strip():
            outcome.rows.append(gone(key, typed))
    if "put" in form:
        outcome.filled = True
        _fill(outcome, str(form["put"]), translation)
        return outcome
    for each in outcome.rows:
        _save(each, form, translation, places, user, outcome, refusal=refusal)
    _go_to_the_first_fault(outcome)
    if outcome.saved:
        _read_again(outcome, translation)
    return outcome


def _fill(outcome: Outcome, asked: str, translation: Translation) -> None:
    """“12-7:original”, “12-7:older”, “12-7:0”: the box of a sentence, and what comes into it."""
    key, _colon, what = asked.partition(":")
    filled = next((each for each in outcome.rows if each.sentence.key == key and not each.is_gone), None)
    if filled is None:
        return
    words = _words(filled.sentence, what, translation)
    filled.typed, filled.here = words if words is not None else filled.typed, True


def _words(sentence: Sentence, what: str, translation: Translation) -> str | None:
    if what == ORIGINAL:
        return shown(sentence.original)
    if what == OLDER:
        return shown(sentence.older.words) if sentence.older else None
    found = offers(translation, [sentence.place])[sentence.place]
    return next((shown(each.words) for each in found if stamp(shown(each.words)) == what), None)


def _save(
    each: Row,
    form: Mapping[str, Any],
    translation: Translation,
    places: Places,
    user: Any,
    outcome: Outcome,
    *,
    refusal: str,
) -> None:
    key = each.sentence.key
    if each.is_gone:
        each.faults = [_("This sentence is not in the text any more. Copy your words before you leave.")]
    elif refusal:
        each.faults = [] if shown(each.sentence.words) == each.typed else [refusal]
    else:
        sent = Sent(each.typed, each.seen, bool(form.get(f"fits:{key}")), bool(form.get(f"numbers:{key}")))
        result = save(each.sentence, translation, sent, user, _field(each.sentence, places))
        each.faults, each.theirs, each.asks_numbers = result.faults, result.theirs, result.numbers
        outcome.saved += result.saved
        if result.faults:
            # Seen by now: whoever saves again means it.
            each.seen = stamp(result.stored) if result.stored is not None else each.seen
    outcome.faults += bool(each.faults)


def _field(sentence: Sentence, places: Places) -> Any:
    return None if "." in sentence.path else places.field(sentence.path)


def _go_to_the_first_fault(outcome: Outcome) -> None:
    for each in outcome.rows:
        if each.faults:
            each.here = True
            return


def _read_again(outcome: Outcome, translation: Translation) -> None:
    """Rows that were saved are drawn as they are stored now."""
    known = {each.key: each for each in sentences(translation)}
    for number, each in enumerate(outcome.rows):
        now = known.get(each.sentence.key)
        if now is not None and not each.faults:
            outcome.rows[number] = row(now)
        elif now is not None:
            each.sentence = now
