"""One application at its desk: what they wrote beside who may be the same, and what can be done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from hub import languages
from hub.sealing import CannotBeOpened
from trainers import records, vouching
from trainers.joining import deciding, desks, duplicates, preview, publishing, telling
from trainers.joining.choices import OPEN, Joining, JoiningKind
from trainers.joining.desk_forms import A_YEAR, AskForm, DeskForm, DuplicateForm, ListForm, RefuseForm, VouchForm
from trainers.joining.views.desk import shell, user_of
from trainers.models import Application, Organisation, Trainer
from trainers.sentences.filling import words_now

COMPARED: Final = 3
Done = Callable[[HttpRequest, Application, int, DeskForm], None]


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def application(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read it, or decide."""
    try:
        row = deciding.read(user_of(request), pk)
    except deciding.NotYours as reason:
        raise PermissionDenied from reason
    if row is None:
        raise Http404
    filled = _forms(row)
    if request.method == "POST" and (answer := _act(request, row, filled)):
        return answer
    return _page(request, row, filled)


def _act(request: HttpRequest, row: Application, filled: dict[str, DeskForm]) -> HttpResponse | None:
    """Do what a button says; nothing where a form has to be put right, which is then in `filled`."""
    act = request.POST.get("act", "")
    if act not in filled:
        return None
    filled[act] = form = type(filled[act])(request.POST)
    if not form.is_valid():
        return None
    version = request.POST.get("version", "")
    try:
        ACTS[act](request, row, int(version) if version.isdecimal() and len(version) < 10 else 0, form)
    except publishing.Changed:
        messages.warning(request, _("It was corrected or decided meanwhile. Nothing was done: look at it again."))
        return redirect("joining_application", pk=row.pk)
    except vouching.Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return None
    except publishing.Unfit as unfit:
        form.add_error(None, _("It cannot be listed so: %(faults)s") % {"faults": unfit})
        return None
    return redirect("joining")


def _forms(row: Application) -> dict[str, DeskForm]:
    if row.state not in OPEN:
        return {}
    lists: DeskForm = ListForm()
    if row.kind == JoiningKind.TRAINER:
        home = duplicates.organisation_meant(row.content["said"]["organisation"])
        lists = VouchForm(initial={"until": timezone.localdate() + A_YEAR, "organisation": home or None})
    return {form.act: form for form in (AskForm(), lists, RefuseForm(), DuplicateForm())}


def _ask(request: HttpRequest, row: Application, version: int, form: DeskForm) -> None:
    deciding.ask(user_of(request), row, version, form.cleaned_data["text"], timezone.localdate())
    messages.success(request, _("They read your question when they come back with their code."))


def _refuse(request: HttpRequest, row: Application, version: int, form: DeskForm) -> None:
    given = form.cleaned_data
    deciding.refuse(user_of(request), row, version, given["code"], given["text"], timezone.localdate())
    messages.success(request, _("Refused. They read why when they come back; what they wrote is erased."))


def _duplicate(request: HttpRequest, row: Application, version: int, form: DeskForm) -> None:
    deciding.was_there(user_of(request), row, version, form.cleaned_data["text"], timezone.localdate())
    messages.success(request, _("Marked as there already; what they wrote is erased."))


def _list(request: HttpRequest, row: Application, version: int, form: DeskForm) -> None:
    given, vouched = form.cleaned_data, None
    if row.kind == JoiningKind.TRAINER:
        home = given["organisation"]
        vouched = publishing.Vouched(
            until=given["until"],
            for_what=tuple(given["for_what"]),
            knowledge=given["knowledge"],
            reason=given["reason"],
            clearance=given["clearance"] or None,
            organisation=home.public_id if home else None,
        )
    entry = publishing.publish(row, version, vouched, by=user_of(request), today=timezone.localdate())
    messages.success(request, _("%(name)s is in the directory now.") % {"name": entry})


ACTS: Final[dict[str, Done]] = {"ask": _ask, "refuse": _refuse, "duplicate": _duplicate, "list": _list}


def _page(request: HttpRequest, row: Application, filled: dict[str, DeskForm]) -> HttpResponse:
    crumbs = [{"url": reverse("joining"), "label": _("Asking to be listed")}, {"url": "", "label": str(row)}]
    try:
        shown = _shown(request, row)
    except CannotBeOpened:
        shown = {"damaged": True}
    context = {
        **shell(_("Asking to be listed"), *crumbs),
        "row": row,
        "kind": JoiningKind(row.kind).label,
        "state": Joining(row.state).label,
        "language": languages.display_name(row.language, words_now().reader),
        "same_day": Application.objects.filter(desk=row.desk_id, came_on=row.came_on).count() - 1,
        "forms": filled,
        "wrong": any(form.is_bound for form in filled.values()),
        **shown,
    }
    return render(request, "trainers/admin/joining_application.html", context)


def _shown(request: HttpRequest, row: Application) -> dict[str, Any]:
    """What they wrote, and who may be the same; nothing once it was decided."""
    if "said" not in row.content:
        return {"talk": _talk(row), "reach": row.content.get("reach", "")}
    words, said = words_now(), row.content["said"]
    readable = Application.objects.filter(desk__in=desks.desks_of(user_of(request)))
    alike = duplicates.of(row, readable)
    return {
        "name": said["name"],
        "lines": telling.lines(row.kind, said, words),
        "talk": _talk(row),
        "alike": [{"each": each, "url": _address(each)} for each in alike],
        "same_name": any(each.by_name and each.listed for each in alike),
        "beside": _beside(row.kind, alike, words),
        "public": preview.shown(row.kind, said, row.desk, words, timezone.localdate()),
    }


def _talk(row: Application) -> list[dict[str, Any]]:
    return [{**line, "on": dt.date.fromisoformat(line["on"])} for line in row.talk]


def _beside(kind: str, alike: list[duplicates.Alike], words: Any) -> list[dict[str, str]]:
    """The entries that may be the same, in the facts that tell people apart."""
    keys = [each.key for each in alike if each.listed][:COMPARED]
    if not keys:
        return []
    if kind == JoiningKind.TRAINER:
        found = [records.trainer(row) for row in Trainer.objects.whole().filter(pk__in=keys)]
    else:
        found = [records.organisation(row) for row in Organisation.objects.for_page().filter(pk__in=keys)]
    return [telling.compared(kind, record, words) for record in found]


def _address(each: duplicates.Alike) -> str:
    if each.waiting:
        return reverse("joining_application", args=[each.key])
    return reverse(f"wagtailsnippets_trainers_{each.kind}:edit", args=[each.key])
