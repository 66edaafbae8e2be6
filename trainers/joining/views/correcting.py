"""“Something is wrong here”: a few choices and a line for the desk. No cookie, no address of who writes, a day only."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub import travelling
from hub.limits import Act
from hub.remarks import Telling
from hub.travelling import Luggage
from trainers.joining import remarking
from trainers.joining.choices import WrongWith
from trainers.joining.desks import NoDesk, desk_for_remark
from trainers.joining.drawing import small
from trainers.joining.forms import RemarkForm
from trainers.joining.views.pages import named

ADDRESSES = {"trainer": "trainers:profile", "organisation": "trainers:organisation", "desk": "trainers:desk"}


# Without a token, which would need a cookie: it acts for nobody. What another site sends is refused all the same.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Ask what is wrong with a public entry, and keep it for the desk."""
    if kind not in WrongWith.values:
        raise Http404
    back = reverse(ADDRESSES[kind], args=[public_id])

    def keep(form: RemarkForm, token: str) -> None:
        given, today = form.cleaned_data, timezone.localdate()
        remarking.send(kind, public_id, what=given["what"], text=given["text"], token=token, today=today)

    telling = Telling(
        purpose=remarking.PURPOSE,
        act=Act.JOINING,
        form=RemarkForm,
        draw=lambda form, luggage, busy: _page(request, kind, public_id, form, luggage, busy=busy),
        keep=keep,
        thank=lambda: render(request, "pages/trainers/correct_sent.html", {"back_url": back, "languages": []}),
    )
    try:
        return telling.answer(request)
    except NoDesk as reason:
        raise Http404 from reason


def _page(
    request: HttpRequest, kind: str, public_id: str, form: RemarkForm, luggage: Luggage, *, busy: bool
) -> HttpResponse:
    desk = desk_for_remark(kind, public_id, timezone.localdate())
    context = {
        "travel": travelling.packed(luggage, remarking.PURPOSE),
        "fields": small(form),
        "errors": form.faults() if form.is_bound else [],
        "desk": named(desk),
        "back_url": reverse(ADDRESSES[kind], args=[public_id]),
        "busy": busy,
    }
    return render(request, "pages/trainers/correct.html", context)
