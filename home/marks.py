"""The site's signs and colours at addresses of their own: no inline style, nothing from elsewhere, no 404."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from home.colours import Colours

ICONS: Final = {"favicon.ico": "image/x-icon", "apple-touch-icon.png": "image/png"}
# The address says what it holds, so what a browser has once it may keep.
FOR_EVER: Final = "public, max-age=31536000, immutable"


@require_safe
def icon(request: HttpRequest, name: str) -> HttpResponseBase:
    """What browsers and phones ask for by themselves, whatever a page says."""
    response = FileResponse((settings.BASE_DIR / "static" / "img" / name).open("rb"), content_type=ICONS[name])
    response["Cache-Control"] = "public, max-age=604800"
    return response


@require_safe
def colours(request: HttpRequest, light: str, dark: str, ending: str) -> HttpResponse:
    """The stylesheet or the mark of two colours; colours that nobody can read have none."""
    chosen = Colours(f"#{light}", f"#{dark}")
    if not chosen.can_be_read:
        raise Http404
    text, kind = (chosen.stylesheet(), "text/css") if ending == "css" else (chosen.mark(), "image/svg+xml")
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers={"Cache-Control": FOR_EVER})
