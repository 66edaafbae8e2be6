"""Inviting people, accepting an invitation, and seeing where one is signed in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from accounts import audit, invitation_mail, invitations, sessions
from accounts.invitation_forms import InviteForm, NewcomerForm
from accounts.models import Invitation, User
from accounts.role_names import ROLE_NAMES

ADDS = "accounts.add_user"


def _operator(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(ADDS):
        raise PermissionDenied
    return request.user


@require_admin_access
def people_invited(request: HttpRequest) -> HttpResponse:
    """Invite somebody, and see which invitations are open. The link of a new one is shown once, or mailed."""
    operator = _operator(request)
    form, made = InviteForm(request.POST or None), {}
    if request.method == "POST" and form.is_valid():
        made, form = _invited(operator, form.cleaned_data), InviteForm()
    waiting = [
        {"row": row, "roles": [ROLE_NAMES.get(name, (name, ""))[0] for name in row.roles]}
        for row in Invitation.objects.select_related("made_by").filter(until__gt=timezone.now())
    ]
    context = {"form": form, "waiting": waiting, "hours": 72, "has_mail": settings.HUB_HAS_MAIL, **made}
    return render(request, "accounts/invitations.html", context)


def _invited(operator: User, chosen: dict[str, Any]) -> dict[str, str]:
    """What the operator is shown: the link, unless a mail has left with it."""
    token = invitations.invite(operator, roles=chosen["roles"], languages=chosen["languages"])
    link = f"{settings.HUB_URL}{reverse('accept_invitation', args=[token])}"
    address = chosen.get("email", "")
    if not address:
        return {"link": link}
    if invitation_mail.send(link, address, chosen["mail_language"] or settings.LANGUAGE_CODE):
        return {"mailed_to": address}
    return {"link": link, "not_mailed_to": address}


@require_admin_access
@require_POST
def take_invitation_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an open link useless."""
    invitations.take_back(_operator(request), pk)
    return HttpResponseRedirect(reverse("invitations:list"))


@sensitive_post_parameters()
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link: opening it, by a person or by a program that looks ahead, uses nothing up."""
    now = timezone.now()
    if invitations.find(token, now) is None:
        return render(request, "account/invitation.html", {"open": False}, status=404)
    form = NewcomerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("username", "display_name", "password")}
        try:
            invitations.accept(token, invitations.Newcomer(**chosen), now)
        except invitations.NoLongerOpen:
            return render(request, "account/invitation.html", {"open": False}, status=404)
        return HttpResponseRedirect(reverse("account_login"))
    return render(request, "account/invitation.html", {"open": True, "form": form})


@login_required
def own_sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; one button ends all others."""
    here = request.session.session_key
    if request.method == "POST":
        ended = sessions.end_sessions(request.user, but=here)
        audit.record(who=f"user:{request.user.pk}", act="sessions.end", what=f"{ended}")
        return HttpResponseRedirect(reverse("own_sessions"))
    rows: list[dict[str, Any]] = [
        {"began": each.began, "seen": each.seen, "here": each.key == here}
        for each in sessions.open_sessions(request.user)
    ]
    return render(request, "account/sessions.html", {"rows": rows, "others": len(rows) > 1})
