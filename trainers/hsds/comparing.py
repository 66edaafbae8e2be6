"""A proposal beside what it said before and beside an entry that is here: the same facts in columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from trainers import records
from trainers.choices import Experience, TopicLevel
from trainers.hsds import taking
from trainers.hsds.models import FeedEntry, FeedKind, FeedState
from trainers.models import Organisation, Trainer
from trainers.words import Words


@dataclass(frozen=True)
class Row:
    """One fact: as proposed, and as it is here."""

    label: str
    proposed: str
    here: str
    then: str = ""
    again: bool = False

    @property
    def changed(self) -> bool:
        """Whether it said something else when it was taken."""
        return self.again and self.proposed != self.then

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return bool(self.here) and self.proposed != self.here


def rows(entry: FeedEntry, here: Any, words: Words) -> list[Row]:
    """All facts of which one side says something."""
    say = _organisation if entry.kind == FeedKind.ORGANISATION else _trainer
    then = taking.taken(entry) if entry.state == FeedState.WAITING else None
    before = say(then, words) if then else {}
    stored = _stored(here, words) if here is not None else {}
    found = [
        Row(label, text, stored.get(label, ""), before.get(label, ""), bool(then))
        for label, text in say(entry.content, words).items()
    ]
    return [each for each in found if each.proposed or each.here or each.then]


def _stored(here: Any, words: Words) -> dict[str, str]:
    if isinstance(here, Organisation):
        whole = records.organisation(Organisation.objects.for_page().get(pk=here.pk))
        return _organisation({**whole, "places": [*whole["regions"], *whole["countries"]]}, words)
    whole = records.trainer(Trainer.objects.whole().get(pk=here.pk))
    levels = {
        "topics": {each["code"]: each["level"] for each in whole["topics"]},
        "at_risk_groups": {each["code"]: each["experience"] for each in whole["at_risk_groups"]},
    }
    return _trainer({**whole, **levels, "name": whole["display_name"]}, words)


def _organisation(content: dict[str, Any], words: Words) -> dict[str, str]:
    return {
        _("Name"): content["name"],
        _("Summary"): _texts(content["summary"], words),
        _("Website"): content["website"],
        _("E-mail"): content["email"],
        _("Languages"): words.listed(words.language(tag) for tag in content["languages"]),
        _("Works in"): words.listed(words.place(code) for code in content["places"]),
        _("What they offer"): words.terms("service", content["services"]),
        _("Whom they serve"): words.terms("at-risk-group", content["at_risk_groups"]),
        _("Offers, as named there"): words.apart(content.get("offers", ())),
        _("Active there"): _active(content),
    }


def _trainer(content: dict[str, Any], words: Words) -> dict[str, str]:
    base = content["base_country"]
    return {
        _("Name"): content["name"],
        _("Summary"): _texts(content["summary"], words),
        _("Based in"): words.place(base) if base else "",
        _("Languages"): words.listed(words.language(each["code"]) for each in content["languages"]),
        _("Topics"): _steps("topic", content["topics"], TopicLevel, words),
        _("Forms of work"): words.terms("format", content["formats"]),
        _("Has worked in"): words.listed(words.place(code) for code in content["worked_in"]),
        _("Has worked with"): _steps("at-risk-group", content["at_risk_groups"], Experience, words),
        _("Active there"): _active(content),
    }


def _active(content: dict[str, Any]) -> str:
    """Said only where they say no."""
    return "" if content.get("active", True) else _("No")


def _steps(scheme: str, levels: dict[str, int], how: type[TopicLevel | Experience], words: Words) -> str:
    return words.apart(
        _("%(topic)s (%(depth)s)") % {"topic": words.term(scheme, code), "depth": how(level).label}
        for code, level in levels.items()
    )


def _texts(texts: dict[str, str], words: Words) -> str:
    parts: Iterable[str] = (f"{words.language(tag)}: {text}" for tag, text in texts.items())
    return " / ".join(parts)
