"""The screen of the weights: try, see the effect, save with a reason; older versions below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from hub.templatetags.hub import number
from trainers import text
from trainers.weighing import current, drawing, preview, recent, saving, typed
from trainers.weighing.drawing import Screen
from trainers.weighing.models import LONGEST_REASON, WeightsVersion
from trainers.weighing.presets import BY_CODE
from trainers.weighing.typed import Typed

if TYPE_CHECKING:
    from accounts.models import User


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: HttpRequest) -> HttpResponse:
    """Show the weights and what others would change; save them where somebody may."""
    user = cast("User", request.user)
    if not saving.may_look(user):
        raise PermissionDenied
    screen = _begun(request, user)
    if request.method != "POST":
        return drawing.page(request, screen)
    return _acted(request, user, screen)


def _begun(request: HttpRequest, user: User) -> Screen:
    """The screen as it is opened, with the weights that hold, ready-made ones or those of an old version."""
    held = current.held()
    filled, why = _wanted(request.GET)
    shown = filled or held.weights
    return Screen(held=held, shown=Typed(shown, {}), why=why, may_save=saving.may_save(user), filled=bool(filled))


def _wanted(query: QueryDict) -> tuple[Mapping[str, int] | None, str]:
    preset, version = BY_CODE.get(query.get("preset", "")), query.get("version", "")
    if preset is not None:
        return preset.weights, ""
    if version.isascii() and version.isdecimal() and len(version) < len("1000000000"):
        row = WeightsVersion.objects.filter(number=int(version)).first()
        return (
            (current.whole(row.weights), _("Back to version %(number)s") % {"number": number(row.number)})
            if row
            else (None, "")
        )
    return None, ""


@dataclass(frozen=True)
class _Sent:
    """What a form says besides the weights."""

    act: str
    why: str
    seen: str
    after: str


def _acted(request: HttpRequest, user: User, screen: Screen) -> HttpResponse:
    fields = request.POST
    sent = _Sent(*(fields.get(name, "").strip() for name in ("act", "why", "seen", "after")))
    screen = replace(screen, shown=typed.read(fields.dict()), why=sent.why, filled=True)
    if sent.act == "balance" and not screen.shown.wrong:
        screen = replace(screen, shown=Typed(preview.balanced(screen.shown.weights), {}))
    if not screen.shown.is_whole:
        return drawing.page(request, replace(screen, errors=tuple(_faults(screen.shown))))
    screen = replace(screen, effect=preview.effect(recent.runs(), screen.held.weights, screen.shown.weights))
    if sent.act != "save":
        return drawing.page(request, screen)
    return _saved(request, user, screen, sent)


def _faults(shown: Typed) -> list[str]:
    if shown.wrong:
        return [_("Give each part a whole number from 0 to 100")]
    total = number(shown.total)
    return [_("Together the parts are %(total)s: they must be 100. “Make it 100” does it") % {"total": total}]


def _saved(request: HttpRequest, user: User, screen: Screen, sent: _Sent) -> HttpResponse:
    faults = list(_not_yet(screen, sent))
    if not faults:
        try:
            after = int(sent.after) if sent.after.isdecimal() and len(sent.after) < len("1000000000") else -1
            row = saving.save(user, screen.shown.weights, sent.why, after=after)
        except saving.NotSaved as refusal:
            if refusal.reason == "not_central":
                raise PermissionDenied from refusal
            faults = [_("Somebody else saved weights meanwhile. Look at the effect against theirs, then save again")]
        else:
            messages.success(
                request, _("Saved as version %(number)s. It holds from now on.") % {"number": number(row.number)}
            )
            return redirect(request.path)
    return drawing.page(request, replace(screen, errors=tuple(faults)))


def _not_yet(screen: Screen, sent: _Sent) -> list[str]:
    """What must be done before these weights are saved."""
    faults = []
    if sent.seen != typed.stamp(screen.shown.weights):
        faults.append(_("Look at what these weights would change, below, then save"))
    if not sent.why:
        faults.append(_("Say in a few words why: others read it with the version"))
    if text.fault(sent.why):
        faults.append(_("Write plain text: no tags, no control characters."))
    if len(sent.why) > LONGEST_REASON:
        faults.append(_("Say it in %(most)s characters at most") % {"most": number(LONGEST_REASON)})
    if screen.shown.weights == screen.held.weights:
        faults.append(_("These are the weights that hold already"))
    return faults
