"""Pictures in the sizes that pages ask for, served by the site itself where no web server does it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

# Originals and documents are never served from here: documents have their own view with its checks.
SERVED = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
}


@require_safe
def image(request: HttpRequest, name: str) -> HttpResponseBase:
    """A rendition; names carry the picture's content, so browsers may keep it for a year."""
    folder, _, file = name.partition("/")
    kind = SERVED.get(Path(file).suffix.lower())
    if folder != "images" or kind is None or "/" in file:
        raise Http404
    try:
        path = Path(safe_join(settings.MEDIA_ROOT, name))
        response = FileResponse(path.open("rb"), content_type=kind)
    except (OSError, ValueError) as missing:
        raise Http404 from missing
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
