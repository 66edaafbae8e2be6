"""The screen on which two terms become one: choose the other, see what changes, confirm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from vocabulary import naming
from vocabulary.fields import TermChoice
from vocabulary.merging.act import CannotMergeError, ChangedMeanwhileError, merge
from vocabulary.merging.plan import Plan, plan
from vocabulary.models import Concept

RIGHT = "vocabulary.change_concept"
EDIT = "wagtailsnippets_vocabulary_concept:edit"


class Into(forms.Form):
    """The term that stays."""

    into = TermChoice(Concept.objects.none())

    def __init__(self, old: Concept, *args: Any) -> None:
        super().__init__(*args)
        others = Concept.objects.of(old.scheme).in_use().exclude(pk=old.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]
        self.fields["into"].label = _("Merge into")
        names = naming.names()
        rows = sorted(others, key=lambda each: names.get((each.scheme, each.code), each.code).casefold())
        self.fields["into"].choices = [("", "–"), *((each.pk, naming.name(each)) for each in rows)]  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing changes before it is shown and confirmed."""
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    old = get_object_or_404(Concept.objects.select_related("broader"), pk=pk)
    sent = request.POST if request.method == "POST" else request.GET
    form = Into(old, sent) if "into" in sent else Into(old)
    if not form.is_bound or not form.is_valid():
        return _page(request, old, form, None)
    new = form.cleaned_data["into"]
    if request.method != "POST":
        return _page(request, old, form, plan(old, new))
    try:
        made = merge(old, new, request.user, mark=request.POST.get("mark", "-"))
    except ChangedMeanwhileError:
        messages.warning(request, _("Something changed since you looked. This is what would happen now."))
        return _page(request, old, form, plan(old, new))
    except CannotMergeError as reason:
        messages.error(request, str(reason))
        return _page(request, old, form, None)
    names = {"old": made.old.code, "new": naming.name(made.new)}
    messages.success(request, _("“%(old)s” is now part of “%(new)s”.") % names)
    return redirect(EDIT, new.pk)


def _page(request: HttpRequest, old: Concept, form: Into, made: Plan | None) -> HttpResponse:
    context = {
        "old": old,
        "old_name": naming.name(old),
        "new_name": naming.name(made.new) if made else "",
        "form": form,
        "plan": made,
        "header_title": _("Merge into another term"),
        "page_title": _("Merge into another term"),
        "page_subtitle": naming.name(old),
        "header_icon": "tag",
        "below": [naming.name(each) for each in made.narrower] if made else [],
        "broader_name": naming.name(made.broader) if made and made.broader else "",
        "related": [naming.name(each) for each in made.related] if made else [],
    }
    return render(request, "vocabulary/merge.html", context)
