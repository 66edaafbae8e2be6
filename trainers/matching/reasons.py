"""Why a trainer fits: one row for each sentence, strongest factor first when it is said."""

from __future__ import annotations

from . import weeks
from .fit import Fit, Rule, said, some, when
from .gates import opted_in, trains_in
from .outcome import Parameters, Reason
from .scales import LANGUAGE_LEVELS, at_least

MOST = 4
LONG_EXPERIENCE = 2


def _preferred_languages(fit: Fit) -> Parameters | None:
    wished = (asked for asked in fit.need.languages if not asked.must)
    return some("languages", tuple(a.code for a in wished if trains_in(fit.candidate, a)))


def _must_languages(fit: Fit) -> Parameters | None:
    fluent = (
        asked.code
        for asked in fit.need.languages
        if asked.must and at_least(LANGUAGE_LEVELS, fit.speaks[asked.code], "fluent")
    )
    return some("languages", tuple(fluent))


def _open_in_every_week(fit: Fit) -> Parameters | None:
    time = fit.candidate.availability
    known = weeks.is_known(time)
    opened = weeks.open_weeks(time, fit.need.start_by, fit.need.weeks)
    return when(known and opened == fit.need.weeks, weeks=opened)


def _accompanies(fit: Fit) -> Parameters | None:
    asked, offered = fit.need.accompaniment, fit.candidate.accompaniment_hours
    return when(asked is not None and offered >= asked.hours_per_month, hours=offered)


def _group_wishes(fit: Fit) -> Parameters | None:
    facilitator = fit.need.facilitator
    asked = {*facilitator.must, *facilitator.prefer}
    met = asked & opted_in(fit.candidate, fit.situation)
    return some("attributes", tuple(sorted(met)))


def _hours_left(fit: Fit) -> Parameters | None:
    room = fit.candidate.capacity
    enough = room.left >= 2 * fit.need.hours
    return when(enough, left=room.left, of=room.hours_per_quarter)


def _near(step: str, code: str, *fields: str) -> Rule:
    def find(fit: Fit) -> Parameters | None:
        return when(fit.step == step, country=fit.need.country)

    return Rule(code, find, "nearness", frozenset(fields))


RULES = (
    Rule(
        "teaches_in_depth",
        lambda fit: some("topics", fit.topics_at(3)),
        "topics",
        frozenset({"topics"}),
    ),
    Rule(
        "can_lead",
        lambda fit: some("topics", fit.topics_at(2)),
        "topics",
        frozenset({"topics"}),
    ),
    Rule("trains_in_preferred", _preferred_languages, "languages", frozenset({"languages"})),
    Rule("trains_fluently", _must_languages, "languages", frozenset({"languages"})),
    Rule(
        "lives_there_no_travel",
        lambda fit: when(fit.step == "lives_there" and fit.face_to_face, country=fit.need.country),
        "nearness",
        frozenset({"base_country"}),
    ),
    Rule(
        "lives_there",
        lambda fit: when(fit.step == "lives_there" and not fit.face_to_face, country=fit.need.country),
        "nearness",
        frozenset({"base_country"}),
    ),
    _near("from_there", "from_there", "base_country", "lived_in"),
    _near("works_next_door", "works_next_door", "base_country", "worked_in"),
    _near("worked_there", "worked_there", "worked_in"),
    _near("next_door", "next_door", "base_country"),
    _near("same_sub_region", "same_sub_region", "base_country"),
    Rule(
        "experienced",
        lambda fit: some("groups", fit.groups_at(2, 3)),
        "experience",
        frozenset({"at_risk_groups"}),
    ),
    Rule(
        "some_experience",
        lambda fit: some("groups", fit.groups_at(1)),
        "experience",
        frozenset({"at_risk_groups"}),
    ),
    Rule("group_wishes_met", _group_wishes, "facilitator", frozenset({"facilitator_attributes"})),
    Rule(
        "accompanies",
        _accompanies,
        "accompaniment",
        frozenset({"accompaniment_hours_per_month"}),
    ),
    Rule("hours_left", _hours_left, "load", frozenset({"capacity"})),
    Rule("open_every_week", _open_in_every_week, "time", frozenset({"availability"})),
    Rule(
        "fits_group_size",
        lambda fit: when(
            fit.candidate.max_group_size >= fit.need.participants,
            most=fit.candidate.max_group_size,
        ),
        "group_size",
        frozenset({"max_group_size"}),
    ),
    # Whoever is shown at all passed these gates, so that saying so gives nothing away.
    Rule("works_in_format", lambda fit: when(True, format=fit.need.format)),
    Rule("meets_musts", lambda fit: when(True)),
)


def of(fit: Fit) -> tuple[Reason, ...]:
    """The strongest reasons; rows of one factor stay in the order of the table."""
    found = sorted(said(RULES, fit), key=lambda reason: -reason.points)
    return tuple(found[:MOST])
