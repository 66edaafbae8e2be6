"""Whether a form was opened before somebody else saved, and the page that then comes instead of saving."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from hub.stamps import BACK_TO_THE_FORM, STAMP_OF_THE_ROW
from publishing.conflicts import differences, reading

LOADED, STAMP, OWN = "loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id"
# What saving and publishing write to a page by themselves.
OF_THE_ROW = frozenset(
    {"latest_revision", "latest_revision_created_at", "live_revision", "live", "has_unpublished_changes", "draft_title"}
    | {"first_published_at", "last_published_at", "expired", "locked", "locked_at", "locked_by", "url_path"}
    | {"path", "depth", "numchild", "wagtail_admin_comments"}
)
# What the conflict page's own buttons say anew.
SAID_ANEW = (LOADED, STAMP, OWN, BACK_TO_THE_FORM, STAMP_OF_THE_ROW, "csrfmiddlewaretoken")


def stale(data: Any, latest: Revision | None) -> bool:
    """Whether a form was loaded from an older version than the latest, by what Wagtail's autosave sends."""
    if latest is None:
        return False
    if own := data.get(OWN):
        return str(own) != str(latest.pk)
    loaded = data.get(LOADED)
    if not loaded:
        return False
    return str(loaded) != str(latest.pk) or data.get(STAMP, "") not in ("", latest.created_at.isoformat())


def before_edit(request: HttpRequest, row: Any) -> HttpResponse | None:
    """The conflict page where a form comes too late, else nothing: called before a page or a row is saved."""
    is_json = "application/json" in request.headers.get("Accept", "")
    if request.method != "POST" or is_json or "action-cancel-workflow" in request.POST:
        return None
    if not {LOADED, OWN} & set(request.POST) or getattr(row, "alias_of_id", None):
        return None
    model = Page if isinstance(row, Page) else type(row)
    with transaction.atomic():
        # Held until the save's own transaction ends: a second form that comes meanwhile waits and finds the first.
        latest = model._default_manager.select_for_update().get(pk=row.pk).latest_revision
        return conflict(request, row, latest) if latest and stale(request.POST, latest) else None


def conflict(request: HttpRequest, row: Any, latest: Revision) -> HttpResponse | None:
    """Both versions, what differs, and the three ways on; what was typed is kept in the page's history at once.

    Nothing where somebody's own earlier save holds the same: the editor saves by itself, and may be a moment ahead.
    """
    form = _form(request, row)
    form.defer_required_fields()
    valid = form.is_valid()
    mine = form.save(commit=False) if valid and isinstance(row, Page) else form.instance
    names = [name for name in form.fields if name not in {"go_live_at", "expire_at"}] + list(_relations(form))
    own = reading.pieces(mine, names)
    found = differences.rows(reading.pieces(latest.as_object(), names), own)
    is_own = valid and isinstance(row, Page) and latest.user_id == request.user.pk
    if is_own and _is_the_same(mine, latest):
        return None
    kept = _keep(row, mine, latest, request.user) if valid and isinstance(row, Page) else None
    errors = [(form.fields[name].label, errors) for name, errors in form.errors.items() if name in form.fields]
    said = {"rows": found, "own": [piece for piece in own if piece.text], "errors": errors, "kept": kept}
    return _both(request, row, latest, said)


def _both(request: HttpRequest, row: Any, latest: Revision, said: dict[str, Any]) -> HttpResponse:
    """The page with what differs (`said`) and the ways on."""
    context = {
        "row": row,
        "latest": latest,
        "by": latest.user,
        "is_own": latest.user_id == request.user.pk,
        **said,
        "sent": sent(request),
        "loaded": {LOADED: latest.pk, STAMP: latest.created_at.isoformat()},
        "back": BACK_TO_THE_FORM if isinstance(row, Page) else "",
        "page_title": title(latest.user_id == request.user.pk),
    }
    return render(request, "publishing/conflicts/conflict.html", context, status=409)


def title(is_own: bool) -> str:
    """Who has saved meanwhile."""
    return _("You have saved this in another window") if is_own else _("Somebody else has saved this meanwhile")


def _form(request: HttpRequest, row: Any) -> Any:
    if isinstance(row, Page):
        form = row.specific_class.get_edit_handler().get_form_class()
        return form(request.POST, request.FILES, instance=row, parent_page=row.get_parent(), for_user=request.user)
    form = type(row).snippet_viewset._edit_handler.get_form_class()
    return form(request.POST, request.FILES, instance=row, for_user=request.user)


def _is_the_same(mine: Page, latest: Revision) -> bool:
    """Whether a version holds all that was sent: links and marks too, not the words alone."""
    sent, saved = mine.serializable_data(), latest.content
    return all(sent.get(name) == saved.get(name) for name in {*sent, *saved} - OF_THE_ROW)


def _relations(form: Any) -> list[str]:
    return [name for name in getattr(form, "formsets", {}) if name != "comments"]


def sent(request: HttpRequest) -> list[tuple[str, str]]:
    """All that was sent, to be sent again; without the button."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in SAID_ANEW and not name.startswith("action-")
        for value in values
    ]


def _keep(page: Page, mine: Page, latest: Revision, user: Any) -> Revision:
    """Keep what was typed as a version in the history, older than the latest: nobody publishes it by mistake."""
    content = mine.serializable_data()
    before = latest.created_at - dt.timedelta(microseconds=1)
    since = timezone.now() - dt.timedelta(hours=1)
    recent = page.revisions.filter(user=user, created_at__lt=latest.created_at, created_at__gt=since)
    for known in recent.order_by("-created_at")[:3]:
        if known.content == content:
            return known
    kept = Revision.objects.create(
        content_object=page.specific,
        base_content_type=page.get_base_content_type(),
        user=user,
        created_at=before,
        content=content,
        object_str=str(mine),
    )
    log(instance=page, action="publishing.conflict", user=user, revision=kept, content_changed=False)
    return kept
