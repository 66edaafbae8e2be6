"""The one state that a text has in a language. Pure: what is known goes in, a state and its sentence come out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext


class Standing(StrEnum):
    """How a text stands in a language."""

    ORIGINAL = "original"
    MISSING = "missing"
    STARTED = "started"
    BEHIND = "behind"
    REVIEW = "review"
    CURRENT = "current"


LABELS: dict[Standing, Promise] = {
    Standing.ORIGINAL: gettext_lazy("Original"),
    Standing.MISSING: gettext_lazy("Missing"),
    Standing.STARTED: gettext_lazy("In progress"),
    Standing.BEHIND: gettext_lazy("Behind"),
    Standing.REVIEW: gettext_lazy("Needs review"),
    Standing.CURRENT: gettext_lazy("Up to date"),
}


@dataclass(frozen=True)
class Facts:
    """What is known of a text in a language.

    `strings`, `done` and `doubtful` count sentences where the page is translated sentence by sentence;
    `changes` counts publications of the original that the page has not followed, None where nobody knows
    which text it was made from.
    """

    is_original: bool = False
    exists: bool = True
    live: bool = True
    changes: int | None = 0
    strings: int = 0
    done: int = 0
    doubtful: int = 0


@dataclass(frozen=True)
class State:
    """The state, with what its sentence counts."""

    standing: Standing
    facts: Facts

    @property
    def sentence(self) -> str:
        """The state for people."""
        return _SENTENCES.get(self.standing, _label)(self)


def state(facts: Facts) -> State:
    """The state of a text in a language; the first that fits, from nothing there to nothing left to do."""
    return State(_standing(facts), facts)


def _standing(facts: Facts) -> Standing:
    if facts.is_original:
        return Standing.ORIGINAL
    if not facts.exists:
        return Standing.MISSING
    if not facts.live:
        return Standing.STARTED
    if facts.changes:
        return Standing.BEHIND
    if facts.done < facts.strings:
        return Standing.STARTED
    return Standing.REVIEW if facts.doubtful or facts.changes is None else Standing.CURRENT


def _label(state: State) -> str:
    return str(LABELS[state.standing])


def _started(state: State) -> str:
    facts = state.facts
    if not facts.strings:
        return _("A draft that readers do not see yet")
    counts = {"done": facts.done, "all": facts.strings}
    if facts.done == facts.strings:
        return _("All %(all)s sentences translated, not published yet") % counts
    return _("In progress: %(done)s of %(all)s sentences") % counts


def _behind(state: State) -> str:
    count = state.facts.changes or 0
    return ngettext("%(count)s change behind", "%(count)s changes behind", count) % {"count": count}


def _review(state: State) -> str:
    count = state.facts.doubtful
    if not count:
        return _("Needs review: nobody has said which text it was made from")
    words = ngettext("Needs review: %(count)s sentence", "Needs review: %(count)s sentences", count)
    return words % {"count": count}


_SENTENCES = {Standing.STARTED: _started, Standing.BEHIND: _behind, Standing.REVIEW: _review}
