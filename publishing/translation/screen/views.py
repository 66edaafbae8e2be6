"""The screen itself: read, sent, one sentence at a time or fifty; a preview as wide as a phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from accounts.translating import may_translate_into
from hub import languages
from hub.pagination import paginate
from hub.templatetags.hub import number
from publishing.translation.history import managed
from publishing.translation.hooks import original_of, prepare
from publishing.translation.screen.places import Places
from publishing.translation.screen.reading import sentences
from publishing.translation.screen.rows import Row, furnish, row
from publishing.translation.screen.sending import EACH, Outcome, send
from publishing.translation.screen.values import Asked, Sentence, asked, only, progress


@dataclass(frozen=True)
class Screen:
    """What is on the screen, and why nothing can be saved there, if so."""

    page: Page
    translation: Translation
    original: Page | None
    places: Places
    refusal: str

    @property
    def is_older(self) -> bool:
        """Whether the original was published again after its sentences were taken from it."""
        published = self.original.last_published_at if self.original else None
        return published is not None and published > self.translation.source.last_updated_at


ONE = "X-One-Sentence"  # a script sends one sentence and draws its row anew


def opened(request: HttpRequest, page_id: int) -> tuple[Page, Translation | HttpResponse]:
    """The page and its translation, or where to go instead.

    Raises PermissionDenied for who may not change the page or does not translate into its language.
    """
    page = get_object_or_404(Page.objects.select_related("locale"), pk=page_id)
    may = page.permissions_for_user(request.user).can_edit()
    if not may or not may_translate_into(request.user, page.locale.language_code):
        raise PermissionDenied
    translation = managed(page) if page.alias_of_id is None else None
    if request.method == "POST" and (translation := translation or _stopped(page)):
        # What was typed comes back in any case.
        return page, translation
    if translation is None:
        messages.info(request, _("This page is not translated sentence by sentence."))
        return page, redirect("wagtailadmin_pages:edit", page.pk)
    return page, prepare(request, page, translation) or translation


def _stopped(page: Page) -> Translation | None:
    found = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
    return found.select_related("source__locale", "target_locale").first()


def _refusal(request: HttpRequest, page: Page, translation: Translation, original: Page | None) -> str:
    """Why nothing can be saved now; empty where it can."""
    if not translation.enabled or original is None:
        return _("This page is not translated sentence by sentence any more. Copy your words before you leave.")
    if page.permissions_for_user(request.user).page_locked():
        return _("This page is locked. Nothing was saved; your words are still here.")
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, page_id: int) -> HttpResponse:
    """The sentences of a page; what was typed stays in its box until it is saved."""
    page, translation = opened(request, page_id)
    if isinstance(translation, HttpResponse):
        return translation
    original = original_of(translation)
    refusal = _refusal(request, page, translation, original)
    screen = Screen(page, translation, original, Places(translation.source), refusal)
    if request.method != "POST":
        return _draw(request, screen)
    outcome = send(request.POST, translation, screen.places, request.user, refusal=screen.refusal)
    if request.headers.get(ONE):
        return _one(request, screen, outcome)
    if not outcome.filled:
        _tell(request, outcome)
    if outcome.faults or outcome.filled:
        return _draw(request, screen, outcome)
    return redirect(_following(page, request.GET, outcome.last, sentences(translation)))


def _address(page: Page, query: QueryDict | dict[str, str]) -> str:
    address = reverse("publishing_sentences", args=[page.pk])
    encoded = query.urlencode() if isinstance(query, QueryDict) else urlencode(query)
    return f"{address}?{encoded}" if encoded else address


def _following(page: Page, query: QueryDict, key: str, found: list[Sentence]) -> str:
    """The address of the next sentence that was asked for, after the one from which somebody goes on."""
    order = {each.key: number for number, each in enumerate(found)}
    left = only(found, asked(query.get("show", "")))
    at = next((number for number, each in enumerate(left) if order[each.key] > order.get(key, len(found))), None)
    if at is None:
        return _address(page, query)
    asked_for = query.copy()
    asked_for.pop("page", None)
    if at >= EACH:
        asked_for["page"] = str(at // EACH + 1)
    return f"{_address(page, asked_for)}#s-{left[at].key}"


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    if outcome.saved:
        words = ngettext("%(count)s sentence saved.", "%(count)s sentences saved.", outcome.saved)
        messages.success(request, words % {"count": number(outcome.saved)})
    elif not outcome.faults:
        messages.info(request, _("Nothing had changed."))
    if outcome.faults:
        words = ngettext("%(count)s sentence was not saved:", "%(count)s sentences were not saved:", outcome.faults)
        why = _("see the sentences beside them.")
        messages.error(request, f"{words % {'count': number(outcome.faults)}} {why}")


def _languages(translation: Translation) -> dict[str, Any]:
    known = languages.BY_CODE
    return {
        "from": known.get(translation.source.locale.language_code, languages.DEFAULT),
        "into": known.get(translation.target_locale.language_code, languages.DEFAULT),
    }


def _one(request: HttpRequest, screen: Screen, outcome: Outcome) -> HttpResponse:
    """The row of one sentence with what became of it."""
    furnish(outcome.rows, screen.translation, screen.places)
    now = progress(sentences(screen.translation))
    context = {"rows": outcome.rows[:1], "progress": now, **_languages(screen.translation)}
    return render(request, "publishing/translation/sentence_one.html", context)


def _draw(request: HttpRequest, screen: Screen, outcome: Outcome | None = None) -> HttpResponse:
    page, translation = screen.page, screen.translation
    found = sentences(translation)
    what = asked(request.GET.get("show", ""))
    part = paginate(only(found, what), request.GET.get("page"), EACH, query=request.GET)
    rows: list[Row] = outcome.rows if outcome else [row(each) for each in part.items]
    furnish(rows, translation, screen.places)
    filters = [(each, each.label, len(only(found, each)), _address(page, _query(each))) for each in Asked]
    context = {
        "rows": rows,
        "pager": part.pager,
        "page": page,
        "translation": translation,
        "original": screen.original,
        "progress": progress(found),
        "filters": filters,
        "chosen": what,
        "is_older": screen.is_older,
        "refusal": screen.refusal,
        "may_publish": page.permissions_for_user(request.user).can_publish() and not screen.refusal,
        "page_title": _("Side by side"),
        "page_subtitle": page.get_admin_display_title(),
        **_languages(translation),
    }
    return render(request, "publishing/translation/sentences.html", context)


def _query(what: Asked) -> dict[str, str]:
    return {} if what is Asked.ALL else {"show": what.value}


@require_safe
def phone(request: HttpRequest, page_id: int) -> HttpResponse:
    """The page with its saved sentences, 360 pixels wide."""
    page, translation = opened(request, page_id)
    if isinstance(translation, HttpResponse):
        return translation
    context = {
        "page": page,
        "frame": reverse("wagtail_localize:preview_translation", args=[translation.pk]),
        "page_title": _("Preview on a phone"),
        "page_subtitle": page.get_admin_display_title(),
        **_languages(translation),
    }
    return render(request, "publishing/translation/phone.html", context)
