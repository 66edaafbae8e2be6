"""The screen on which publishers and operators say what readers are offered when their language has nothing."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Locale

from hub import languages
from vocabulary import chains
from vocabulary.chain_form import form

RIGHT = "vocabulary.change_fallback"


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """All chains on one screen; what cannot be is said at its place and nothing is saved."""
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    on = list(Locale.objects.values_list("language_code", flat=True))
    saved = chains.of_rows()
    made = form(on, saved, request.POST if request.method == "POST" else None)
    if request.method == "POST" and made.fine:
        off = {code: others for code, others in saved.items() if code not in made.nexts}
        chains.save({**off, **made.nexts})
        messages.success(request, _("Saved. Readers are offered other languages in this order from now on."))
        return redirect("vocabulary_chains")
    if not made.fine:
        messages.error(request, _("Nothing was saved: see the sentences below."))
    context = {
        "rows": made.rows,
        "choices": sorted(
            (languages.BY_CODE[code] for code in on if code in languages.BY_CODE and code != languages.DEFAULT.code),
            key=lambda each: each.endonym.casefold(),
        ),
        "last": languages.DEFAULT,
        "unsaved": not made.fine,
        "page_title": _("Languages that come next"),
    }
    return render(request, "vocabulary/chains.html", context)
