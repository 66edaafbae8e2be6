"""What everyone would see of an application, through the allow-list that decides it for the directory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trainers import cards, public
from trainers.choices import Tier
from trainers.joining import questions
from trainers.joining.choices import JoiningKind
from trainers.models import (
    Desk,
    Organisation,
    OrganisationContact,
    OrganisationLanguage,
    OrganisationPlace,
    OrganisationSummary,
    Trainer,
    TrainerGroup,
    TrainerLanguage,
    TrainerSummary,
    TrainerTiers,
    TrainerTopic,
    Travels,
    Vouching,
    WorkedIn,
    WorkTerms,
)
from trainers.papers.profile import of
from trainers.views.entries import drawn_profile
from trainers.words import Words
from vocabulary import store
from vocabulary.models import Scheme

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """A profile as everyone would see it; no name where nothing would be seen at all."""

    name: str
    summary: str
    summary_lang: str
    topics: list[dict[str, str]]
    facts: list[cards.Fact]
    more: list[dict[str, str]]


NOTHING = Shown("", "", "", [], [], [])
# Rows that are never saved have no id; Django asks for one before it looks at what hangs on them.
NO_ID = -1


def shown(kind: str, said: Said, desk: Desk, words: Words, today: dt.date) -> Shown:
    """What everyone would see if it were listed as it stands."""
    if kind == JoiningKind.TRAINER:
        return _trainer(said, desk, words, today) if said["tiers"].get("display_name") == Tier.PUBLIC else NOTHING
    return _organisation(said, words, today) if said["tiers"].get("name") == Tier.PUBLIC else NOTHING


def by_tier(kind: str, said: Said) -> dict[str, list[StrOrPromise]]:
    """What is opened to whom, by the names of the form's fields."""
    names = questions.TRAINER_SEEN if kind == JoiningKind.TRAINER else questions.ORGANISATION_SEEN
    return {tier: [label for field, label in names.items() if said["tiers"].get(field) == tier] for tier in Tier.values}


def _trainer(said: Said, desk: Desk, words: Words, today: dt.date) -> Shown:
    drawn = drawn_profile(of(_trainer_row(said, desk, today), words, today, ""))
    return Shown(*(drawn[name] for name in ("name", "summary", "summary_lang", "topics", "facts", "more")))


def _organisation(said: Said, words: Words, today: dt.date) -> Shown:
    seen = public.organisation(_organisation_row(said, today))
    text, tag = words.summary(seen.summary)
    return Shown(seen.name, text, tag, [], cards.organisation_facts(seen, words), [])


def _trainer_row(said: Said, desk: Desk, today: dt.date) -> Trainer:
    """A row that is never saved, with all that hangs on it."""
    row = Trainer(
        pk=NO_ID,
        public_id="x",
        display_name=said["name"],
        is_alias=said["name_is"] == "alias",
        base_country=said["country"],
        max_group_size=said["max_group_size"],
        last_review=today,
    )
    _hang_work(row, said)
    TrainerTiers(trainer=row, **dict(said["tiers"]))
    Vouching(trainer=row, desk=desk, until=today)
    WorkTerms(
        trainer=row,
        accepts=said["accepts"],
        max_days_per_trip=said["max_days"] or 0,
        notice_weeks=said["notice_weeks"] or 0,
        hours_per_quarter=said["hours"],
        accompaniment_hours_per_month=said["accompaniment"] or 0,
    )
    hanging = {"travels": [Travels(code=code) for code in said["travels"]], "channels": [], "sayings": []}
    row._prefetched_objects_cache = hanging  # type: ignore[attr-defined]
    return row


def _hang_work(row: Trainer, said: Said) -> None:
    """What they do, as rows below one that is never saved."""
    topics, groups, formats = (store.rows(each) for each in (Scheme.TOPIC, Scheme.AT_RISK_GROUP, Scheme.FORMAT))
    row.languages.set(
        [
            TrainerLanguage(code=code, level=level, can_train=trains)
            for code, (level, trains) in said["languages"].items()
        ]
    )
    row.topics.set(
        [TrainerTopic(concept=topics[code], level=level) for code, level in said["topics"].items() if code in topics]
    )
    row.at_risk_groups.set(
        [
            TrainerGroup(concept=groups[code], experience=level)
            for code, level in said["at_risk_groups"].items()
            if code in groups
        ]
    )
    row.formats.set([formats[code] for code in said["formats"] if code in formats])
    row.worked_in.set([WorkedIn(code=code) for code in said["worked_in"]])
    row.summaries.set([TrainerSummary(language=tag, text=text) for tag, text in said["summary"].items()])


def _organisation_row(said: Said, today: dt.date) -> Organisation:
    row = Organisation(
        pk=NO_ID,
        public_id="x",
        name=said["name"],
        kind=said["organisation_kind"],
        base_country=said["country"],
        accepts_urgent=bool(said["urgent"]),
        website=said["website"],
        last_review=today,
    )
    services, groups = store.rows(Scheme.SERVICE), store.rows(Scheme.AT_RISK_GROUP)
    row.languages.set([OrganisationLanguage(code=code) for code in said["speaks"]])
    row.places.set([OrganisationPlace(code=code) for code in said["works_in"]])
    row.summaries.set([OrganisationSummary(language=tag, text=text) for tag, text in said["summary"].items()])
    row.services.set([services[code] for code in said["services"] if code in services])
    row.at_risk_groups.set([groups[code] for code in said["serves"] if code in groups])
    tiers = {f"{field}_tier": tier for field, tier in said["tiers"].items()}
    OrganisationContact(organisation=row, email=said["email"], **tiers)
    return row
