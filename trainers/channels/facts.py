"""Contacts, own words and terms of work in a reader's words, as profiles draw them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.templatetags.hub import day, number
from trainers.cards import Fact
from trainers.channels.kinds import ChannelKind
from trainers.channels.shown import More, Terms, Way
from trainers.choices import Accepts
from trainers.words import Words


@dataclass(frozen=True)
class DrawnWay:
    """A way of contact as `trainers/reach.html` draws it."""

    label: str
    value: str
    url: str = ""
    note: str = ""
    fingerprint: str = ""
    over: bool = False


@dataclass(frozen=True)
class Drawn:
    """Everything besides the card, in words."""

    ways: list[DrawnWay]
    how: str
    how_lang: str
    questions: list[str]
    questions_lang: str
    facts: list[Fact]


def drawn(more: More, words: Words, today: dt.date) -> Drawn:
    """What a profile shows besides, for one reader."""
    how, how_lang = words.summary(more.how)
    asked, asked_lang = words.summary({tag: "\n".join(each) for tag, each in more.questions.items()})
    ways = [_way(each, today) for each in more.ways]
    return Drawn(ways, how, how_lang, asked.splitlines(), asked_lang, term_facts(more.terms, words, today))


def _way(way: Way, today: dt.date) -> DrawnWay:
    label = str(ChannelKind(way.kind).label)
    match way.kind:
        case ChannelKind.PGP:
            return _key(way, label, today)
        case ChannelKind.EMAIL:
            return DrawnWay(label, way.value, url=f"mailto:{way.value}")
        case ChannelKind.WEB:
            return DrawnWay(label, way.value, url=way.value)
        case ChannelKind.ONION:
            # Never a link: a click in another browser would ask the net for it.
            return DrawnWay(label, way.value, note=_("Copy it into Tor Browser."))
    is_link = way.value.startswith("https://")
    return DrawnWay(label, way.value, url=way.value if is_link else "", note=_("Set messages to disappear."))


def _key(way: Way, label: str, today: dt.date) -> DrawnWay:
    fingerprint = " ".join(way.fingerprint[at : at + 4] for at in range(0, len(way.fingerprint), 4))
    if way.is_over(today):
        over = _("This key ended on %(day)s. Do not use it; ask for a new one.") % {"day": day(way.expires)}
        return DrawnWay(label, "", note=over, fingerprint=fingerprint, over=True)
    until = _("Valid until %(day)s.") % {"day": day(way.expires)} if way.expires else _("It has no end date.")
    return DrawnWay(label, way.value, note=until, fingerprint=fingerprint)


def term_facts(terms: Terms, words: Words, today: dt.date) -> list[Fact]:
    """How much and how far somebody works; what is not shown is left out."""
    travels = words.listed(words.place(code) for code in terms.travels or ())
    stays_home = terms.travels is not None and not terms.travels
    return [
        Fact(_("Willing to go to"), _("Does not travel") if stays_home else travels),
        Fact(_("Longest trip"), _counted_days(terms.max_days) if terms.travels else ""),
        Fact(_("Notice before a trip"), _counted_weeks(terms.notice_weeks) if terms.travels else ""),
        Fact(_("Takes"), words.listed(str(Accepts(code).label) for code in terms.accepts or ())),
        Fact(_("Accompaniment"), _accompaniment(terms.accompaniment_hours)),
        Fact(_("Room this quarter"), _room(terms.hours_left)),
        Fact(_("Free"), words.apart(_span(span, today) for span in terms.free)),
        Fact(_("Not available"), words.apart(_span(span, today) for span in terms.closed)),
    ]


def _counted_days(many: int | None) -> str:
    return ngettext("%(many)s day", "%(many)s days", many) % {"many": number(many)} if many else ""


def _counted_weeks(many: int | None) -> str:
    return ngettext("%(many)s week", "%(many)s weeks", many) % {"many": number(many)} if many else ""


def _accompaniment(hours: int | None) -> str:
    if hours is None:
        return ""
    if not hours:
        return _("None at present")
    text = ngettext("Up to %(many)s hour a month", "Up to %(many)s hours a month", hours)
    return text % {"many": number(hours)}


def _room(hours: int | None) -> str:
    if hours is None:
        return ""
    if not hours:
        return _("No hours left")
    return ngettext("%(many)s hour left", "%(many)s hours left", hours) % {"many": number(hours)}


def _span(span: tuple[dt.date, dt.date], today: dt.date) -> str:
    first, last = span
    if first <= today:
        return _("until %(day)s") % {"day": day(last)}
    return _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}


def shown(facts: Iterable[Fact]) -> list[Fact]:
    """Those that say something."""
    return [each for each in facts if each.value]
