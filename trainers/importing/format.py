"""The format of a directory record, as the directory files describe it: tables of checks. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from trainers.choices import (
    DAY_CODES,
    ORGANISATION_TIERED,
    TIERED,
    Accepts,
    FacilitatorAttribute,
    LanguageLevel,
    OrganisationKind,
    OrganisationStatus,
    Risk,
    Tier,
)
from trainers.importing import extras, rules
from trainers.importing.checks import (
    ADDRESS,
    MAIL,
    Check,
    Fault,
    clock,
    day,
    each,
    fields,
    flag,
    known,
    number,
    one_of,
    optional,
    pattern,
    table,
    together,
    words,
)
from trainers.zones import is_zone
from vocabulary import places, tongues

IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
identifier = pattern(IDENTIFIER, "an id (small letters, digits, single hyphens, at most 60)", 60)
country = known("country", places.is_country)
region = known("region", places.is_region)
language = known("language", tongues.is_tag)
zone = known("time zone", is_zone)
mail = pattern(MAIL, "a mail address")
address = pattern(ADDRESS, "a https:// address", 200)
tier = one_of("tier", Tier.values)
countries, regions, ids = each(country), each(region), each(identifier)
slots = each(together(fields({"day": one_of("day", DAY_CODES), "from": clock, "to": clock}), rules.from_before_to))
periods = each(together(fields({"from": day, "to": day}), rules.from_not_after_to))


@dataclass(frozen=True)
class Codes:
    """The terms that the vocabulary knows at the time of the import."""

    topics: frozenset[str]
    at_risk_groups: frozenset[str]
    services: frozenset[str]
    formats: frozenset[str]


def desk() -> Check:
    """A desk's record."""
    return together(
        fields(
            {
                "id": identifier,
                "name": words(160),
                "central": flag,
                "countries": countries,
                "regions": regions,
                "languages": each(language, least=1),
                "hours": fields({"timezone": zone, "weekly": slots}),
                "fallback": ids,
                "email": mail,
            },
            extras.MAY,
        ),
        rules.someone_behind_a_desk,
    )


def organisation(codes: Codes) -> Check:
    """An organisation's record."""
    return fields(
        {
            "id": identifier,
            "name": words(160),
            "kind": one_of("kind of organisation", OrganisationKind.values),
            "status": one_of("state of an organisation", OrganisationStatus.values),
            "base_country": country,
            "languages": each(language, least=1),
            "regions": regions,
            "countries": countries,
            "services": each(one_of("service", codes.services)),
            "at_risk_groups": each(one_of("at-risk group", codes.at_risk_groups)),
            "accepts_urgent": flag,
            "website": address,
            "email": mail,
            "tiers": table(one_of("field with a tier", ORGANISATION_TIERED), tier, 0, len(ORGANISATION_TIERED)),
            "summary": table(language, words(2000), 1, 60),
            "last_review": day,
        },
        extras.MAY,
    )


def trainer(codes: Codes) -> Check:
    """A trainer's record."""
    whole = fields({**_who(), **_what(codes), **_private()}, extras.MAY)
    return together(whole, rules.vouched_by_someone, rules.hybrid_is_both)


def _who() -> dict[str, Check]:
    return {
        "id": identifier,
        "display_name": words(160),
        "is_alias": flag,
        "organisation": optional(identifier),
        "published": flag,
        "vetted_until": optional(day),
        "vetted_by": optional(identifier),
        "last_review": day,
        "summary": table(language, words(2000), 1, 3),
        "tiers": table(one_of("field with a tier", TIERED), tier, 0, len(TIERED)),
    }


def _what(codes: Codes) -> dict[str, Check]:
    spoken = fields({"code": language, "level": one_of("level", LanguageLevel.values), "can_train": flag})
    topic = fields({"code": one_of("topic", codes.topics), "level": number(1, 3)})
    group = fields({"code": one_of("at-risk group", codes.at_risk_groups), "experience": number(1, 3)})
    return {
        "languages": each(spoken, least=1, once_by="code"),
        "topics": each(topic, once_by="code"),
        "base_country": country,
        "lived_in": countries,
        "worked_in": countries,
        "formats": each(one_of("form of work", codes.formats)),
        "at_risk_groups": each(group, once_by="code"),
        "max_group_size": number(1, 200),
        "travel": fields(
            {
                "regions": regions,
                "countries": countries,
                "max_days_per_trip": number(0, 60),
                "notice_weeks": number(0, 26),
                "cannot_enter": countries,
            }
        ),
    }


def _private() -> dict[str, Check]:
    hours = number(0, 520)
    agreed = fields(
        {
            "code": one_of("facilitator attribute", FacilitatorAttribute.values),
            "consented": day,
            "expires": day,
        }
    )
    return {
        "risk_clearance": optional(one_of("risk level", Risk.values)),
        "accepts": optional(each(one_of("kind of request", Accepts.values))),
        "availability": optional(
            fields({"timezone": zone, "weekly": slots, "periods": periods, "closed": periods}),
        ),
        "capacity": fields(
            {"hours_per_quarter": hours, "committed_hours": hours, "last_quarter_hours": hours},
        ),
        "accompaniment_hours_per_month": number(0, 160),
        "exclusions": fields({"countries": countries, "organisations": ids, "people": each(words(200))}),
        "facilitator_attributes": each(together(agreed, rules.consent_in_order), once_by="code"),
        "last_offered": optional(day),
        "email": mail,
    }


def faults(check: Check, record: Any) -> tuple[Fault, ...]:
    """What is wrong with a record, nothing where all is well."""
    return tuple(check(record, ""))
