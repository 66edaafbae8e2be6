"""What of the directory leaves the site: one allow-list, by field, by tier and by who reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hub.querysets import unexpired
from trainers.choices import Tier
from trainers.models import Desk, Organisation, Trainer
from trainers.offers import Named, Offers, Spoken
from trainers.querysets import SHOWN, OrganisationQuerySet, TrainerQuerySet


class Audience(StrEnum):
    """Who reads: anyone, or an organisation that a desk has vetted, through its case."""

    ANYONE = "anyone"
    VETTED = "vetted"

    @property
    def tiers(self) -> frozenset[Tier]:
        """The tiers whose fields they see."""
        return frozenset({Tier.PUBLIC, Tier.VETTED} if self is Audience.VETTED else {Tier.PUBLIC})


# Fields of a trainer's record that may leave the site, each only where its own tier says so for who reads.
ALLOWED = (
    "display_name",
    "organisation",
    "base_country",
    "worked_in",
    "languages",
    "topics",
    "formats",
    "at_risk_groups",
    "max_group_size",
    "summary",
)


def trainers_for(audience: Audience, today: dt.date) -> TrainerQuerySet:
    """Trainers of whom somebody may know: vetted on this day, and their name for who reads."""
    return Trainer.objects.vetted(today).filter(tiers__display_name__in=audience.tiers)


def organisations_for(audience: Audience) -> OrganisationQuerySet:
    """Organisations of which somebody may know: published, at work, and their name for who reads."""
    return Organisation.objects.filter(unexpired(), live=True, status__in=SHOWN, contact__name_tier__in=audience.tiers)


def shown_of(row: Trainer, audience: Audience) -> frozenset[str]:
    """The fields of a trainer that who reads may see."""
    return frozenset(field for field in ALLOWED if getattr(row.tiers, field) in audience.tiers)


@dataclass(frozen=True)
class ListedTrainer:
    """A trainer as a row of a list says them; None is “not public”, which is not “none”."""

    id: str
    name: str
    vouched_until: dt.date
    organisation: Named | None
    base_country: str | None
    worked_in: tuple[str, ...] | None
    languages: tuple[Spoken, ...] | None
    topics: Mapping[str, int] | None
    formats: tuple[str, ...] | None
    summary: Mapping[str, str] | None


@dataclass(frozen=True)
class PublicTrainer(ListedTrainer):
    """A trainer as anyone may see them."""

    vouched_by: Named
    vouched_for: tuple[str, ...]
    last_review: dt.date
    at_risk_groups: Mapping[str, int] | None
    max_group_size: int | None


def trainer(row: Trainer, offers: Offers, audience: Audience = Audience.ANYONE) -> PublicTrainer:
    """What who reads may see of a listed trainer, from a row of `for_rows` and what they show of their work."""
    shown, desk = shown_of(row, audience), row.vouching.desk
    return PublicTrainer(
        id=row.public_id,
        name=row.display_name,
        vouched_until=row.vouching.until,
        vouched_by=Named(desk.public_id, desk.name, language_of_name(desk)),
        vouched_for=tuple(row.vouching.for_what),
        last_review=row.last_review,
        organisation=organisation_of(row, audience) if "organisation" in shown else None,
        base_country=row.base_country if "base_country" in shown else None,
        worked_in=offers.worked_in,
        languages=offers.languages,
        topics=offers.topics,
        formats=offers.formats,
        at_risk_groups=offers.at_risk_groups,
        max_group_size=row.max_group_size if "max_group_size" in shown else None,
        summary={each.language: each.text for each in row.summaries.all()} if "summary" in shown else None,
    )


def offers_of(row: Trainer, audience: Audience = Audience.ANYONE) -> Offers:
    """What a listed trainer shows of their work to who reads, from a row of `for_page`."""
    shown = shown_of(row, audience)
    groups = {each.concept.code: each.experience for each in row.at_risk_groups.all()}
    return Offers(
        worked_in=tuple(each.code for each in row.worked_in.all()) if "worked_in" in shown else None,
        languages=_spoken(row) if "languages" in shown else None,
        topics={each.concept.code: each.level for each in row.topics.all()} if "topics" in shown else None,
        formats=tuple(each.code for each in row.formats.all()) if "formats" in shown else None,
        at_risk_groups=groups if "at_risk_groups" in shown else None,
    )


def organisation_of(row: Trainer, audience: Audience = Audience.ANYONE) -> Named | None:
    """The organisation of a trainer, if it has a page itself for who reads."""
    home = row.organisation
    return Named(home.public_id, home.name) if home and has_page(home, audience) else None


def has_page(row: Organisation, audience: Audience = Audience.ANYONE) -> bool:
    """Whether who reads may know of an organisation; the same rule as `organisations_for`, for a row at hand."""
    contact = getattr(row, "contact", None)
    return row.is_current() and row.status in SHOWN and contact is not None and contact.name_tier in audience.tiers


def _spoken(row: Trainer) -> tuple[Spoken, ...]:
    return tuple(Spoken(each.code, each.level, each.can_train) for each in row.languages.all())


@dataclass(frozen=True)
class PublicOrganisation:
    """An organisation as anyone may see it."""

    id: str
    name: str
    kind: str
    status: str
    base_country: str
    languages: tuple[str, ...]
    places: tuple[str, ...]
    services: tuple[str, ...]
    at_risk_groups: tuple[str, ...]
    accepts_urgent: bool
    website: str | None
    email: str | None
    summary: Mapping[str, str]
    last_review: dt.date


def organisation(row: Organisation, audience: Audience = Audience.ANYONE) -> PublicOrganisation:
    """What who reads may see of a listed organisation, from a row of `for_page`."""
    contact, tiers = row.contact, audience.tiers
    return PublicOrganisation(
        id=row.public_id,
        name=row.name,
        kind=row.kind,
        status=row.status,
        base_country=row.base_country,
        languages=tuple(each.code for each in row.languages.all()),
        places=tuple(each.code for each in row.places.all()),
        services=tuple(each.code for each in row.services.all()),
        at_risk_groups=tuple(each.code for each in row.at_risk_groups.all()),
        accepts_urgent=row.accepts_urgent,
        website=row.website if contact.website_tier in tiers else None,
        email=contact.email if contact.email_tier in tiers else None,
        summary={each.language: each.text for each in row.summaries.all()},
        last_review=row.last_review,
    )


@dataclass(frozen=True)
class Hours:
    """A span of a weekday, in the desk's own time."""

    day: int
    opens: dt.time
    closes: dt.time


@dataclass(frozen=True)
class PublicDesk:
    """A desk as anyone may see it; its mail address is for other desks."""

    id: str
    name: str
    central: bool
    places: tuple[str, ...]
    languages: tuple[str, ...]
    timezone: str
    hours: tuple[Hours, ...]
    fallbacks: tuple[Named, ...]


def language_of_name(row: Desk) -> str:
    """A desk is named in the first language it answers in."""
    return next((each.code for each in row.languages.all()), "")


def desk(row: Desk) -> PublicDesk:
    """The public side of a desk, from a row of `for_page`."""
    return PublicDesk(
        id=row.public_id,
        name=row.name,
        central=row.central,
        places=tuple(each.code for each in row.places.all()),
        languages=tuple(each.code for each in row.languages.all()),
        timezone=row.timezone,
        hours=tuple(Hours(each.day, each.opens, each.closes) for each in row.hours.all()),
        fallbacks=tuple(
            Named(each.fallback.public_id, each.fallback.name, language_of_name(each.fallback))
            for each in row.fallbacks.all()
            if each.fallback.is_current()
        ),
    )
