"""The form that says “reviewed today, again by …”."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from publishing.reviews.marking import mark, may_mark

YEAR: Final = dt.timedelta(days=365)
LONGEST: Final = 5


class ReviewedForm(forms.Form):
    """When the text must be checked again."""

    again_by = forms.DateField(
        label=gettext_lazy("Review again by"),
        help_text=gettext_lazy("After this day readers are told that it is overdue."),
        widget=AdminDateInput,
    )

    def clean_again_by(self) -> dt.date:
        """A day to come, and not so far that nobody comes back."""
        day: dt.date = self.cleaned_data["again_by"]
        today = timezone.localdate()
        if day <= today:
            raise forms.ValidationError(_("Choose a day to come."))
        if day > today + YEAR * LONGEST:
            raise forms.ValidationError(_("Choose a day within five years: advice grows old."))
        return day


@require_http_methods(["GET", "HEAD", "POST"])
def reviewed(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the day, note it, and lead back to the report."""
    page: Any = get_object_or_404(Page.objects.select_related("locale"), pk=page_id)
    if not may_mark(request.user, page):
        raise PermissionDenied
    page, today = page.specific, timezone.localdate()
    form = ReviewedForm(request.POST or None, initial={"again_by": today + YEAR})
    if form.is_valid():
        mark(page, request.user, on=today, again_by=form.cleaned_data["again_by"])
        messages.success(request, _("Noted: “%(title)s” was reviewed today.") % {"title": page.title})
        return redirect("publishing_reviews")
    context = {
        "page": page,
        "form": form,
        "media": form.media,
        "public_url": page.url,
        "header_icon": "date",
        "page_title": _("Reviewed today"),
        "breadcrumbs_items": [
            {"url": reverse("publishing_reviews"), "label": _("Reviews")},
            {"url": "", "label": page.title},
        ],
    }
    return render(request, "publishing/reviews/reviewed.html", context)
