"""One's own profile: the page behind a link, the parts of an open profile, and closing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hub.failures import csrf_failure
from hub.one_time import LONGEST_TOKEN
from hub.origin import is_foreign
from hub.typed import typed
from trainers.models import Pause, Trainer
from trainers.own import drawing, links, pages, parts, sitting, wishes
from trainers.own.private_forms import PauseForm

# After a post: fetch the next page, and nothing is sent again when it is loaded anew.
SEE_OTHER: Final = 303
Act = Callable[[HttpRequest, Trainer], HttpResponse]


# Without a token, which would need a cookie: who posts here has no profile open yet, and no other site may post.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The page behind a link: a button and nothing else. Only the button uses the link up."""
    if request.method != "POST":
        key = request.GET.get("key", "")[: LONGEST_TOKEN + 1]
        return render(request, "pages/trainers/own_enter.html", {"key": key}) if key else not_open(request)
    if is_foreign(request):
        return csrf_failure(request)
    trainer_id = links.use(typed(request).get("key", ""), timezone.now())
    if trainer_id is None:
        return not_open(request)
    response = HttpResponseRedirect(reverse("trainers:own_profile"), status=SEE_OTHER)
    sitting.begin(trainer_id, response, timezone.now())
    return response


def not_open(request: HttpRequest) -> HttpResponse:
    """The same words and the same status for a link that is used, withdrawn, over, or none at all."""
    return render(request, "pages/trainers/own_not_open.html")


@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """How the listing stands, the pause, and the ways to each part."""
    trainer = _trainer(request)
    if isinstance(trainer, HttpResponse):
        return trainer
    act = ACTS.get(typed(request).get("act", "")) if request.method == "POST" else None
    if act is not None:
        return act(request, trainer)
    return _overview(request, trainer, PauseForm(auto_id="f-%s"))


@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, key: str) -> HttpResponse:
    """One part: what stands now beside what is changed."""
    trainer = _trainer(request)
    if isinstance(trainer, HttpResponse):
        return trainer
    if key not in parts.BY_KEY:
        raise Http404
    page = pages.asked(trainer, parts.BY_KEY[key], typed(request) if request.method == "POST" else None)
    if request.method == "POST" and page.is_valid():
        done = wishes.change(trainer, page.wanted(), timezone.localdate())
        said = "waits" if done.waits else "saved" if done.at_once else "same"
        return HttpResponseRedirect(f"{reverse('trainers:own_profile')}?{said}=1", status=SEE_OTHER)
    context = {**pages.part_context(trainer, page), "proof": sitting.proof(request)}
    return render(request, "pages/trainers/own_part.html", context)


@require_safe
@cache_control(no_store=True)
def closed(request: HttpRequest) -> HttpResponse:
    """After closing."""
    return render(request, "pages/trainers/own_closed.html")


def _trainer(request: HttpRequest) -> Trainer | HttpResponse:
    """Whose profile is open in this browser; else the page that says that none is."""
    if request.method == "POST" and is_foreign(request):
        return csrf_failure(request)
    trainer = sitting.trainer_of(request, timezone.now())
    if trainer is None:
        response = not_open(request)
        sitting.leave(request, response)
        return response
    if request.method == "POST" and not sitting.proves(request, typed(request).get("proof", "")):
        return csrf_failure(request)
    return trainer


def _overview(request: HttpRequest, trainer: Trainer, form: PauseForm) -> HttpResponse:
    said = next((word for word in ("waits", "saved", "same", "paused", "back") if word in request.GET), "")
    context = {
        **pages.overview(trainer, timezone.localdate()),
        "pause": drawing.field(form["back_on"]),
        "errors": drawing.errors(form, []) if form.is_bound else [],
        "said": said,
        "proof": sitting.proof(request),
        "ends_at": timezone.localtime(sitting.ends_at(request)),
    }
    return render(request, "pages/trainers/own_profile.html", context)


def _pause(request: HttpRequest, trainer: Trainer) -> HttpResponse:
    form = PauseForm(typed(request), auto_id="f-%s")
    if not form.is_valid():
        return _overview(request, trainer, form)
    Pause(trainer=trainer, back_on=form.cleaned_data["back_on"]).save()
    return HttpResponseRedirect(f"{reverse('trainers:own_profile')}?paused=1", status=SEE_OTHER)


def _back(_request: HttpRequest, trainer: Trainer) -> HttpResponse:
    Pause.objects.filter(trainer=trainer).delete()
    return HttpResponseRedirect(f"{reverse('trainers:own_profile')}?back=1", status=SEE_OTHER)


def _take_back(request: HttpRequest, trainer: Trainer) -> HttpResponse:
    wishes.take_back(trainer, typed(request).get("field", ""))
    return HttpResponseRedirect(reverse("trainers:own_profile"), status=SEE_OTHER)


def _put_away(_request: HttpRequest, trainer: Trainer) -> HttpResponse:
    wishes.put_away(trainer)
    return HttpResponseRedirect(reverse("trainers:own_profile"), status=SEE_OTHER)


def _close(request: HttpRequest, _trainer_: Trainer) -> HttpResponse:
    response = HttpResponseRedirect(reverse("trainers:own_closed"), status=SEE_OTHER)
    sitting.close(request, response)
    return response


ACTS: Final[dict[str, Act]] = {
    "pause": _pause,
    "back": _back,
    "take-back": _take_back,
    "put-away": _put_away,
    "close": _close,
}
