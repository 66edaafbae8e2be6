"""What the site is called, asked of whoever knows it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from hub import languages


def site_name(request: HttpRequest, language: languages.Language) -> str:
    """The site's name in a language, as it stands on every page."""
    return str(import_string(settings.HUB_SITE_NAME)(request, language))
