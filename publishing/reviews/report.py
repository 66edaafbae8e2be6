"""The report: what must be checked again, the oldest date first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from publishing.filtering import GivenChoices
from publishing.reviews import due
from publishing.reviews.marking import may_review
from resources.kinds import KIND_LABELS

STATES = {"overdue": _("Overdue"), "due": _("Due in 60 days")}


def may_see(user: Any) -> bool:
    """Reviewers, and whoever may publish pages somewhere, or writes."""
    return bool(user.has_perm("accounts.see_library"))


class Filters(GivenChoices):
    """By state, who looks after it, kind and language."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=list(STATES.items()), empty_label=_("All"))
    owner = django_filters.ChoiceFilter(label=_("Who looks after it"), empty_label=_("All"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All"))
    language = django_filters.ChoiceFilter(label=_("Language"), empty_label=_("All"))


class ReviewsReport(ReportView):  # type: ignore[misc]
    """Texts that are overdue, and those that are due soon."""

    page_title = _("Reviews")
    header_icon = "date"
    results_template_name = "publishing/reviews/report_results.html"
    index_url_name = "publishing_reviews"
    index_results_url_name = "publishing_reviews_results"
    filterset_class = Filters
    verbose_name_plural = _("texts")
    list_export = ["title", "language", "review_by", "reviewed_on", "kind_label", "owner_name"]
    export_headings = {
        "title": _("Title"),
        "language": _("Language"),
        "review_by": _("Review by"),
        "reviewed_on": _("Last reviewed"),
        "kind_label": _("Kind"),
        "owner_name": _("Who looks after it"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """For everybody of the library."""
        if not may_see(request.user):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    @cached_property
    def languages(self) -> dict[str, str]:
        """Names of languages, by code."""
        return {each.language_code: str(each.get_display_name()) for each in Locale.objects.all()}

    @cached_property
    def found(self) -> list[due.Due]:
        """All that is due, read once."""
        return due.rows(timezone.localdate())

    @cached_property
    def owners(self) -> dict[int, str]:
        """Names of whoever looks after one of the texts."""
        wanted = {row.owner for row in self.found if row.owner}
        users = get_user_model().objects.filter(pk__in=wanted)
        return {each.pk: get_user_display_name(each) for each in users}

    @cached_property
    def publishes(self) -> bool:
        """Whether the person publishes: then every row has its button."""
        policy = policy_registry.get_by_type(Page)
        return may_review(self.request.user) or bool(policy.user_has_permission(self.request.user, "publish"))

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """The choices, of what is there."""
        kinds = {row.kind for row in self.found}
        choices = {
            "owner": sorted(((str(pk), name) for pk, name in self.owners.items()), key=lambda each: each[1]),
            "kind": [(kind, str(label)) for kind, label in KIND_LABELS.items() if kind in kinds],
            "language": sorted(self.languages.items(), key=lambda each: each[1]),
        }
        return {**super().get_filterset_kwargs(), "choices": choices}

    def get_filtered_queryset(self) -> list[due.Due]:
        """The rows that pass, the oldest date first."""
        asked = self.filters.form.cleaned_data if self.filters and self.filters.is_valid() else {}
        today = timezone.localdate()
        wanted: dict[str, Callable[[due.Due], str]] = {
            "state": lambda row: "overdue" if row.overdue(today) else "due",
            "owner": lambda row: str(row.owner),
            "kind": lambda row: row.kind,
            "language": lambda row: row.lang,
        }
        return [
            row
            for row in self.found
            if all(value(row) == asked[name] for name, value in wanted.items() if asked.get(name))
        ]

    def decorate_paginated_queryset(self, object_list: list[due.Due]) -> list[dict[str, Any]]:
        """The rows of one page, in words."""
        today = timezone.localdate()
        return [
            {
                "title": row.title,
                "lang": row.lang,
                "language": self.languages.get(row.lang, row.lang),
                "review_by": row.review_by,
                "reviewed_on": row.reviewed_on,
                "sentence": due.sentence(row, today),
                "overdue": row.overdue(today),
                "kind_label": str(KIND_LABELS.get(row.kind, row.kind)),
                "owner_name": self.owners.get(row.owner or 0, ""),
                "url": reverse("wagtailadmin_pages:edit", args=[row.page]),
                "mark_url": reverse("publishing_reviewed", args=[row.page]) if self.publishes else "",
            }
            for row in object_list
        ]
