"""The pages of asking to be listed: a step, the look at it all, the code."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hub import travelling
from hub.travelling import Luggage, TooMuch
from trainers import public
from trainers.joining import drawing, preview
from trainers.joining.choices import Joining
from trainers.joining.clocks import application_goes
from trainers.joining.desks import NoDesk, desk_of
from trainers.joining.journey import PURPOSE, Journey
from trainers.joining.sending import Sent
from trainers.joining.steps import Step
from trainers.models import Desk

# The form that carries the answers, to another language too.
FORM: Final = "joining"
Context = dict[str, Any]


def step(
    request: HttpRequest,
    journey: Journey,
    number: int,
    *,
    with_faults: bool = False,
    instead: int | None = None,
    lost: str = "",
) -> HttpResponse:
    """A step; when a page holds more than can travel on, that page (`instead`) once more, with what is wrong."""
    form = journey.step(number, with_faults=with_faults)
    try:
        travel = travelling.packed(_rest(journey, tuple(form.fields)), PURPOSE)
    except TooMuch:
        if instead is None:
            raise
        return step(request, journey, instead, with_faults=True)
    context = {
        **_about(journey, number),
        **_questions(form, with_faults=with_faults),
        "travel": travel,
        "step": number,
        "lost": lost,
        "seeing": number == journey.last,
    }
    return render(request, "pages/trainers/join.html", context)


def _questions(form: Step, *, with_faults: bool) -> Context:
    drawn = drawing.fields(form, with_faults=with_faults)
    return {
        "title": form.title,
        "fields": [field for field in drawn if field["name"] not in form.folded],
        "folded": [field for field in drawn if field["name"] in form.folded],
        "folded_title": form.folded_title,
        "errors": form.faults() if with_faults else [],
    }


def look(request: HttpRequest, journey: Journey, *, busy: bool = False) -> HttpResponse:
    """All of it once more, and what everyone would see, before anything is sent."""
    about, said = _about(journey, journey.last + 1), journey.said()
    desk = _desk(journey.country)
    tiers = preview.by_tier(journey.kind, said)
    context = {
        **about,
        "travel": travelling.packed(journey.luggage, PURPOSE),
        "step": journey.last + 1,
        "kind": journey.kind,
        "shown": preview.shown(journey.kind, said, desk, journey.asking.words, journey.asking.today) if desk else None,
        "vetted": tiers["vetted"],
        "desk_only": tiers["desk"],
        "changes": [{"to": f"step-{each}", "label": made.short} for each, made in enumerate(journey.flow, 1)],
        "corrects": bool(journey.corrects),
        "busy": busy,
    }
    return render(request, "pages/trainers/join_look.html", context)


def code(request: HttpRequest, sent: Sent) -> HttpResponse:
    """The code, this once; in another language it would have to be shown again, so that none is offered."""
    context = {"languages": [], "code": sent.code, "desk": named(sent.desk), "purge_on": sent.purge_on}
    return render(request, "pages/trainers/join_code.html", context)


def named(desk: Desk) -> Context:
    """A desk's name, and the language it is in."""
    return {"name": desk.name, "lang": public.language_of_name(desk)}


def _rest(journey: Journey, here: tuple[str, ...]) -> Luggage:
    """What travels beside the fields that a page shows: these hold what was typed themselves."""
    given = {name: values for name, values in journey.luggage.given.items() if name not in here}
    return Luggage(journey.luggage.token, given)


def _about(journey: Journey, number: int) -> Context:
    """What stands beside every page: how far it is, who will read it, until when."""
    desk = _desk(journey.country)
    return {
        "action": reverse("trainers:join"),
        "switch": {"form": FORM, "name": "to", "value": f"step-{number}" if number <= journey.last else "next"},
        "stages": [{"label": made.short, "current": each == number} for each, made in enumerate(journey.flow, 1)],
        "country_known": bool(journey.country),
        "desk": named(desk) if desk else None,
        "erase_on": application_goes(Joining.WAITING, journey.asking.today),
    }


def _desk(country: str) -> Desk | None:
    try:
        return desk_of(country) if country else None
    except NoDesk:
        return None
