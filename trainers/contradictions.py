"""What in a record does not fit together: a sentence for each, shown to the desk, never a reason to refuse. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol

from django.utils.translation import gettext as _

from trainers.choices import Tier
from vocabulary import places

Record = dict[str, Any]
Finding = Iterator[str]


class Names(Protocol):
    """How the codes in a sentence are said: `trainers.words.Words` is one."""

    def language(self, tag: str) -> str:
        """The name of a language."""
        ...

    def place(self, code: str) -> str:
        """The name of a country or region."""
        ...


class Codes:
    """Codes said as they are: for reports that name nothing otherwise."""

    def language(self, tag: str) -> str:
        """The tag."""
        return tag

    def place(self, code: str) -> str:
        """The code."""
        return code


@dataclass(frozen=True)
class About:
    """The day a record is looked at, and how codes are said."""

    today: dt.date
    names: Names


def of(record: Record, today: dt.date, names: Names) -> list[str]:
    """Every contradiction in a trainer's record, in the language of the reader."""
    about = About(today, names)
    return [sentence for rule in RULES for sentence in rule(record, about)]


def _trains_at_basic(record: Record, about: About) -> Finding:
    for each in record["languages"]:
        if each["can_train"] and each["level"] == "basic":
            language = about.names.language(each["code"])
            yield _("Trains in a language they speak at basic level only: %(name)s") % {"name": language}


def _trains_in_nothing(record: Record, _about: About) -> Finding:
    accepts = record["accepts"] or ()
    if "training" in accepts and not any(each["can_train"] for each in record["languages"]):
        yield _("Takes requests for training, but trains in none of their languages.")


def _accompaniment(record: Record, _about: About) -> Finding:
    hours, accepts = record["accompaniment_hours_per_month"], record["accepts"]
    if hours and accepts is not None and "accompaniment" not in accepts:
        yield _("Has hours for accompaniment, but does not take such requests.")
    if not hours and accepts is not None and "accompaniment" in accepts:
        yield _("Takes requests for accompaniment, but has no hours for it.")


def _travel(record: Record, about: About) -> Finding:
    travel, barred = record["travel"], set(record["travel"]["cannot_enter"])
    for region in travel["regions"]:
        within = set(places.countries_in(region))
        if within and within <= barred:
            place = about.names.place(region)
            yield _("Is willing to go to a region, but cannot enter any country of it: %(name)s") % {"name": place}
    for country in travel["countries"]:
        if country in barred:
            yield _("Is willing to go to a country they cannot enter: %(name)s") % {"name": about.names.place(country)}
    going = travel["regions"] or travel["countries"]
    if going and not travel["max_days_per_trip"]:
        yield _("Is willing to travel, but the longest trip is 0 days.")
    if record["base_country"] in barred:
        place = about.names.place(record["base_country"])
        yield _("Is based in a country they cannot enter: %(name)s") % {"name": place}


def _bars_own_place(record: Record, about: About) -> Finding:
    excluded = set(record["exclusions"]["countries"])
    willing = set(record["travel"]["countries"])
    for country in sorted(excluded & ({record["base_country"]} | willing)):
        place = about.names.place(country)
        yield _("Will not work in a country they are based in or willing to go to: %(name)s") % {"name": place}
    if record["organisation"] and record["organisation"] in record["exclusions"]["organisations"]:
        yield _("Will not work with the organisation they belong to.")


def _formats(record: Record, _about: About) -> Finding:
    formats = set(record["formats"])
    if not formats:
        yield _("No form of work is chosen: they fit no request.")
    if "hybrid" in formats and not {"in_person", "online"} <= formats:
        yield _("Works in mixed form, but not both online and in person.")
    going = record["travel"]["regions"] or record["travel"]["countries"]
    if going and formats and not formats & {"in_person", "hybrid"}:
        yield _("Is willing to travel, but works online only.")


def _capacity(record: Record, about: About) -> Finding:
    capacity, times = record["capacity"], record["availability"]
    if capacity["committed_hours"] > capacity["hours_per_quarter"]:
        yield _("More hours are spoken for than they have in a quarter.")
    if times is None or not capacity["hours_per_quarter"]:
        return
    open_later = [span for span in times["periods"] if span["to"] >= about.today.isoformat()]
    if times["periods"] and not open_later:
        yield _("Has hours for work, but all the periods in which they are free are over.")
    whole = [each for each in open_later if any(_covers(shut, each) for shut in times["closed"])]
    if open_later and len(whole) == len(open_later):
        yield _("Has hours for work, but is away in every period in which they are free.")


def _covers(outer: Record, inner: Record) -> bool:
    return bool(outer["from"] <= inner["from"] and outer["to"] >= inner["to"])


def _urgent(record: Record, _about: About) -> Finding:
    if "urgent" in (record["accepts"] or ()) and record["travel"]["notice_weeks"] and "online" not in record["formats"]:
        yield _("Takes urgent requests, but needs weeks of notice and does not work online.")


def _consents(record: Record, about: About) -> Finding:
    for each in record["facilitator_attributes"]:
        if each["expires"] < about.today.isoformat():
            yield _("A consent to be matched by an attribute has ended.")
            return


def _seen(record: Record, _about: About) -> Finding:
    tiers = record["tiers"]
    if record["published"] and tiers["display_name"] != Tier.PUBLIC and Tier.PUBLIC in tiers.values():
        yield _("Some fields are for everyone, but the name is not: nobody sees them.")
    if record["is_alias"] and tiers["organisation"] == Tier.PUBLIC and tiers["base_country"] == Tier.PUBLIC:
        yield _("The name is an alias, but organisation and country are for everyone.")


RULES: Final[tuple[Callable[[Record, About], Finding], ...]] = (
    *(_trains_at_basic, _trains_in_nothing, _accompaniment, _travel, _bars_own_place),
    *(_formats, _capacity, _urgent, _consents, _seen),
)
