"""Public entries of the directory as HSDS organizations and services; what is not public is not given to it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from trainers.channels.shown import More
from trainers.choices import DAY_CODES, OrganisationStatus
from trainers.hsds.pieces import (
    Site,
    Thing,
    areas,
    attributes,
    filled,
    first,
    first_mail,
    groups,
    languages,
    safe_contacts,
)
from trainers.public import PublicDesk, PublicOrganisation, PublicTrainer

# Fields of a trainer that a feed leaves out where they are not public; it says which.
MAY_BE_WITHHELD = ("base_country", "worked_in", "languages", "topics", "formats", "at_risk_groups")
STATUS = {OrganisationStatus.ACTIVE: "active", OrganisationStatus.TEMPORARILY_CLOSED: "temporarily closed"}


def organisation(site: Site, shown: PublicOrganisation, more: More, url: str) -> Thing:
    """An organisation."""
    own = site.id("organisation", shown.id)
    return filled(
        {
            "id": own,
            "name": shown.name,
            "description": first(shown.summary, site.words) or shown.name,
            "email": shown.email or first_mail(more.ways),
            "website": shown.website,
            "uri": url,
            "attributes": attributes(site, "organization", own, "at-risk-group", shown.at_risk_groups),
            **_profile(site, "organisation", more, shown.at_risk_groups, shown.last_review),
            "descriptions": dict(shown.summary),
        }
    )


def desk(site: Site, shown: PublicDesk, more: More, url: str) -> Thing:
    """A protection desk, as an organisation that vouches."""
    return filled(
        {
            "id": site.id("desk", shown.id),
            "name": shown.name,
            "description": shown.name,
            "email": first_mail(more.ways),
            "uri": url,
            **_profile(site, "desk", more, (), None),
        }
    )


def organisation_service(site: Site, shown: PublicOrganisation, code: str, owner: Thing) -> Thing:
    """One thing that an organisation offers."""
    own = site.id("service", shown.id, code)
    return filled(
        {
            "id": own,
            "organization_id": owner["id"],
            "name": site.words.term("service", code),
            "description": owner["description"],
            "status": STATUS[OrganisationStatus(shown.status)],
            "assured_date": shown.last_review.isoformat(),
            "languages": languages(site, own, shown.languages),
            "service_areas": areas(site, own, shown.places),
            "organization": owner,
            "attributes": [
                *attributes(site, "service", own, "service", [code]),
                *attributes(site, "service", own, "at-risk-group", shown.at_risk_groups),
            ],
            "groups_served": groups(site, shown.at_risk_groups),
            "accepts_urgent": shown.accepts_urgent,
        }
    )


def desk_service(site: Site, shown: PublicDesk, owner: Thing, today: dt.date) -> Thing:
    """What a desk does, where and when."""
    own = site.id("service", "desk", shown.id)
    return filled(
        {
            "id": own,
            "organization_id": owner["id"],
            "name": shown.name,
            "description": "Protection desk: answers requests for training and protection.",
            "status": "active",
            "languages": languages(site, own, shown.languages),
            "service_areas": areas(site, own, shown.places),
            "schedules": [_schedule(site, own, shown, place, today) for place in range(len(shown.hours))],
            "organization": owner,
        }
    )


def _schedule(site: Site, service: str, shown: PublicDesk, place: int, today: dt.date) -> Thing:
    """Hours with the distance from UTC of this day, as HSDS wants them; the name of the zone stands beside."""
    hours, zone = shown.hours[place], ZoneInfo(shown.timezone)
    opens, closes = (
        dt.datetime.combine(today, time, zone).isoformat(timespec="minutes")[11:]
        for time in (hours.opens, hours.closes)
    )
    return {
        "id": site.id("schedule", service, str(place)),
        "service_id": service,
        "freq": "WEEKLY",
        "byday": DAY_CODES[hours.day][:2].upper(),
        "opens_at": opens,
        "closes_at": closes,
        "description": f"Times of {shown.timezone}",
    }


def trainer(site: Site, shown: PublicTrainer, more: More, url: str, owner: Thing) -> Thing:
    """A trainer, as a service of their organisation, else of the desk that vouches."""
    own = site.id("trainer", shown.id)
    withheld = [field for field in MAY_BE_WITHHELD if getattr(shown, field) is None]
    return filled(
        {
            "id": own,
            "organization_id": owner["id"],
            "name": shown.name,
            "description": first(shown.summary or {}, site.words),
            "url": url,
            "email": first_mail(more.ways),
            "status": "active",
            "assured_date": shown.last_review.isoformat(),
            "contacts": [{"id": site.id("contact", own), "service_id": own, "name": shown.name}],
            "organization": owner,
            **_work(site, own, shown),
            **_profile(site, "trainer", more, shown.at_risk_groups or (), shown.last_review, withheld),
            "vouching": {"by": shown.vouched_by.name, "until": shown.vouched_until.isoformat()},
            "base_country": shown.base_country,
            "descriptions": dict(shown.summary or {}),
        }
    )


def _work(site: Site, own: str, shown: PublicTrainer) -> Thing:
    """In which languages and where a trainer works, on what, how, with whom."""
    home = (shown.base_country,) if shown.base_country else ()
    tied = {"topic": shown.topics, "format": shown.formats, "at-risk-group": shown.at_risk_groups}
    terms = [attributes(site, "service", own, scheme, codes or ()) for scheme, codes in tied.items()]
    return {
        "languages": languages(site, own, shown.languages or ()),
        "service_areas": areas(site, own, dict.fromkeys((*home, *(shown.worked_in or ())))),
        "service_at_locations": [online(site, own)] if "online" in (shown.formats or ()) else None,
        "attributes": [each for of_list in terms for each in of_list],
    }


def online(site: Site, service: str) -> Thing:
    """Where a service is that is held online."""
    own = site.id("location", service)
    return {
        "id": site.id("service-at-location", service),
        "service_id": service,
        "location_id": own,
        "location": {"id": own, "location_type": "virtual", "name": "Online"},
    }


def _profile(
    site: Site, kind: str, more: More, served: Any, reviewed: dt.date | None, withheld: list[str] | None = None
) -> Thing:
    """What the profile of this feed adds: who is served, how to reach somebody safely, what is kept back."""
    return {
        "entry_kind": kind,
        "safe_contacts": safe_contacts(more.ways),
        "groups_served": groups(site, served),
        "how_they_work": dict(more.how),
        "questions_to_ask": {language: list(texts) for language, texts in more.questions.items()},
        "confidentiality": filled(
            {"location_precision": "country", "contact_through": "protection desk", "withheld": withheld}
        ),
        "last_reviewed": reviewed.isoformat() if reviewed else None,
    }
