"""The page on which a reader says that something is wrong with a text. No cookie, no address, a day only."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub import languages, travelling
from hub.limits import Act
from hub.remarks import Telling
from hub.travelling import Luggage
from resources.remarks import sending
from resources.remarks.forms import WrongTextForm
from resources.remarks.places import headings_of, text_at


# Without a token, which would need a cookie: it acts for nobody. What another site sends is refused all the same.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def wrong(request: HttpRequest, place: str) -> HttpResponse:
    """Ask what is wrong with the text at this place, and keep it for whoever looks after it."""
    page = text_at(place, get_language() or languages.DEFAULT.code)
    if page is None:
        raise Http404
    about = {"title": page.title, "lang": page.locale.language_code, "back_url": page.url}
    headings = headings_of(page)

    def keep(form: WrongTextForm, token: str) -> None:
        sending.send(page, form.cleaned_data, headings, token=token, today=timezone.localdate())

    return Telling(
        purpose=sending.PURPOSE,
        act=Act.REMARK,
        form=partial(WrongTextForm, headings=headings, part=request.GET.get("part", "")),
        draw=partial(_page, request, about),
        keep=keep,
        thank=lambda: render(request, "pages/resources/wrong_sent.html", {**about, "languages": []}),
    ).answer(request)


def _page(
    request: HttpRequest, about: dict[str, Any], form: WrongTextForm, luggage: Luggage, busy: bool
) -> HttpResponse:
    context = {
        **about,
        # In another language the text may stand elsewhere, or nowhere.
        "languages": [],
        "travel": travelling.packed(luggage, sending.PURPOSE),
        "fields": form.drawn(),
        "errors": form.faults() if form.is_bound else [],
        "busy": busy,
    }
    return render(request, "pages/resources/wrong.html", context)
