"""The catalogue at its address."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from api.data import dcat, gathering
from api.naming import site_name
from hub import languages
from hub.unchanged import answered


@require_safe
def library(request: HttpRequest) -> HttpResponseBase:
    """All that this site publishes as data, in the words of its own language."""
    words = languages.interface(settings.LANGUAGE_CODE)
    with override(words.code):
        catalogue = dcat.Catalogue(
            address=settings.HUB_URL + reverse("library-data"),
            title=site_name(request, words),
            home=f"{settings.HUB_URL}/",
            words=words,
            datasets=gathering.datasets(request.build_absolute_uri),
        )
        return answered(request, dcat.written(catalogue), gathering.JSONLD)
