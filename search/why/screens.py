"""The screen that takes an answer to pieces, for who chooses what comes first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from hub import languages
from search.engines.protocol import IndexUnavailableError
from search.request import LONGEST_TEXT, clean_text
from search.why.looking import look
from search.why.telling import told_context

CHOOSES = "search.change_editorialchoice"


class WhyForm(forms.Form):
    """A question, the language of the page that it is asked on, and a text that somebody misses."""

    q = forms.CharField(label=gettext_lazy("Question"), max_length=LONGEST_TEXT)
    language = forms.ChoiceField(label=gettext_lazy("Language of the reader"))
    text = forms.CharField(
        label=gettext_lazy("Where is this text?"),
        help_text=gettext_lazy("Its title, or the number in the address of its edit screen. May stay empty."),
        max_length=LONGEST_TEXT,
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        """Offer the languages that the site publishes."""
        super().__init__(data)
        codes = Locale.objects.values_list("language_code", flat=True)
        spoken = sorted(code for code in codes if code in languages.BY_CODE)
        field: Any = self.fields["language"]
        field.choices = [(code, languages.BY_CODE[code].endonym) for code in spoken]
        field.initial = get_language() if get_language() in spoken else languages.DEFAULT.code


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The form, and the reasons for what a reader gets."""
    if not request.user.has_perm(CHOOSES):
        raise PermissionDenied
    form = WhyForm(request.GET if "q" in request.GET else None)
    context: dict[str, Any] = {
        "form": form,
        "page_title": _("Why it ranks there"),
        "header_icon": "search",
        "breadcrumbs_items": [{"url": "", "label": _("Why it ranks there")}],
    }
    if form.is_bound and form.is_valid():
        context |= _told(request, form.cleaned_data)
    return render(request, "search/why.html", context)


def _told(request: HttpRequest, asked: Mapping[str, str]) -> dict[str, Any]:
    text, reader, wanted = clean_text(asked["q"]), asked["language"], clean_text(asked["text"])
    page = _named(request.user, wanted, reader) if wanted else None
    try:
        told = look(text, reader, timezone.now(), page)
    except IndexUnavailableError:
        return {"silent": True}
    context = {"told": told_context(told, text, reader), "wanted_page": page, "unknown": bool(wanted and not page)}
    return context | {"reader": languages.BY_CODE[reader].tag}


def _named(user: Any, wanted: str, reader: str) -> Page | None:
    """The page of a number or of a title, in the reader's language first, among those that somebody may see."""
    pages = policy_registry.get_by_type(Page).explorable_instances(user).select_related("locale")
    if wanted.isascii() and wanted.isdigit() and (found := pages.filter(pk=int(wanted[:15])).first()):
        return found
    titled = list(pages.filter(title__iexact=wanted).order_by("pk")[:50])
    own = [page for page in titled if page.locale.language_code == reader]
    return next(iter([*own, *titled]), None)
