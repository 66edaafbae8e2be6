"""The pages of one trainer, one organisation, one desk."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub import languages, printing
from hub.jsonld import as_script
from hub.kept import NOTHING, Values
from trainers import cards, public
from trainers.channels import facts
from trainers.channels.shown import more as more_of
from trainers.choices import Tier
from trainers.keeping import Keeper
from trainers.models import Desk, Organisation, Trainer
from trainers.papers import jsonld
from trainers.papers.profile import Profile, listed, of
from trainers.querysets import TrainerQuerySet
from trainers.shuffle import shuffled
from trainers.words import Words
from vocabulary import store

# What the public profiles read last say, each for a language and a name of the site: some 10 kB each.
PROFILES: Final = Keeper(lambda _today, _version: Values(500))


@require_safe
def profile(request: HttpRequest, public_id: str) -> HttpResponse:
    """A listed trainer; anyone else is as if they did not exist."""
    kept, key = PROFILES.of(timezone.localdate()), (request.scheme, request.get_host(), get_language(), public_id)
    context = kept.get(key)
    if context is NOTHING:
        context = _profile_context(request, public_id)
        kept.put(key, context)
    return render(request, "pages/trainers/profile.html", context)


def _profile_context(request: HttpRequest, public_id: str) -> dict[str, Any]:
    shown = shown_profile(request, public_id)
    home = cards.organisation_url(shown.trainer.organisation)
    return {
        "trainer": drawn_profile(shown),
        "jsonld": as_script(jsonld.person(shown, request.build_absolute_uri(home) if home else "")),
        "card_url": reverse("trainers:card", args=[public_id]),
        "paper_url": reverse("trainers:paper", args=[public_id]) if printing.available() else "",
        **_ways(),
    }


def shown_profile(request: HttpRequest, public_id: str) -> Profile:
    """The public side of a listed trainer; raises Http404 where nobody of this id is listed."""
    today = timezone.localdate()
    row = listed(public_id, today)
    if row is None:
        raise Http404
    url = request.build_absolute_uri(reverse("trainers:profile", args=[public_id]))
    return of(row, _words(), today, url)


def drawn_profile(profile: Profile) -> dict[str, Any]:
    """A profile in its reader's words, as its page and its paper draw it."""
    words, shown = profile.words, profile.trainer
    text, tag = words.summary(shown.summary or {})
    others = [(language, other) for language, other in (shown.summary or {}).items() if language != tag]
    reach = facts.drawn(profile.more, words, profile.today)
    return {
        "id": shown.id,
        "name": shown.name,
        "summary": text,
        "summary_lang": tag,
        "summary_language": words.foreign(tag),
        "organisation": shown.organisation.name if shown.organisation else "",
        "organisation_url": cards.organisation_url(shown.organisation),
        "topics": cards.topic_rows(shown, words),
        "facts": [*cards.trainer_facts(shown, words), *reach.facts],
        "reach": reach,
        "opens_up": bool(reach.ways or facts.shown(reach.facts)),
        "vouched": cards.vouching_facts(shown),
        "more": [{"title": _in(words.language(tag)), "text": other, "lang": tag} for tag, other in others],
    }


def _in(language: str) -> str:
    return _("In their own words: %(language)s") % {"language": language}


@require_safe
def organisation(request: HttpRequest, public_id: str) -> HttpResponse:
    """A public organisation with its listed trainers, those who say they belong to it."""
    rows = Organisation.objects.listed().for_page().prefetch_related("channels", "sayings")
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise Http404
    words, shown, today = _words(), public.organisation(row), timezone.localdate()
    more = more_of(row, today)
    text, tag = words.summary(shown.summary)
    context = {
        "organisation": {
            "id": shown.id,
            "name": shown.name,
            "lang": next(iter(shown.summary), ""),
            "summary": text,
            "summary_lang": tag,
            "summary_language": words.foreign(tag),
            "facts": cards.organisation_facts(shown, words),
            "reach": facts.drawn(more, words, today),
        },
        "jsonld": as_script(jsonld.organisation(shown, more, words, request.build_absolute_uri())),
        "trainers": _listed_of(row.trainers.filter(tiers__organisation=Tier.PUBLIC), words),
        **_ways(),
    }
    return render(request, "pages/trainers/organisation.html", context)


@require_safe
def desk(request: HttpRequest, public_id: str) -> HttpResponse:
    """A desk, whom it serves and when, and the listed trainers it vouches for."""
    rows = Desk.objects.listed().for_page().prefetch_related("channels", "sayings")
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise Http404
    words, shown, today = _words(), public.desk(row), timezone.localdate()
    more = more_of(row, today)
    context = {
        "desk": {
            "id": shown.id,
            "name": shown.name,
            "lang": public.language_of_name(row),
            "facts": [*cards.desk_facts(shown, words, timezone.now()), *_takes_over(shown)],
            "reach": facts.drawn(more, words, today),
        },
        "jsonld": as_script(jsonld.desk(shown, more, words, request.build_absolute_uri())),
        "trainers": _listed_of(Trainer.objects.filter(vouching__desk=row), words),
        **_ways(),
    }
    return render(request, "pages/trainers/desk.html", context)


def _takes_over(shown: public.PublicDesk) -> list[cards.Fact]:
    return [
        cards.Fact(_("If they cannot answer"), each.name, each.lang, url=reverse("trainers:desk", args=[each.id]))
        for each in shown.fallbacks[:1]
    ]


def _listed_of(rows: TrainerQuerySet, words: Words) -> list[cards.Card]:
    today: dt.date = timezone.localdate()
    found = {row.public_id: row for row in rows.listed(today).for_page()}
    in_order = (found[each] for each in shuffled(found, today))
    return [cards.card(public.trainer(row, public.offers_of(row)), words) for row in in_order]


def _words() -> Words:
    reader = get_language() or languages.DEFAULT.code
    return Words(reader, store.interface_labels(reader))


def _ways() -> dict[str, Any]:
    return {"directory_url": reverse("trainers:directory"), "fits_url": reverse("trainers:who_fits")}
