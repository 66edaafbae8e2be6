"""Where translating meets Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail_localize.models import Translation

from hub.pages import BIN_PATH
from publishing.texts.hooks import TextsMenuItem
from publishing.translation.adopting import ADOPTED, KEPT, has_own_words
from publishing.translation.following import FOLLOWED
from publishing.translation.guard import take_over
from publishing.translation.history import managed
from publishing.translation.library import state_of
from publishing.translation.report import TranslationsReport
from publishing.translation.screens import changes
from publishing.translation.strings import remember_opening
from publishing.translation.submitting import tell
from resources.translation_states import Standing

RESTART = "localize-restart-translation"
WORTH_A_WORD = {Standing.BEHIND, Standing.REVIEW}


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The report, and what changed in an original."""
    return [
        path("reports/languages/", TranslationsReport.as_view(), name="publishing_translations"),
        path(
            "reports/languages/results/",
            TranslationsReport.as_view(results_only=True),
            name="publishing_translations_results",
        ),
        path("pages/<int:page_id>/followed/", changes, name="publishing_changes"),
    ]


@hooks.register("register_reports_menu_item")
def report() -> MenuItem:
    """The way to the report."""
    return TextsMenuItem(
        gettext_lazy("Translations"),
        reverse_lazy("publishing_translations"),
        name="publishing-translations",
        icon_name="wagtail-localize-language",
        order=600,
    )


@hooks.register("construct_reports_menu")
def one_report_on_translations(request: HttpRequest, items: list[MenuItem]) -> None:
    """That of wagtail-localize knows only half of the pages."""
    theirs = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if item.url != theirs]


@hooks.register("register_log_actions")
def name_what_is_done(actions: LogActionRegistry) -> None:
    """A page's history says how its words came to be translated."""
    actions.register_action(
        ADOPTED, gettext_lazy("Take over a translation"), gettext_lazy("Took over the existing words for translating")
    )
    actions.register_action(
        KEPT, gettext_lazy("Keep a translation"), gettext_lazy("Left this page to be translated on its own")
    )
    actions.register_action(
        FOLLOWED, gettext_lazy("Follow changes"), gettext_lazy("Followed all published changes of the original")
    )


@hooks.register("before_edit_page", order=-10)
def look_before_editing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Take over words that came in by another way, and say how far the page is behind."""
    if page.alias_of_id or page.url_path.startswith(BIN_PATH):
        return None
    if request.method == "POST" and RESTART in request.POST:
        return _restart(request, page)
    translation = managed(page)
    if translation is None:
        if request.method == "POST" and request.POST.get("action") == "publish":
            messages.error(
                request,
                _(
                    "This page is not translated sentence by sentence any more: its original was deleted, "
                    "or somebody stopped it. Nothing was published."
                ),
            )
            return redirect("wagtailadmin_pages:edit", page.pk)
    elif (answer := prepare(request, page, translation)) is not None:
        return answer
    if request.method == "GET" and translation:
        remember_opening(request, translation)
    if request.method == "GET" and (translation or getattr(page, "translated_from_id", None)):
        _say_how_it_stands(request, page)
    return None


def original_of(translation: Translation) -> Any | None:
    """The original, unless it is gone or in the bin."""
    try:
        page = translation.source.get_source_instance()
    except ObjectDoesNotExist:
        return None
    return None if page.url_path.startswith(BIN_PATH) else page


def prepare(request: HttpRequest, page: Page, translation: Translation) -> HttpResponse | None:
    """Take over words that came in by another way; where to go instead, if the page is not translated so any more."""
    if original_of(translation) is None:
        Translation.objects.filter(pk=translation.pk).update(enabled=False)
        messages.warning(
            request,
            _(
                "The original of this text was deleted. Nothing was published or lost: "
                "the page is edited on its own from now on, and its sentences are kept."
            ),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    if has_own_words(translation.source, page):
        outcome = take_over(translation.source, page.specific, request.user)
        if outcome.why is not None:
            tell(request, [outcome])
            return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def _restart(request: HttpRequest, page: Page) -> HttpResponse | None:
    """“Start synced translation” takes the page's words along, or stays away from it."""
    stopped = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=False
    )
    translation = stopped.select_related("source").first()
    if translation is None:
        return None
    if original_of(translation) is None:
        messages.error(request, _("The original of this text was deleted; there is nothing to translate from."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if has_own_words(translation.source, page):
        outcome = take_over(translation.source, page.specific, request.user)
        tell(request, [outcome])
        if outcome.why is not None:
            return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def _say_how_it_stands(request: HttpRequest, page: Page) -> None:
    now = state_of(page)
    if now.standing in WORTH_A_WORD:
        button = messages.button(reverse("publishing_changes", args=[page.pk]), _("See what changed"))
        messages.warning(request, now.sentence, buttons=[button] if now.facts.changes else None)
