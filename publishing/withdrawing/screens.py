"""Withdrawing a text, what readers are told meanwhile, and the way back."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import policy_registry

from hub import languages
from hub.pages import BIN_PATH
from hub.pagination import paginate
from publishing.usage import uses_of
from publishing.withdrawing.forms import NoticeForm, WithdrawForm, initial_of
from resources.models import ResourceIdentity, Withdrawal
from resources.withdrawn import acts

EACH: Final = 50
ICON: Final = "no-view"


def may_see(user: Any) -> bool:
    """Whoever publishes pages can withdraw them and bring them back."""
    return bool(user.is_active and policy_registry.get_by_type(Page).user_has_permission(user, "publish"))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the reason, then take the text off the site."""
    page = get_object_or_404(Page.objects.select_related("locale"), pk=page_id).specific
    if not acts.may_be_withdrawn(page, request.user):
        raise PermissionDenied
    known = Withdrawal.objects.filter(page=page.pk).first()
    if known is not None and not page.live:
        return redirect("publishing_withdrawn_change", known.pk)
    others = _others(page, request.user)
    form = WithdrawForm(page, others, request.POST or None)
    if form.is_valid():
        pages = [page, *(others if form.in_all() else ())]
        acts.withdraw(pages, form.notice(), request.user, timezone.localdate())
        said = _("“%(title)s” is withdrawn. Its addresses say why.") % {"title": page.get_admin_display_title()}
        messages.success(request, said)
        return redirect("publishing_withdrawn")
    parts = list(page.get_descendants(inclusive=True))
    context = {
        **_shell(_("Withdraw “%(title)s”") % {"title": page.get_admin_display_title()}),
        "page": page,
        "form": form,
        "media": form.media,
        "below": len(parts) - 1,
        "uses": uses_of(parts, request.user),
        "back_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return render(request, "publishing/withdrawing/withdraw.html", context)


def _others(page: Page, user: Any) -> list[Page]:
    """The public translations, where this person may take each of them off the site; else none."""
    found = [each.specific for each in page.get_translations().live().select_related("locale").order_by("locale")]
    return found if all(acts.may_be_withdrawn(each, user) for each in found) else []


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What is withdrawn, the last first."""
    if not may_see(request.user):
        raise PermissionDenied
    part = paginate(Withdrawal.objects.all(), request.GET.get("page"), EACH, query=request.GET)
    names = [row.replaced_by for row in part.items if row.replaced_by]
    known = set(ResourceIdentity.objects.filter(resource_id__in=names).values_list("resource_id", flat=True))
    rows = [
        {
            "row": row,
            "language": languages.display_name(row.language, request.LANGUAGE_CODE),  # type: ignore[attr-defined]
            "replaced_by": row.replaced_by if row.replaced_by in known else "",
        }
        for row in part.items
    ]
    context = {**_shell(), "rows": rows, "pager": part.pager}
    return render(request, "publishing/withdrawing/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what readers are told, bring the text back, or forget the notice of one that is deleted."""
    if not may_see(request.user):
        raise PermissionDenied
    row = get_object_or_404(Withdrawal.objects.select_related("page"), pk=pk)
    may_come_back = acts.may_be_brought_back(row, request.user)
    if row.page is not None and not may_come_back and not _is_deleted(row):
        raise PermissionDenied
    if request.method == "POST" and "back" in request.POST:
        return _brought_back(request, row) if may_come_back else _forgotten(request, row)
    key = row.page.translation_key if row.page else None
    form = NoticeForm(request.POST or None, key=key, words_in=row.language, initial=initial_of(row))
    if form.is_valid():
        acts.tell_anew(row, form.notice(), request.user)
        messages.success(request, _("Readers are told so from now on."))
        return redirect("publishing_withdrawn")
    context = {
        **_shell(row.title),
        "row": row,
        "form": form,
        "media": form.media,
        "may_come_back": may_come_back,
        "was_public": bool(row.was_live),
        "language": languages.display_name(row.language, request.LANGUAGE_CODE),  # type: ignore[attr-defined]
    }
    return render(request, "publishing/withdrawing/change.html", context)


def _is_deleted(row: Withdrawal) -> bool:
    """Whether the page is gone or in the bin; there nobody has a right on it."""
    return row.page is None or row.page.url_path.startswith(BIN_PATH)


def _brought_back(request: HttpRequest, row: Withdrawal) -> HttpResponse:
    try:
        acts.bring_back(row, request.user)
    except ValidationError as refused:
        messages.error(request, _("It could not be published: %(why)s") % {"why": " ".join(refused.messages)})
        return redirect("publishing_withdrawn_change", row.pk)
    messages.success(request, _("“%(title)s” is back, as it was.") % {"title": row.title})
    return redirect("publishing_withdrawn")


def _forgotten(request: HttpRequest, row: Withdrawal) -> HttpResponse:
    row.delete()
    messages.success(request, _("Its addresses say from now on that nothing is there."))
    return redirect("publishing_withdrawn")


def _shell(title: str = "") -> dict[str, Any]:
    here: dict[str, Any] = {"url": reverse("publishing_withdrawn") if title else "", "label": _("Withdrawn texts")}
    crumbs = [here, {"url": "", "label": title}] if title else [here]
    return {"page_title": title or _("Withdrawn texts"), "header_icon": ICON, "breadcrumbs_items": crumbs}
