"""What a record says in each field, in the words of a reader: for its owner beside their form, and for the review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from hub.templatetags.hub import number
from hub.wording import worded
from trainers.choices import DAY_CODES, Accepts, Day, Experience, FacilitatorAttribute, LanguageLevel, TopicLevel
from trainers.choices import Tier as Tiers
from trainers.models import Organisation
from trainers.words import Words


def say(field: str, value: Any, words: Words) -> str:
    """A value of a record, in words; nothing where it is empty."""
    if field.startswith("tiers."):
        return str(Tiers(value).label)
    if value is None or value in ("", [], {}):
        return ""
    return SAYERS.get(field, _plain)(value, words)


def _plain(value: Any, _words: Words) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return number(value) if isinstance(value, int) else str(value)


def _organisation(value: str, _words: Words) -> str:
    row = Organisation.objects.filter(public_id=value).first()
    return row.name if row else value


def _places(value: list[str], words: Words) -> str:
    return words.listed(words.place(code) for code in value)


def _languages(value: list[dict[str, Any]], words: Words) -> str:
    said = []
    for each in value:
        parts = {"language": words.language(each["code"]), "level": LanguageLevel(each["level"]).label}
        trains = _("%(language)s (%(level)s, trains in it)") if each["can_train"] else _("%(language)s (%(level)s)")
        said.append(trains % parts)
    return words.apart(said)


def _steps(scheme: str, level: str, steps: Any) -> Callable[[Any, Words], str]:
    def sayer(value: list[dict[str, Any]], words: Words) -> str:
        each = ((words.term(scheme, row["code"]), steps(row[level]).label) for row in value)
        return words.apart(_("%(topic)s (%(depth)s)") % {"topic": name, "depth": depth} for name, depth in each)

    return sayer


def _travel(value: Mapping[str, Any], words: Words) -> str:
    rows = (
        (_("Willing to go to"), _places([*value["regions"], *value["countries"]], words)),
        (_("Cannot enter, or not safely"), _places(value["cannot_enter"], words)),
        (_("Longest trip in days"), number(value["max_days_per_trip"])),
        (_("Weeks of notice"), number(value["notice_weeks"])),
    )
    return _facts(rows, words)


def _facts(rows: Any, words: Words) -> str:
    return words.apart(worded(_("%(what)s: %(value)s"), what=what, value=value) for what, value in rows if value)


def _capacity(value: Mapping[str, int], words: Words) -> str:
    rows = (
        (_("Hours in three months"), number(value["hours_per_quarter"])),
        (_("Spoken for"), number(value["committed_hours"])),
    )
    return _facts(rows, words)


def _availability(value: Mapping[str, Any], words: Words) -> str:
    def spans(name: str) -> str:
        return words.listed(_("%(first)s to %(last)s") % {"first": r["from"], "last": r["to"]} for r in value[name])

    week = words.listed(
        _("%(day)s, %(from)s to %(to)s") % {**row, "day": Day(DAY_CODES.index(row["day"])).label}
        for row in value["weekly"]
    )
    rows = (
        (_("Time zone"), value["timezone"]),
        (_("Open times in each week"), week),
        (_("Works only then"), spans("periods")),
        (_("Away"), spans("closed")),
    )
    return _facts(rows, words)


def _exclusions(value: Mapping[str, Any], words: Words) -> str:
    rows = (
        (_("I do not work in"), _places(value["countries"], words)),
        (_("I do not work with these organisations"), words.listed(value["organisations"])),
        (_("I do not work with these people"), words.listed(value["people"])),
    )
    return _facts(rows, words)


def _attributes(value: list[dict[str, Any]], words: Words) -> str:
    return words.apart(
        _("%(attribute)s, until %(day)s")
        % {"attribute": FacilitatorAttribute(each["code"]).label, "day": each["expires"]}
        for each in value
    )


def _summary(value: Mapping[str, str], words: Words) -> str:
    return "\n".join(worded(_("%(what)s: %(value)s"), what=words.language(tag), value=value[tag]) for tag in value)


SAYERS: Final[Mapping[str, Callable[[Any, Words], str]]] = {
    "organisation": _organisation,
    "base_country": lambda value, words: words.place(value),
    "lived_in": _places,
    "worked_in": _places,
    "languages": _languages,
    "topics": _steps("topic", "level", TopicLevel),
    "at_risk_groups": _steps("at-risk-group", "experience", Experience),
    "travel": _travel,
    "formats": lambda value, words: words.terms("format", value),
    "accepts": lambda value, words: words.listed(str(Accepts(each).label) for each in value),
    "availability": _availability,
    "capacity": _capacity,
    "exclusions": _exclusions,
    "facilitator_attributes": _attributes,
    "summary": _summary,
}
