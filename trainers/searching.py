"""Trainers and organisations as the search finds them: what everyone may see of those listed now, and no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.findable import Drawn, Entry, Kind, Watched, register
from trainers import cards, public
from trainers.choices import OrganisationKind
from trainers.models import Organisation, OrganisationContact, Pause, Trainer, TrainerTiers, Vouching
from trainers.querysets import OrganisationQuerySet, TrainerQuerySet
from trainers.shuffle import shuffled
from trainers.words import Words
from vocabulary import places, store
from vocabulary.tree import Broader, above

MOST_TOPICS = 4


def _trainers(now: dt.datetime) -> TrainerQuerySet:
    return Trainer.objects.listed(timezone.localdate(now))


def _organisations(_now: dt.datetime) -> OrganisationQuerySet:
    return Organisation.objects.listed()


def _numbers(rows: Any, wanted: Collection[int] | None) -> frozenset[int]:
    found = rows if wanted is None else rows.filter(pk__in=wanted)
    return frozenset(found.order_by().values_list("pk", flat=True))


def listed_trainers(now: dt.datetime, wanted: Collection[int] | None = None) -> frozenset[int]:
    """Those whom the public directory shows on this day."""
    return _numbers(_trainers(now), wanted)


def listed_organisations(now: dt.datetime, wanted: Collection[int] | None = None) -> frozenset[int]:
    """Those that have a public page."""
    return _numbers(_organisations(now), wanted)


def _with_above(scheme: str, codes: Iterable[str], broader: Broader) -> list[str]:
    """Terms and all that hold them: who works on phishing is found under digital security."""
    return [f"{scheme}/{each}" for code in codes for each in (code, *above(code, broader))]


def _places(codes: Iterable[str]) -> list[str]:
    held = (each for code in codes for each in (code, *places.above(code)) if each != places.WORLD)
    return [f"place/{each}" for each in held]


def _terms(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for each in lists for term in each))


def _trainer_entry(row: Trainer, broader: Broader) -> Entry:
    shown = public.trainer(row, public.offers_of(row))
    worked = (*(shown.worked_in or ()), *((shown.base_country,) if shown.base_country else ()))
    terms = _terms(
        _with_above("topic", shown.topics or (), broader),
        (f"at-risk-group/{code}" for code in shown.at_risk_groups or ()),
        (f"language/{each.code}" for each in shown.languages or () if each.can_train),
        (f"format/{code}" for code in shown.formats or ()),
        _places(worked),
    )
    return Entry(row.pk, shown.id, shown.name, tuple((shown.summary or {}).items()), terms)


def trainer_entries(wanted: Collection[int], now: dt.datetime) -> list[Entry]:
    """The listed ones of these trainers, by the fields that they show to everyone."""
    broader = store.broader()
    return [_trainer_entry(row, broader) for row in _trainers(now).for_page().filter(pk__in=wanted)]


def _organisation_entry(row: Organisation) -> Entry:
    shown = public.organisation(row)
    terms = _terms(
        (f"service/{code}" for code in shown.services),
        (f"at-risk-group/{code}" for code in shown.at_risk_groups),
        (f"language/{code}" for code in shown.languages),
        _places((*shown.places, shown.base_country)),
    )
    return Entry(row.pk, shown.id, shown.name, tuple(shown.summary.items()), terms)


def organisation_entries(wanted: Collection[int], now: dt.datetime) -> list[Entry]:
    """The listed ones of these organisations."""
    return [_organisation_entry(row) for row in _organisations(now).for_page().filter(pk__in=wanted)]


def _drawn(number: int, named: public.PublicTrainer | public.PublicOrganisation, url: str, words: Words) -> Drawn:
    """A row with what both kinds have; its facts are added by each."""
    text, lang = words.summary(named.summary or {})
    row = {
        "url": url,
        "name": named.name,
        "summary": text,
        "summary_lang": lang,
        "summary_language": words.foreign(lang),
    }
    return Drawn(number, named.id, named.name, url, text, lang, row=row)


def drawn_trainers(numbers: Sequence[int], reader: str, now: dt.datetime) -> list[Drawn]:
    """The listed ones of these trainers in their order, as a reader of a language sees them."""
    words, found = Words(reader, store.interface_labels(reader)), {}
    for row in _trainers(now).for_page().filter(pk__in=numbers):
        shown = public.trainer(row, public.offers_of(row))
        made = _drawn(row.pk, shown, reverse("trainers:profile", args=[shown.id]), words)
        topics = tuple(cards.by_depth(shown))
        spoken = words.listed(words.language(each.code) for each in shown.languages or () if each.can_train)
        made.row["facts"] = [
            cards.Fact(_("Topics"), words.terms("topic", topics[:MOST_TOPICS])),
            cards.Fact(_("Works in"), cards.places(shown, words)),
            cards.Fact(_("Trains in"), spoken),
        ]
        found[row.pk] = Drawn(**{**vars(made), "topics": tuple(sorted(topics))})
    return [found[number] for number in numbers if number in found]


def drawn_organisations(numbers: Sequence[int], reader: str, now: dt.datetime) -> list[Drawn]:
    """The listed ones of these organisations in their order, as a reader of a language sees them."""
    words, found = Words(reader, store.interface_labels(reader)), {}
    for row in _organisations(now).for_page().filter(pk__in=numbers):
        shown = public.organisation(row)
        made = _drawn(row.pk, shown, reverse("trainers:organisation", args=[shown.id]), words)
        made.row["facts"] = [
            cards.Fact(_("Kind"), str(OrganisationKind(shown.kind).label)),
            cards.Fact(_("Works in"), words.listed(words.place(code) for code in shown.places)),
            cards.Fact(_("Languages"), words.listed(words.language(code) for code in shown.languages)),
            cards.Fact(_("What they offer"), words.terms("service", shown.services[:MOST_TOPICS])),
        ]
        found[row.pk] = made
    return [found[number] for number in numbers if number in found]


def of_the_day(ids: Iterable[str], now: dt.datetime) -> list[str]:
    """The order of the directory."""
    return shuffled(ids, timezone.localdate(now))


def _having(field: str, text: str) -> Q:
    wanted = Q()
    for word in text.split():
        wanted &= Q(**{f"{field}__icontains": word})
    return wanted


def named_trainers(text: str, now: dt.datetime) -> list[int]:
    """The listed trainers whose name has all of these words, by name."""
    found = _trainers(now).filter(_having("display_name", text)).order_by("display_name", "pk")
    return list(found.values_list("pk", flat=True))


def named_organisations(text: str, now: dt.datetime) -> list[int]:
    """The listed organisations whose name has all of these words, by name."""
    found = _organisations(now).filter(_having("name", text)).order_by("name", "pk")
    return list(found.values_list("pk", flat=True))


TRAINERS = Kind(
    name="trainer",
    place=1,
    label=gettext_lazy("Trainers"),
    words=(gettext_lazy("Trainers"), gettext_lazy("Trainer"), gettext_lazy("Trainers and facilitators")),
    listed=listed_trainers,
    entries=trainer_entries,
    drawn=drawn_trainers,
    named=named_trainers,
    ordered=of_the_day,
    watched=(
        *(Watched(Trainer), Watched(TrainerTiers, "trainer_id")),
        *(Watched(Vouching, "trainer_id"), Watched(Pause, "trainer_id")),
    ),
)
ORGANISATIONS = Kind(
    name="organisation",
    place=2,
    label=gettext_lazy("Organisations"),
    words=(gettext_lazy("Organisations"), gettext_lazy("Organisation")),
    listed=listed_organisations,
    entries=organisation_entries,
    drawn=drawn_organisations,
    named=named_organisations,
    ordered=of_the_day,
    watched=(Watched(Organisation), Watched(OrganisationContact, "organisation_id")),
    filters=("language", "region", "group"),
)


def register_kinds() -> None:
    """Tell the search of both."""
    register(TRAINERS)
    register(ORGANISATIONS)
