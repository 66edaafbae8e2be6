"""What the screen of the weights says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from hub.templatetags.hub import number
from trainers.matching.outcome import Bar
from trainers.matching.weights import DEFAULTS, TOTAL
from trainers.weighing import typed
from trainers.weighing.current import Weighing
from trainers.weighing.models import LONGEST_REASON, WeightsVersion
from trainers.weighing.presets import MEANINGS, NAMES, PRESETS
from trainers.weighing.preview import Effect, Example
from trainers.weighing.typed import Typed

ICON: Final = "sliders"
MOST_VERSIONS: Final = 20


@dataclass(frozen=True)
class Screen:
    """The weights that hold, those in the form, and what was found out about them."""

    held: Weighing
    shown: Typed
    why: str
    may_save: bool
    filled: bool = False
    effect: Effect | None = None
    errors: tuple[str, ...] = ()


def page(request: HttpRequest, screen: Screen) -> HttpResponse:
    """The screen; with something to put right its answer says so to machines too."""
    context = {
        "header_title": _("How matches are weighed"),
        "header_icon": ICON,
        "breadcrumbs_items": [{"url": "", "label": _("How matches are weighed")}],
        "here": request.path,
        "errors": screen.errors,
        "may_save": screen.may_save,
        "number_held": screen.held.number,
        "parts": list(_parts(screen)),
        "total": screen.shown.total,
        "needed": TOTAL,
        "why": screen.why,
        "longest": LONGEST_REASON,
        "seen": typed.stamp(screen.shown.weights) if screen.effect else "",
        "presets": [_preset(each) for each in PRESETS],
        "effect": _effect(screen.effect) if screen.effect else None,
        "versions": list(_versions(screen.held.number)),
    }
    return render(request, "trainers/admin/weights.html", context, status=422 if screen.errors else 200)


def _parts(screen: Screen) -> Iterable[dict[str, Any]]:
    for code in DEFAULTS:
        weight, held = screen.shown.weights[code], screen.held.weights[code]
        yield {
            "code": code,
            "name": NAMES[code],
            "meaning": MEANINGS[code],
            "typed": screen.shown.wrong.get(code, str(weight)),
            "was": str(weight),
            "wrong": code in screen.shown.wrong,
            "held": held,
            "moved": weight != held,
        }


def _preset(preset: Any) -> dict[str, Any]:
    return {
        "name": preset.name,
        "why": preset.why,
        "url": f"?preset={preset.code}",
        "weights": _told(preset.weights),
    }


def _told(weights: Mapping[str, int]) -> list[dict[str, Any]]:
    """The weights, the heaviest first, those of nothing left out."""
    rows = sorted(weights.items(), key=lambda entry: -entry[1])
    return [{"name": NAMES[code], "weight": weight} for code, weight in rows if weight and code in NAMES]


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "runs": effect.runs,
        "other_first": effect.other_first,
        "other_three": effect.other_three,
        "examples": [_example(each) for each in effect.examples],
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "before": [number(score) for score in example.scores_before],
        "after": [number(score) for score in example.scores_after],
        "rows": [
            {
                "name": NAMES[now.factor],
                "now": _bar(now),
                "then": _bar(then),
            }
            for now, then in zip(example.now, example.then, strict=True)
            if now.points or then.points
        ],
    }


def _bar(bar: Bar) -> dict[str, Any]:
    # For the meter, which is read by machines.
    return {"value": f"{bar.value:.2f}", "said": number(bar.points)}


def _versions(held: int) -> Iterable[dict[str, Any]]:
    rows = list(WeightsVersion.objects.order_by("-number")[:MOST_VERSIONS])
    called = _names(row.who for row in rows)
    for row in rows:
        yield {
            "number": row.number,
            "holds": row.number == held,
            "who": called.get(row.who, row.who),
            "on": timezone.localdate(row.at),
            "why": row.why,
            "same_as": row.same_as,
            "weights": _told(row.weights),
            "url": f"{reverse('matching_weights')}?version={row.number}#parts",
        }


def _names(accounts: Iterable[str]) -> dict[str, str]:
    keys = {int(who.removeprefix("user:")) for who in accounts}
    return {f"user:{user.pk}": user.get_full_name() or user.username for user in User.objects.filter(pk__in=keys)}
