"""A case at a desk: what is asked, who fits, what was written, and what a coordinator does next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from casework import desk_work
from casework.desk import proposing, showing
from casework.desk.forms import AnswerForm
from casework.desk.listing import refused
from casework.models import Case, Message
from casework.standing import desks_of
from casework.states import State
from casework.vetted import marking
from trainers.models import Desk

if TYPE_CHECKING:
    from accounts.models import User

Done = HttpResponse | None


# Not HEAD: each answer is an opening that the requester sees, and a browser asks for none with it.
@require_http_methods(["GET", "POST"])
@cache_control(no_store=True)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Read a case of one's own desk, or do something with it; each opening and each act is recorded."""
    try:
        if request.method == "POST":
            return _done(request, case_id)
        return showing.page(request, _read(request, case_id))
    except desk_work.NotAllowed as refusal:
        # Whoever reads none of a desk's cases is told what everybody is: that there is no such page.
        theirs = Case.objects.filter(pk=case_id, desk__in=desks_of(_user(request)))
        if refusal.reason == "unknown" or not theirs.exists():
            raise Http404 from refusal
        return refused(request, refusal.reason)


def _done(request: HttpRequest, case_id: UUID) -> HttpResponse:
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return showing.page(request, _read(request, case_id))
    return act(request, case_id) or redirect("desk_case", case_id=case_id)


def _answer(request: HttpRequest, case_id: UUID) -> Done:
    form = AnswerForm(request.POST)
    found = _read(request, case_id) if not form.is_valid() or _is_stale(request, case_id) else None
    if found is not None:
        if form.is_valid():
            form.add_error("text", _("There is a new message. Read it, then send your answer."))
        return showing.page(request, found, answer=form)
    desk_work.answer(_user(request), case_id, form.cleaned_data["text"], timezone.localdate())
    messages.success(request, _("The answer is there when they come back."))
    return None


def _is_stale(request: HttpRequest, case_id: UUID) -> bool:
    """Whether something was written since the page was drawn: by them, a colleague, or the same button before."""
    last = Message.objects.filter(case=case_id).order_by("-number").values_list("number", flat=True).first() or 0
    return request.POST.get("after", "") != str(last)


def _take(request: HttpRequest, case_id: UUID) -> Done:
    desk_work.take(_user(request), case_id)
    messages.success(request, _("You see to this case from now on."))
    return None


def _move(request: HttpRequest, case_id: UUID) -> Done:
    wanted = request.POST.get("to", "")
    if wanted not in list(State):
        raise desk_work.NotAllowed("no_such_move")
    desk_work.move(_user(request), case_id, State(wanted), timezone.localdate())
    messages.success(request, _("The case has moved."))
    return None


def _hand_over(request: HttpRequest, case_id: UUID) -> Done:
    wanted = request.POST.get("desk", "")
    desk = Desk.objects.listed().filter(pk=int(wanted) if wanted.isdecimal() and len(wanted) < 10 else 0).first()
    if desk is None:
        raise desk_work.NotAllowed("desk_gone")
    desk_work.hand_over(_user(request), case_id, desk, timezone.localdate())
    messages.success(request, _("The case is with another desk now: %(desk)s") % {"desk": desk})
    return redirect("desk_queue")


def _propose(request: HttpRequest, case_id: UUID) -> Done:
    # Drawn at once, never after a redirect: the links are kept nowhere.
    handed = proposing.propose(request, case_id)
    return showing.page(request, _read(request, case_id), handed=handed)


def _renew(request: HttpRequest, case_id: UUID) -> Done:
    handed = proposing.renew(request, case_id)
    return showing.page(request, _read(request, case_id), handed=handed)


def _withdraw(request: HttpRequest, case_id: UUID) -> Done:
    proposing.withdraw(request, case_id)
    return None


def _vet(request: HttpRequest, case_id: UUID) -> Done:
    marking.mark(_user(request), case_id, timezone.localdate())
    messages.success(request, _("Marked as vetted. They find the way in their case."))
    return None


def _unvet(request: HttpRequest, case_id: UUID) -> Done:
    marking.withdraw(_user(request), case_id)
    messages.success(request, _("The mark is taken back. From now on they see what everybody sees."))
    return None


def _read(request: HttpRequest, case_id: UUID) -> desk_work.DeskCase:
    return desk_work.read(_user(request), case_id, timezone.localdate())


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


ACTS: Final[dict[str, Callable[[HttpRequest, UUID], Done]]] = {
    "answer": _answer,
    "take": _take,
    "move": _move,
    "hand-over": _hand_over,
    "vet": _vet,
    "unvet": _unvet,
    "propose": _propose,
    "renew": _renew,
    "withdraw": _withdraw,
}
