"""The screen on which a coordinator plans several cases: look, untick, plan again, propose."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from casework import words as case_words
from casework.batch import choices, opening, showing, solving
from casework.desk.fitting import Known, known
from casework.desk.listing import reference, refused, shell
from casework.desk_acts import NotAllowed
from casework.proposals.desk import propose
from casework.standing import desks_of
from trainers.sentences.filling import words_now

if TYPE_CHECKING:
    from accounts.models import User


# Not HEAD: nobody plans with it.
@require_http_methods(["GET", "POST"])
@cache_control(no_store=True)
def plan(request: HttpRequest) -> HttpResponse:
    """A plan for the open cases of one's own desks; only a press of the button opens them."""
    user = cast("User", request.user)
    if not desks_of(user).exists():
        return refused(request, "no_desk")
    if request.method == "GET":
        context = {"waiting": opening.waiting(user), "most": opening.MOST}
        return render(request, "casework/batch/start.html", {**_frame(), **context})
    if request.POST.get("act") == "propose":
        return _proposed(request, user)
    return _planned(request, user)


def _planned(request: HttpRequest, user: User) -> HttpResponse:
    today, everyone = timezone.localdate(), known()
    table = opening.table(user, today)
    chosen = choices.read(dict(request.POST.lists()), {each.id for each in table.opened}, everyone)
    solved = solving.solve(table.opened, solving.everybody(today), chosen, today)
    context = showing.context(table, solved, chosen, everyone, words_now())
    return render(request, "casework/batch/plan.html", {**_frame(), **context})


def _proposed(request: HttpRequest, user: User) -> HttpResponse:
    """Propose what is ticked, case by case; a case that has changed since the plan was drawn is left alone."""
    current, everyone = opening.versions(user), known()
    chosen = choices.read(dict(request.POST.lists()), current, everyone)
    wanted: dict[str, list[str]] = defaultdict(list)
    for pair in chosen.ticked:
        wanted[pair.case].append(pair.trainer)
    rows = []
    for case, trainers in wanted.items():
        if chosen.versions.get(case) != current[case]:
            rows.append(_row(case, refusal=_("This case has changed since the plan was made. Plan again.")))
        else:
            rows.append(_propose(user, case, trainers, everyone))
    context = {"rows": rows, "left_out": _left_out(request, current), "origin": request.build_absolute_uri("/")[:-1]}
    context["nothing"] = not (rows or context["left_out"])
    return render(request, "casework/batch/proposed.html", {**_frame(), **context})


def _propose(user: User, case: str, trainers: list[str], everyone: Known) -> dict[str, Any]:
    try:
        return _row(case, links=propose(user, UUID(case), trainers, timezone.localdate()))
    except NotAllowed as refusal:
        names = ", ".join(everyone[each].name for each in trainers)
        return _row(case, refusal=case_words.reason(refusal.reason), names=names)


def _row(case: str, **more: Any) -> dict[str, Any]:
    return {"reference": reference(UUID(case)), "url": reverse("desk_case", args=[case]), **more}


def _left_out(request: HttpRequest, current: dict[str, str]) -> list[str]:
    """Cases of the plan that are no longer open at one's desks."""
    gone = {text.partition(":")[0] for text in request.POST.getlist("pair")} - current.keys()
    return sorted(each[:8] for each in gone if _is_id(each))


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _frame() -> dict[str, Any]:
    crumbs = [{"url": reverse("desk_queue"), "label": _("Cases")}, {"url": "", "label": _("Plan several cases")}]
    return shell(_("Plan several cases"), *crumbs)
