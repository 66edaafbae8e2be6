"""What readers searched in vain, for who can write it, name it otherwise or choose a text for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CreateView

from hub import languages
from search.models import EditorialChoice, VainSearch
from search.request import clean_text
from search.why.screens import CHOOSES

# Days are shown as at least so many, and fewer than the next.
CLASSES = (5, 10, 50)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The list, the most wanted first; nothing tells more than a month and a class of number."""
    if not request.user.has_perm(CHOOSES):
        raise PermissionDenied
    context = {
        "on": settings.HUB_COUNT_VAIN_SEARCHES,
        "rows": [
            {
                "words": row.words,
                "tag": languages.lang_attribute(row.language),
                "language": row.language,
                "least": max(least for least in CLASSES if least <= max(row.days, CLASSES[0])),
                "month": row.month,
            }
            for row in VainSearch.objects.all()
        ],
        "page_title": _("Searched in vain"),
        "header_icon": "search",
        "breadcrumbs_items": [{"url": "", "label": _("Searched in vain")}],
    }
    return render(request, "search/vain.html", context)


@require_http_methods(["POST"])
def dismiss(request: HttpRequest) -> HttpResponse:
    """Take words off the list; they come back only after five more days have asked them."""
    if not request.user.has_perm(CHOOSES):
        raise PermissionDenied
    asked = VainSearch.objects.filter(language=request.POST.get("language", ""), words=request.POST.get("words", ""))
    gone, _per_model = asked.delete()
    if gone:
        messages.success(request, _("Taken off the list."))
    return redirect("search_vain")


class ChoosingView(CreateView):  # type: ignore[misc]
    """A new chosen result; the address may bring the question along."""

    def get_initial_form_instance(self) -> Any:
        """An empty choice with the question and the language of the address."""
        made = super().get_initial_form_instance() or EditorialChoice()
        language = languages.find(self.request.GET.get("language", ""))
        made.question = clean_text(self.request.GET.get("question", ""))
        made.language = language.code if language else ""
        return made
