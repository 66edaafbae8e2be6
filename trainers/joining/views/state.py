"""How an application stands: the page behind its code. What it carries on is sealed; no cookie is set."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from trainers.joining import returning
from trainers.joining.choices import Joining, JoiningKind, Refusal
from trainers.joining.forms import AnswerForm
from trainers.joining.views.pages import named
from trainers.models import Application


def page(
    request: HttpRequest, row: Application, *, said: str = "", form: AnswerForm | None = None, sure: bool = False
) -> HttpResponse:
    """What is to be known and done now; `said`: what was just done; `sure`: ask once more before it is erased."""
    answering = form or AnswerForm()
    context = {
        "languages": [],
        "action": reverse("trainers:join_back"),
        "ticket": returning.ticket(row),
        "state": row.state,
        "kind": JoiningKind(row.kind).value,
        "desk": named(row.desk),
        "talk": [{**line, "on": dt.date.fromisoformat(line["on"])} for line in row.talk],
        "reason": _reason(row.verdict),
        "words": row.verdict.get("text", ""),
        "profile": _profile(row),
        "correctable": returning.may_correct(row),
        "came_on": row.came_on,
        "purge_on": row.purge_on,
        "form": answering,
        "errors": answering.faults() if answering.is_bound else [],
        "said": said,
        "sure": sure,
    }
    return render(request, "pages/trainers/join_state.html", context)


def _reason(verdict: dict[str, Any]) -> str:
    code = verdict.get("code", "")
    return str(Refusal(code).label) if code in Refusal.values and code != Refusal.OTHER else ""


def _profile(row: Application) -> str:
    entry = row.verdict.get("entry") if row.state == Joining.LISTED else ""
    name = "trainers:profile" if row.kind == JoiningKind.TRAINER else "trainers:organisation"
    return reverse(name, args=[entry]) if entry else ""
