"""The report: which texts are missing, begun, behind or due for review, in the languages of the person who asks."""

from __future__ import annotations

from typing import Any

import django_filters  # type: ignore[import-untyped]
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale

from accounts.translating import languages_of, may_publish_everywhere
from publishing.filtering import GivenChoices
from publishing.texts.counting import LISTS, text_rows
from publishing.translation.addresses import address_of
from publishing.translation.library import Row, rows
from publishing.translation.totals import SHOWN
from publishing.translation.totals_shown import headings, tables
from resources.kinds import KIND_LABELS
from resources.translation_states import LABELS
from vocabulary.models import Concept, Status
from vocabulary.store import interface_labels

NOBODY = "0"  # the filter's value for what nobody looks after


class Filters(GivenChoices):
    """By language, state, topic, kind and who looks after the original."""

    language = django_filters.ChoiceFilter(label=_("Language"), empty_label=_("All"))
    state = django_filters.MultipleChoiceFilter(
        label=_("State"),
        choices=[(each.value, LABELS[each]) for each in SHOWN],
        widget=forms.CheckboxSelectMultiple,
    )
    topic = django_filters.ChoiceFilter(label=_("Topic"), empty_label=_("All"))
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=[*KIND_LABELS.items(), *LISTS.items()], empty_label=_("All")
    )
    owner = django_filters.ChoiceFilter(label=_("Who looks after it"), empty_label=_("All"))


class TranslationsReport(ReportView):  # type: ignore[misc]
    """Texts by language; those behind whose readers risk most come first."""

    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    results_template_name = "publishing/translation/report_results.html"
    index_url_name = "publishing_translations"
    index_results_url_name = "publishing_translations_results"
    filterset_class = Filters
    verbose_name_plural = _("texts")
    list_export = ["title", "language", "sentence", "kind_label", "original_title", "owner_name"]
    export_headings = {
        "title": _("Title"),
        "language": _("Language"),
        "sentence": _("State"),
        "kind_label": _("Kind"),
        "original_title": _("Original"),
        "owner_name": _("Who looks after it"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """For whoever translates or answers for translations."""
        if not self.locales:
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    @cached_property
    def locales(self) -> dict[int, Locale]:
        """The languages of the person, by number."""
        mine = languages_of(self.request.user)
        return {each.pk: each for each in Locale.objects.all() if each.language_code in mine}

    @cached_property
    def owners(self) -> dict[int, str]:
        """Names of whoever looks after a text."""
        users = get_user_model().objects.filter(is_staff=True) | get_user_model().objects.filter(groups__isnull=False)
        return {each.pk: get_user_display_name(each) for each in users.distinct()}

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """What the filters offer, by value, in the order of the names; read once."""
        known = interface_labels(self.request.LANGUAGE_CODE)
        topics = Concept.objects.filter(scheme="topic", status=Status.ACTIVE).values_list("pk", "code")
        languages = {str(pk): str(each.get_display_name()) for pk, each in self.locales.items()}
        owners = {str(pk): name for pk, name in self.owners.items()}
        return {
            "language": _by_name(languages),
            "topic": _by_name({str(pk): known.get(("topic", code), code) for pk, code in topics}),
            "owner": {NOBODY: gettext("Nobody"), **_by_name(owners)},
        }

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """The choices."""
        choices = {name: list(each.items()) for name, each in self.names.items()}
        return {**super().get_filterset_kwargs(), "choices": choices}

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What is chosen, where it can be."""
        return self.filters.form.cleaned_data if self.filters and self.filters.is_valid() else {}

    @cached_property
    def in_any_state(self) -> list[Row]:
        """The rows that pass all filters but that of the state: what the tables count, most harmful first."""
        asked = self.asked
        locale = int(asked["language"]) if asked.get("language") else None
        into = [locale] if locale in self.locales else list(self.locales)
        topic = int(asked["topic"]) if asked.get("topic") else None
        found = rows(into, topic=topic, drafts=may_publish_everywhere(self.request.user))
        if not topic:
            found += text_rows({pk: self.locales[pk].language_code for pk in into})
            found.sort(key=lambda row: -row.risk)
        if kind := asked.get("kind"):
            found = [row for row in found if row.kind == kind]
        if owner := asked.get("owner"):
            found = [row for row in found if str(row.original.owner or NOBODY) == owner]
        return found

    def get_filtered_queryset(self) -> list[Row]:
        """The rows that pass, most harmful first."""
        states = self.asked.get("state")
        return [row for row in self.in_any_state if not states or row.state.standing in states]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The list, and above its first page the tables."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        page = context.get("page_obj")
        if not self.is_export and (page is None or page.number == 1):
            context["totals"] = tables(self.in_any_state, self.names, self.request.GET)
            context["states"] = headings()
        return context

    def decorate_paginated_queryset(self, object_list: list[Row]) -> list[dict[str, Any]]:
        """The rows of one page, in words."""
        return [self._drawn(row) for row in object_list]

    def _drawn(self, row: Row) -> dict[str, Any]:
        locale = self.locales[row.locale]
        return {
            "title": row.title,
            "lang": locale.language_code if row.page else "",
            "language": str(locale.get_display_name()),
            "standing": row.state.standing.value,
            "sentence": row.state.sentence,
            "kind_label": str(KIND_LABELS.get(row.kind) or LISTS.get(row.kind, row.kind)),
            "original_title": row.original.title,
            "owner_name": self.owners.get(row.original.owner or 0, ""),
            "url": address_of(row, locale),
            "changes_url": reverse("publishing_changes", args=[row.page]) if row.page else "",
            "original_url": row.address or reverse("wagtailadmin_pages:edit", args=[row.original.pk]),
        }


def _by_name(names: dict[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda each: each[1].casefold()))
