"""The page behind a trainer's one-time link: nothing but a button first, then the outline, an answer, or the names.

Asking for the address changes nothing and shows the same button for every link, dead ones too: programs that preview
links ask. What happens, happens when the button is pressed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from casework.forms.proposal import TrainerAnswerForm
from casework.proposals import trainer
from casework.proposals.trainer import Dead, LinkIsDead
from casework.proposing import Stage
from casework.views import outlined
from casework.views.typed import typed
from hub.failures import csrf_failure
from hub.one_time import LONGEST_TOKEN
from hub.origin import is_foreign

FORM: Final = "answering"
GONE: Final = 410


# Without a token, which would need a cookie: the link is the proof, and no other site may post.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest) -> HttpResponse:
    """The button, and what is behind it."""
    if request.method != "POST":
        return render(request, "pages/casework/proposal.html", {"key": _key(request.GET)})
    if is_foreign(request):
        return csrf_failure(request)
    try:
        if typed(request).get("act") == "answer":
            return _answered(request)
        return _open(request, trainer.look(_key(typed(request)), timezone.localdate()))
    except LinkIsDead as dead:
        return render(
            request, "pages/casework/proposal_end.html", {"why": dead.why.value, **_end(dead.why)}, status=GONE
        )


@cache_control(no_store=True)
@require_safe
def said(request: HttpRequest) -> HttpResponse:
    """After an answer: the same words whatever it was, since an address must not tell."""
    context = {
        "title": _("The desk has your answer"),
        "text": _("Close this page, and delete the message with the link. The link shows nothing any more."),
    }
    return render(request, "pages/casework/proposal_end.html", context)


def _answered(request: HttpRequest) -> HttpResponse:
    form, token = TrainerAnswerForm(typed(request)), _key(typed(request))
    if not form.is_valid():
        return _open(request, trainer.look(token, timezone.localdate()), form)
    trainer.answer(token, Stage(form.cleaned_data["said"]), timezone.localdate(), **form.answered())
    return HttpResponseRedirect(reverse("casework:proposal_said"), status=303)


def _open(request: HttpRequest, shows: trainer.Looked, form: TrainerAnswerForm | None = None) -> HttpResponse:
    if shows.names:
        return render(request, "pages/casework/proposal_names.html", outlined.names(shows))
    asking = form or TrainerAnswerForm()
    context = {
        **outlined.asks(shows),
        "key": _key(typed(request)),
        "form_id": FORM,
        # Another language is a button that opens the link again.
        "switch": {"form": FORM, "name": "act", "value": "open"},
        "errors": asking.faults() if form else [],
        "fields": asking.drawn(),
    }
    return render(request, "pages/casework/proposal_open.html", context)


def _key(data: Mapping[str, str]) -> str:
    return data.get("key", "")[:LONGEST_TOKEN]


def _end(why: Dead) -> dict[str, str]:
    return {
        Dead.USED: {
            "title": _("This link was used already"),
            "text": _("Nothing was changed now. If it was not you, or you want to change your answer, tell the desk."),
        },
        Dead.OVER: {
            "title": _("The time of this link is over"),
            "text": _("It worked for three days, and nothing was changed now. The desk can send you another one."),
        },
        Dead.NOWHERE: {
            "title": _("This link leads nowhere"),
            "text": _("It was taken back, renewed, or copied only in part. Nothing was changed. Ask the desk."),
        },
    }[why]
