"""Two steps: a file is sent and looked at; then its texts are brought in as drafts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import policy_registry

from files.documents.refusals import NotADocument
from publishing.uploading import waiting
from publishing.uploading.drafting import Drafts
from publishing.uploading.forms import BringInForm
from resources.importing.faults import Fault
from resources.importing.report import Line, Outcome, Report
from resources.importing.run import import_folder
from resources.models import ImportRecord, ResourceIndexPage

WOULD: Final[dict[Outcome, Promise]] = {
    Outcome.CREATED: gettext_lazy("New draft"),
    Outcome.UPDATED: gettext_lazy("New draft of a page that exists"),
    Outcome.UNCHANGED: gettext_lazy("Nothing to do: the page says the same"),
    Outcome.CONFLICT: gettext_lazy("Both stay: the page was changed here"),
    Outcome.FAILED: gettext_lazy("Refused"),
}
# What needs a person comes first.
ORDER: Final = [Outcome.FAILED, Outcome.CONFLICT, Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED]
SHOWN: Final = 500


@dataclass(frozen=True)
class Row:
    """One file: what becomes of it, why, and its page once there is one."""

    line: Line
    page: int | None = None

    @property
    def outcome(self) -> Promise:
        """What becomes of it, in words."""
        return WOULD[self.line.outcome]

    @property
    def is_bad(self) -> bool:
        """Whether it needs somebody's attention."""
        return self.line.outcome in {Outcome.FAILED, Outcome.CONFLICT}


def may_open(user: Any) -> bool:
    """Whether bringing texts in is any of this person's business."""
    return bool(policy_registry.get_by_type(Page).user_has_permission(user, "add"))


def codes_of(user: Any) -> list[str]:
    """The languages in whose library somebody adds texts."""
    mine = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    libraries = ResourceIndexPage.objects.filter(pk__in=mine.values("pk"))
    return list(libraries.order_by("path").values_list("locale__language_code", flat=True))


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The first step: a file."""
    if not may_open(request.user):
        raise PermissionDenied
    form = BringInForm(codes_of(request.user), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        token = waiting.keep(request.session, form.cleaned_data["chunks"])
        return redirect("publishing_upload_look", token)
    return render(request, "publishing/uploading/choose.html", {"form": form, "page_title": _("Bring texts in")})


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, token: str) -> HttpResponse:
    """The second step: what would happen; and, on a click, that it happens."""
    if not may_open(request.user):
        raise PermissionDenied
    file = waiting.find(request.session, token)
    if file is None:
        messages.error(request, _("The file is not here any more: it waits for one hour. Send it again."))
        return redirect("publishing_upload")
    if request.method == "POST" and "leave" in request.POST:
        waiting.drop(request.session, token)
        return redirect("publishing_upload")
    is_done, refused, context = request.method == "POST", "", {}
    try:
        context = _run(file, request.user, dry_run=not is_done)
    except NotADocument as error:
        refused = error.sentence
    except Fault:
        is_done, refused = (
            False,
            _("Somebody else is bringing texts in. Your file waits here; try again soon."),
        )
    if is_done and not refused:
        waiting.drop(request.session, token)
    title = _("What was brought in") if is_done else _("What would be brought in")
    context |= {"is_done": is_done, "refused": refused, "page_title": title}
    return render(request, "publishing/uploading/look.html", context, status=409 if refused else 200)


def _run(file: Path, user: Any, *, dry_run: bool) -> dict[str, Any]:
    with waiting.laid_out(file) as folder:
        report = import_folder(folder, dry_run=dry_run, keeping=Drafts(user))
        mark = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()
    pages = {} if dry_run else dict(ImportRecord.objects.filter(folder=mark).values_list("path", "page_id"))
    rows = [Row(line, pages.get(line.path)) for line in _sorted(report)]
    notices = list(dict.fromkeys(report.notices))
    return {
        "rows": rows[:SHOWN],
        "more": max(0, len(rows) - SHOWN),
        "counts": [(WOULD[each], report.counts[each]) for each in ORDER if report.counts[each]],
        "notices": notices[:SHOWN],
        "has_work": any(report.counts[each] for each in (Outcome.CREATED, Outcome.UPDATED, Outcome.CONFLICT)),
    }


def _sorted(report: Report) -> list[Line]:
    return sorted((line for line in report.lines if line.outcome in WOULD), key=lambda line: ORDER.index(line.outcome))
