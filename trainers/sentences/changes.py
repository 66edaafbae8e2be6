"""What is said about things to give up: what one would bring, or two together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from trainers.matching.outcome import Change, Hint, Parameter
from trainers.sentences.filling import Sentence, fill
from trainers.words import Words

# The first number is how many more fit, and decides the form.
ONE: dict[str, Sentence] = {
    "format": lambda n: ngettext(
        "If you can meet online, %(number)s more trainer fits, with %(best)s of 100 points.",
        "If you can meet online, %(number)s more trainers fit, the best with %(best)s of 100 points.",
        n,
    ),
    "language": lambda n: ngettext(
        "If this language is a wish and not a must, %(number)s more trainer fits, with %(best)s of 100 points: "
        "%(language)s.",
        "If this language is a wish and not a must, %(number)s more trainers fit, the best with %(best)s of 100 "
        "points: %(language)s.",
        n,
    ),
    "language_level": lambda n: ngettext(
        "If a lower level of this language is enough, %(number)s more trainer fits, with %(best)s of 100 points: "
        "%(language)s (%(level)s).",
        "If a lower level of this language is enough, %(number)s more trainers fit, the best with %(best)s of 100 "
        "points: %(language)s (%(level)s).",
        n,
    ),
    "start_by": lambda n: ngettext(
        "If it can start later, by %(day)s, %(number)s more trainer fits, with %(best)s of 100 points.",
        "If it can start later, by %(day)s, %(number)s more trainers fit, the best with %(best)s of 100 points.",
        n,
    ),
    "hours": lambda n: ngettext(
        "If a shorter training is enough, %(number)s more trainer fits, with %(best)s of 100 points: %(hours)s h.",
        "If a shorter training is enough, %(number)s more trainers fit, the best with %(best)s of 100 points: "
        "%(hours)s h.",
        n,
    ),
    "accompaniment": lambda n: ngettext(
        "If accompaniment is a wish and not a must, %(number)s more trainer fits, with %(best)s of 100 points.",
        "If accompaniment is a wish and not a must, %(number)s more trainers fit, the best with %(best)s of 100 "
        "points.",
        n,
    ),
    "topic_level": lambda n: ngettext(
        "If less experience with this topic is enough, %(number)s more trainer fits, with %(best)s of 100 points: "
        "%(topic)s (%(topic_level)s).",
        "If less experience with this topic is enough, %(number)s more trainers fit, the best with %(best)s of 100 "
        "points: %(topic)s (%(topic_level)s).",
        n,
    ),
}

# One or two more: a requester is told no more than that.
FEW: dict[str, Sentence] = {
    "format": _("If you can meet online, one or two more trainers fit."),
    "language": _("If this language is a wish and not a must, one or two more trainers fit: %(language)s."),
    "language_level": _(
        "If a lower level of this language is enough, one or two more trainers fit: %(language)s (%(level)s)."
    ),
    "start_by": _("If it can start later, by %(day)s, one or two more trainers fit."),
    "hours": _("If a shorter training is enough, one or two more trainers fit: %(hours)s h."),
    "accompaniment": _("If accompaniment is a wish and not a must, one or two more trainers fit."),
    "topic_level": _(
        "If less experience with this topic is enough, one or two more trainers fit: %(topic)s (%(topic_level)s)."
    ),
}

# Each stands alone in a list.
NAMES: dict[str, Sentence] = {
    "format": _("meeting online"),
    "language": _("a wish instead of a must: %(language)s"),
    "language_level": _("a lower level: %(language)s (%(level)s)"),
    "start_by": _("a later start: %(day)s"),
    "hours": _("a shorter training: %(hours)s h"),
    "accompaniment": _("accompaniment as a wish"),
    "topic_level": _("less experience with the topic: %(topic)s (%(topic_level)s)"),
}


def hint(found: Hint, words: Words) -> str:
    """What could be given up, how many more useful matches that brings, and how good the best of them is."""
    if found.also is not None:
        return _both(found, words)
    gaps: dict[str, Parameter] = {"number": found.gain.number, **_gaps(found.change)}
    if found.gain.blurred or found.best is None:
        return fill(FEW[found.relax], gaps, words)
    return fill(ONE[found.relax], {**gaps, "best": round(found.best)}, words)


def _two(number: int) -> str:
    return ngettext(
        "With two changes, %(number)s more trainer fits, with %(best)s of 100 points: %(changes)s",
        "With two changes, %(number)s more trainers fit, the best with %(best)s of 100 points: %(changes)s",
        number,
    )


def _both(found: Hint, words: Words) -> str:
    changes = words.apart(name(each, words) for each in (found.change, found.also) if each)
    gaps: dict[str, Parameter] = {"number": found.gain.number, "best": round(found.best or 0), "changes": changes}
    return fill(_two, gaps, words)


def name(change: Change, words: Words) -> str:
    """One thing to give up, as a line of a list."""
    return fill(NAMES[change.relax], _gaps(change), words)


def _gaps(change: Change) -> dict[str, Parameter]:
    match change.relax:
        case "hours":
            return {"hours": int(change.value)}
        case "start_by":
            return {"day": change.value}
        case "language" | "language_level":
            return {"language": change.value, "level": change.level}
        case "topic_level":
            return {"topic": change.value, "topic_level": change.level}
    return {}
