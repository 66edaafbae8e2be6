"""The button at a desk that counts a case as unmet."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from casework.desk.listing import refused
from casework.desk_acts import NotAllowed
from casework.models import Case
from casework.needs_picture.marking import count_unmet
from casework.standing import desks_of

if TYPE_CHECKING:
    from accounts.models import User


@require_POST
@cache_control(no_store=True)
def unmet(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Count a case of one's own desk as unmet; recorded like every other act."""
    user = cast("User", request.user)
    try:
        count_unmet(user, case_id, timezone.localdate())
    except NotAllowed as refusal:
        # Whoever reads none of a desk's cases is told what everybody is: that there is no such page.
        if not Case.objects.filter(pk=case_id, desk__in=desks_of(user)).exists():
            raise Http404 from refusal
        return refused(request, refusal.reason)
    messages.success(request, _("This need is counted as unmet."))
    return redirect("desk_case", case_id=case_id)
