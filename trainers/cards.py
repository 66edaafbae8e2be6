"""What the directory's templates draw: rows of a list, and named facts, in the reader's words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hub.templatetags.hub import day, number
from trainers.choices import LanguageLevel, OrganisationKind, OrganisationStatus, TopicLevel, VouchedFor
from trainers.offers import Named, Spoken
from trainers.public import ListedTrainer, PublicDesk, PublicOrganisation, PublicTrainer
from trainers.words import Words

MOST_TOPICS = 5


@dataclass(frozen=True)
class Pages:
    """The addresses by name under which who reads finds profiles."""

    profile: str = "trainers:profile"
    organisation: str = "trainers:organisation"


PUBLIC_PAGES: Final = Pages()


@dataclass(frozen=True)
class Card:
    """One trainer in a list, as `components/trainer-row` draws it."""

    url: str
    name: str
    summary: str
    summary_lang: str
    summary_language: str
    topics: list[str]
    places: str
    languages: str
    formats: str
    vouched_until: dt.date
    organisation: str
    organisation_url: str


@dataclass(frozen=True)
class Fact:
    """One named fact, as `components/facts` draws it."""

    label: str
    value: str
    lang: str = ""
    url: str = ""


def card(trainer: ListedTrainer, words: Words, pages: Pages = PUBLIC_PAGES) -> Card:
    """A trainer in a list."""
    text, tag = words.summary(trainer.summary or {})
    home = trainer.organisation
    return Card(
        url=_address(pages.profile, trainer.id),
        name=trainer.name,
        summary=text,
        summary_lang=tag,
        summary_language=words.foreign(tag),
        topics=[words.term("topic", code) for code in by_depth(trainer)[:MOST_TOPICS]],
        places=places(trainer, words),
        languages=words.listed(words.language(each.code) for each in trainer.languages or () if each.can_train),
        formats=words.terms("format", trainer.formats or ()),
        vouched_until=trainer.vouched_until,
        organisation=home.name if home else "",
        organisation_url=organisation_url(home, pages),
    )


def by_depth(trainer: ListedTrainer) -> list[str]:
    """Topics, those a trainer goes furthest in first."""
    topics = trainer.topics or {}
    return sorted(topics, key=lambda code: -topics[code])


def places(trainer: ListedTrainer, words: Words) -> str:
    """Where a trainer works, as far as they say so: where they have worked, else where they are based."""
    codes = trainer.worked_in or ((trainer.base_country,) if trainer.base_country else ())
    return words.listed(words.place(code) for code in codes)


def organisation_url(home: Named | None, pages: Pages = PUBLIC_PAGES) -> str:
    """The page of an organisation."""
    return _address(pages.organisation, home.id) if home else ""


def _address(page: str, public_id: str) -> str:
    before, after = _around(page, get_language() or "")
    return f"{before}{public_id}{after}"


@lru_cache(maxsize=64)
def _around(page: str, _language: str) -> tuple[str, str]:
    """What stands in an address before an id and after it: a list has forty of them."""
    before, _id, after = reverse(page, args=["an-id"]).rpartition("an-id")
    return before, after


def trainer_facts(trainer: PublicTrainer, words: Words) -> list[Fact]:
    """How a trainer works."""
    most = trainer.max_group_size
    shown = number(most)
    people = ngettext("Up to %(shown)s person", "Up to %(shown)s people", most or 0) % {"shown": shown}
    return [
        Fact(_("Languages"), words.apart(_spoken(each, words) for each in trainer.languages or ())),
        Fact(_("Based in"), words.place(trainer.base_country) if trainer.base_country else ""),
        Fact(_("Has worked in"), words.listed(words.place(code) for code in trainer.worked_in or ())),
        Fact(_("Forms of work"), words.terms("format", trainer.formats or ())),
        Fact(_("Group size"), people if most else ""),
        Fact(_("Has worked with"), words.terms("at-risk-group", trainer.at_risk_groups or ())),
    ]


def _spoken(language: Spoken, words: Words) -> str:
    parts = {
        "language": words.language(language.code),
        "level": LanguageLevel(language.level).label,
    }
    if language.can_train:
        return _("%(language)s (%(level)s, trains in it)") % parts
    return _("%(language)s (%(level)s)") % parts


def vouching_facts(trainer: PublicTrainer) -> list[Fact]:
    """Who vouches for a trainer, and how old the profile is."""
    desk = trainer.vouched_by
    return [
        Fact(_("By"), desk.name, desk.lang, reverse("trainers:desk", args=[desk.id])),
        Fact(_("For"), " · ".join(str(VouchedFor(each).label) for each in trainer.vouched_for)),
        Fact(_("Until"), day(trainer.vouched_until)),
        Fact(_("Profile last checked"), day(trainer.last_review)),
    ]


def topic_rows(trainer: PublicTrainer, words: Words) -> list[dict[str, str]]:
    """Each topic with how far a trainer goes in it."""
    topics = trainer.topics or {}
    return [
        {"label": words.term("topic", code), "depth": str(TopicLevel(topics[code]).label)} for code in by_depth(trainer)
    ]


def organisation_facts(organisation: PublicOrganisation, words: Words) -> list[Fact]:
    """What an organisation offers, to whom and where."""
    closed = organisation.status != OrganisationStatus.ACTIVE
    urgent = _("Takes urgent requests") if organisation.accepts_urgent else ""
    return [
        Fact(_("State"), str(OrganisationStatus(organisation.status).label) if closed else ""),
        Fact(_("Kind"), str(OrganisationKind(organisation.kind).label)),
        Fact(_("Based in"), words.place(organisation.base_country)),
        Fact(_("Works in"), words.listed(words.place(code) for code in organisation.places)),
        Fact(_("Languages"), words.listed(words.language(code) for code in organisation.languages)),
        Fact(_("Whom they serve"), words.terms("at-risk-group", organisation.at_risk_groups)),
        Fact(_("What they offer"), words.terms("service", organisation.services)),
        Fact(_("Urgent requests"), urgent),
        Fact(_("Website"), organisation.website or "", url=organisation.website or ""),
        Fact(_("E-mail"), organisation.email or "", url=f"mailto:{organisation.email}" if organisation.email else ""),
        Fact(_("Last checked"), day(organisation.last_review)),
    ]


def desk_facts(desk: PublicDesk, words: Words, now: dt.datetime) -> list[Fact]:
    """Whom a desk serves, and when."""
    hours = words.hours(desk.hours)
    return [
        Fact(_("Serves"), words.listed(words.place(code) for code in desk.places)),
        Fact(_("Languages"), words.listed(words.language(code) for code in desk.languages)),
        Fact(_("Hours"), hours),
        Fact(_("Local time of"), words.zone(desk.timezone, now) if hours else ""),
    ]
