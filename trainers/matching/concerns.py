"""What to know before choosing a trainer: gaps and limits, one row for each sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from . import travelling, weeks
from .fit import Find, Fit, Rule, said, some, when
from .gates import opted_in, trains_in
from .outcome import Parameters, Reason
from .scales import LANGUAGE_LEVELS, at_least

NEAR_LANGUAGES = (
    {"fa", "prs", "tg"},
    {"sr", "hr", "bs", "cnr"},
    {"id", "ms"},
    {"hi", "ur"},
    {"rw", "rn"},
    {"es", "gl"},
    {"ru", "be"},
    {"zh", "zh-Hans", "zh-Hant"},
    {"tr", "az"},
    {"cs", "sk"},
    {"zu", "xh", "nd"},
)
"""Languages whose speakers often understand each other, never counted as the same."""

HOURS_A_DAY = 6
NEARLY_FULL = 0.1


def _wished(fit: Fit) -> tuple[str, ...]:
    """The preferred languages the trainer does not train in as asked."""
    return tuple(asked.code for asked in fit.need.languages if not asked.must and not trains_in(fit.candidate, asked))


def near_to(code: str, spoken: Iterable[str]) -> tuple[str, ...]:
    """The languages near to one, among those a trainer speaks."""
    near = {other for family in NEAR_LANGUAGES if code in family for other in family}
    return tuple(sorted((near & set(spoken)) - {code}))


def _no_language(fit: Fit) -> Parameters | None:
    unspoken = (code for code in _wished(fit) if code not in fit.speaks)
    return some("languages", tuple(unspoken))


def _speaks_only(fit: Fit) -> Parameters | None:
    return some("languages", tuple(code for code in _wished(fit) if code in fit.speaks))


def _near_language(fit: Fit) -> Parameters | None:
    for code in _wished(fit):
        near = near_to(code, fit.speaks)
        if near and code not in fit.speaks:
            return {"languages": (code,), "near": near}
    return None


def _no_shared_language(fit: Fit) -> Parameters | None:
    asked = fit.need.languages
    shared = any(trains_in(fit.candidate, language) for language in asked)
    return when(bool(asked) and not shared)


def _working_level(fit: Fit) -> Parameters | None:
    low = (
        asked.code
        for asked in fit.need.languages
        if trains_in(fit.candidate, asked) and not at_least(LANGUAGE_LEVELS, fit.speaks[asked.code], "fluent")
    )
    return some("languages", tuple(low))


def _not_worked_there(fit: Fit) -> Parameters | None:
    there = {fit.candidate.base_country, *fit.candidate.worked_in}
    return when(fit.need.country not in there, country=fit.need.country)


def _group_larger(fit: Fit) -> Parameters | None:
    most, asked = fit.candidate.max_group_size, fit.need.participants
    return when(asked > most, participants=asked, most=most)


def _short_trips(fit: Fit) -> Parameters | None:
    days = fit.candidate.travel.max_days_per_trip
    return when(fit.travels and days * HOURS_A_DAY < fit.need.hours, days=days)


def _nearly_full(fit: Fit) -> Parameters | None:
    room = fit.candidate.capacity
    after = room.left - fit.need.hours
    return when(after <= NEARLY_FULL * room.hours_per_quarter, left=after)


def last_day(fit: Fit) -> date:
    """The last day of the weeks asked."""
    return fit.need.start_by + timedelta(weeks=fit.need.weeks, days=-1)


def _vetting_ends(fit: Fit) -> Parameters | None:
    until = fit.candidate.vetted_until
    if until is None or until >= last_day(fit):
        return None
    return {"day": until.isoformat()}


def _part_of_weeks(fit: Fit) -> Parameters | None:
    asked = fit.need.weeks
    opened = weeks.open_weeks(fit.candidate.availability, fit.need.start_by, asked)
    return when(opened < asked, opened=opened, weeks=asked)


def _few_hours(fit: Fit) -> Parameters | None:
    time = fit.candidate.availability
    weekly = weeks.hours_a_week(time)
    if weekly is None:
        return None
    offered = int(weekly * weeks.open_weeks(time, fit.need.start_by, fit.need.weeks))
    return when(offered < fit.need.hours, offered=offered, hours=fit.need.hours)


def _less_accompaniment(fit: Fit) -> Parameters | None:
    asked, offered = fit.need.accompaniment, fit.candidate.accompaniment_hours
    if asked is None or offered >= asked.hours_per_month:
        return None
    return {"offered": offered, "hours": asked.hours_per_month}


def _consent_ends(fit: Fit) -> Parameters | None:
    asked = {*fit.need.facilitator.must, *fit.need.facilitator.prefer}
    running = opted_in(fit.candidate, fit.situation)
    ending = {
        entry.code
        for entry in fit.candidate.facilitator_attributes
        if entry.code in asked & running and entry.expires < last_day(fit)
    }
    return some("attributes", tuple(sorted(ending)))


def _cannot_enter(fit: Fit) -> Parameters | None:
    barred = fit.need.country in fit.candidate.travel.cannot_enter
    return when(barred and not fit.face_to_face, country=fit.need.country)


def _topics_missing(fit: Fit) -> Parameters | None:
    return some("topics", fit.topics_at(0))


def _travels_from(fit: Fit) -> Parameters | None:
    return when(fit.travels, country=fit.candidate.base_country)


def _way(fit: Fit) -> Parameters | None:
    base, country = fit.candidate.base_country, fit.need.country
    far = travelling.kilometres(base, country) if fit.travels and fit.situation.at_desk else None
    if far is None:
        return None
    by_land = base in fit.situation.places.neighbours(country)
    return {"kilometres": travelling.about(far), "kilograms": travelling.emissions(far, by_land=by_land)}


def _could_be_online(fit: Fit) -> Parameters | None:
    return when(fit.travels and "online" in fit.candidate.formats)


def _people_named(fit: Fit) -> Parameters | None:
    return when(bool(fit.candidate.exclusions.people))


def _rule(code: str, find: Find, factor: str | None, field: str, *more: str) -> Rule:
    return Rule(code, find, factor, frozenset({field, *more}))


def _supports_only(fit: Fit) -> Parameters | None:
    return some("topics", fit.topics_at(1))


def _no_experience(fit: Fit) -> Parameters | None:
    return some("groups", fit.groups_at(0))


RULES = (
    _rule("vetting_ends", _vetting_ends, None, "vetted_until"),
    _rule("topics_missing", _topics_missing, "topics", "topics"),
    _rule("supports_only", _supports_only, "topics", "topics"),
    _rule("no_shared_language", _no_shared_language, "languages", "languages"),
    _rule("needs_interpreter", _no_language, "languages", "languages"),
    _rule("speaks_only", _speaks_only, "languages", "languages"),
    _rule("near_language", _near_language, "languages", "languages"),
    _rule("working_level", _working_level, "languages", "languages"),
    _rule("travels_from", _travels_from, "nearness", "base_country"),
    _rule("way", _way, None, "base_country"),
    _rule("could_be_online", _could_be_online, None, "base_country", "formats"),
    _rule("not_worked_there", _not_worked_there, "nearness", "base_country", "worked_in"),
    _rule("cannot_enter", _cannot_enter, "nearness", "travel"),
    _rule("no_experience", _no_experience, "experience", "at_risk_groups"),
    _rule("group_larger", _group_larger, "group_size", "max_group_size"),
    _rule("nearly_full", _nearly_full, "load", "capacity"),
    _rule("part_of_weeks", _part_of_weeks, "time", "availability"),
    _rule("few_hours", _few_hours, "time", "availability"),
    _rule("short_trips", _short_trips, None, "travel"),
    _rule(
        "less_accompaniment",
        _less_accompaniment,
        "accompaniment",
        "accompaniment_hours_per_month",
    ),
    _rule("consent_ends", _consent_ends, None, "facilitator_attributes"),
    _rule("people_named", _people_named, None, "exclusions"),
)


def of(fit: Fit) -> tuple[Reason, ...]:
    """Every concern, in the order of the table: what could stop the work comes first."""
    return tuple(said(RULES, fit, lost=True))
