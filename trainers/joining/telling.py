"""An application in a coordinator's words, beside whoever in the directory may be the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from hub.templatetags.hub import number
from trainers.choices import (
    DAY_CODES,
    Accepts,
    Experience,
    FacilitatorAttribute,
    LanguageLevel,
    OrganisationKind,
    Tier,
    TopicLevel,
)
from trainers.joining import questions
from trainers.joining.choices import JoiningKind
from trainers.public import Hours
from trainers.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

Said = Mapping[str, Any]


class Line(NamedTuple):
    """A question, and what was answered."""

    label: str
    text: str


def lines(kind: str, said: Said, words: Words) -> list[Line]:
    """Everything that was answered, in its order."""
    person = kind == JoiningKind.TRAINER
    told = [*_what(said, words), *_where(said, words)] if person else _organisation(said, words)
    texts = [
        Line(_("In their own words: %(language)s") % {"language": words.language(tag)}, text)
        for tag, text in said["summary"].items()
    ]
    return [line for line in [*told, *texts, *_reach(said), *_tiers(kind, said)] if line.text]


def compared(kind: str, record: Said, words: Words) -> dict[str, str]:
    """What of an entry stands beside an application: nothing that only its own desk should read."""
    places = words.place(record["base_country"])
    if kind != JoiningKind.TRAINER:
        return {_("Name"): record["name"], _("Based in"): places, _("Website"): record["website"]}
    return {
        _("Name"): record["display_name"],
        _("Based in"): places,
        _("Languages"): words.listed(words.language(each["code"]) for each in record["languages"]),
        _("Topics"): words.apart(words.term("topic", each["code"]) for each in record["topics"]),
    }


def _what(said: Said, words: Words) -> list[Line]:
    names = {each.value: str(each.label) for each in questions.NAMES}
    return [
        Line(_("Name"), said["name"]),
        Line(_("Kind of name"), names[said["name_is"]]),
        Line(_("Organisation"), said["organisation"]),
        Line(_("Based in"), words.place(said["country"])),
        Line(_("Languages"), words.apart(_spoken(code, how, words) for code, how in said["languages"].items())),
        Line(_("Topics"), _each(said["topics"], "topic", TopicLevel, words)),
        Line(_("Groups"), _each(said["at_risk_groups"], "at-risk-group", Experience, words)),
        Line(_("Forms of work"), words.terms("format", said["formats"])),
        Line(_("Largest group"), number(said["max_group_size"])),
    ]


def _where(said: Said, words: Words) -> list[Line]:
    peers = (str(FacilitatorAttribute(each).label) for each in said["attributes"])
    return [
        Line(_("Has worked in"), _places(said["worked_in"], words)),
        Line(_("Has lived in"), _places(said["lived_in"], words)),
        Line(_("Willing to go to"), _places(said["travels"], words)),
        Line(_("Longest trip in days"), number(said["max_days"]) if said["max_days"] else ""),
        Line(_("Weeks of notice"), number(said["notice_weeks"]) if said["notice_weeks"] else ""),
        Line(_("Takes on"), words.listed(str(Accepts(each).label) for each in said["accepts"])),
        Line(_("Hours a quarter"), number(said["hours"])),
        Line(_("Accompaniment, hours a month"), number(said["accompaniment"]) if said["accompaniment"] else ""),
        Line(_("When they can work"), _free(said.get("availability"), words)),
        Line(_("Cannot enter, or not safely"), _places(said["cannot_enter"], words)),
        Line(_("Will not work in"), _places(said["not_in"], words)),
        Line(_("Will not work with"), words.apart(said["not_with"])),
        Line(_("Wants to be found by"), words.listed(peers)),
    ]


def _organisation(said: Said, words: Words) -> list[Line]:
    return [
        Line(_("Name"), said["name"]),
        Line(_("Kind"), str(OrganisationKind(said["organisation_kind"]).label)),
        Line(_("Based in"), words.place(said["country"])),
        Line(_("Works in"), _places(said["works_in"], words)),
        Line(_("Languages"), words.listed(words.language(code) for code in said["speaks"])),
        Line(_("What they offer"), words.terms("service", said["services"])),
        Line(_("Whom they serve"), words.terms("at-risk-group", said["serves"])),
        Line(_("Urgent requests"), _("Takes urgent requests") if said["urgent"] else ""),
        Line(_("Website"), said["website"]),
    ]


def _reach(said: Said) -> list[Line]:
    return [Line(_("E-mail"), said["email"]), Line(_("A safer way"), said["reach"])]


def _tiers(kind: str, said: Said) -> list[Line]:
    names = questions.TRAINER_SEEN if kind == JoiningKind.TRAINER else questions.ORGANISATION_SEEN
    opened = {
        tier: "; ".join(str(names[field]) for field, each in said["tiers"].items() if each == tier)
        for tier in (Tier.PUBLIC, Tier.VETTED)
    }
    return [
        Line(_("Open to everyone"), opened[Tier.PUBLIC] or _("Nothing")),
        Line(_("Open to vetted organisations"), opened[Tier.VETTED]),
    ]


def _free(times: Said | None, words: Words) -> str:
    if not times:
        return ""
    spans = [
        Hours(DAY_CODES.index(each["day"]), *(dt.time.fromisoformat(each[end]) for end in ("from", "to")))
        for each in times["weekly"]
    ]
    away = (_("Away: %(first)s to %(last)s") % {"first": each["from"], "last": each["to"]} for each in times["closed"])
    return words.apart([words.hours(spans), times["timezone"], *away])


def _places(codes: Iterable[str], words: Words) -> str:
    return words.listed(words.place(code) for code in codes)


def _spoken(code: str, how: tuple[str, bool], words: Words) -> str:
    level, trains = how
    parts = {"language": words.language(code), "level": LanguageLevel(level).label}
    return (_("%(language)s (%(level)s, trains in it)") if trains else _("%(language)s (%(level)s)")) % parts


def _each(levels: Mapping[str, int], scheme: str, how: type[TopicLevel | Experience], words: Words) -> str:
    return words.apart(f"{words.term(scheme, code)} ({how(level).label})" for code, level in levels.items())
