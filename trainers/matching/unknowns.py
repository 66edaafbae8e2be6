"""What nobody has told us, or what this reader is not shown: said, never read as a no."""

from __future__ import annotations

from datetime import timedelta

from .fit import Fit, Rule, said, some, when
from .gates import opted_in
from .outcome import Parameters, Reason

OLD_REVIEW = timedelta(days=365)
NOTHING: frozenset[str] = frozenset()


def _availability_unknown(fit: Fit) -> Parameters | None:
    return when("G6" in fit.verdicts.unknown)


def _wishes_unknown(fit: Fit) -> Parameters | None:
    missing = set(fit.need.facilitator.prefer) - opted_in(fit.candidate, fit.situation)
    return some("attributes", tuple(sorted(missing)))


def _review_old(fit: Fit) -> Parameters | None:
    reviewed, today = fit.candidate.last_review, fit.situation.today
    if reviewed is None or today - reviewed <= OLD_REVIEW:
        return None
    return {"months": (today - reviewed).days // 30}


def _entry_unknown(fit: Fit) -> Parameters | None:
    # Nobody's passport is kept, so whether a border opens is never known; whoever lived there has passed it.
    return when(fit.travels and fit.need.country not in fit.candidate.lived_in, country=fit.need.country)


def _place_not_shown(fit: Fit) -> Parameters | None:
    return when(_is_hidden(fit, "base_country"))


def _experience_not_shown(fit: Fit) -> Parameters | None:
    return when(bool(fit.need.at_risk_groups) and _is_hidden(fit, "at_risk_groups"))


def _is_hidden(fit: Fit, field: str) -> bool:
    return not fit.situation.at_desk and field not in fit.candidate.public


RULES = (
    Rule("availability_unknown", _availability_unknown, "time", frozenset({"availability"})),
    Rule("wishes_unknown", _wishes_unknown, "facilitator", frozenset({"facilitator_attributes"})),
    Rule("review_old", _review_old, None, frozenset({"last_review"})),
    Rule("entry_unknown", _entry_unknown, None, frozenset({"base_country", "lived_in"})),
    Rule("place_not_shown", _place_not_shown, None, NOTHING),
    Rule("experience_not_shown", _experience_not_shown, None, NOTHING),
)


def of(fit: Fit) -> tuple[Reason, ...]:
    """Every unknown, in the order of the table."""
    return tuple(said(RULES, fit, lost=True))
