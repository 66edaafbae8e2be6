"""The whole public directory as one HSDS document."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from trainers.hsds import index, pieces
from trainers.hsds.feed import Feed
from trainers.hsds.ids import TAXONOMIES, VERSION
from trainers.hsds.pieces import Site
from trainers.words import Words
from vocabulary import store

AT_ONCE = 500


def whole(today: dt.date, licence: str) -> dict[str, Any]:
    """Everything that the feed gives page by page."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        words = Words(language, store.interface_labels(language))
        site = Site(settings.HUB_URL, settings.HUB_URL, settings.WAGTAIL_SITE_NAME, words)
        feed = Feed(site, today, lambda kind, name: settings.HUB_URL + reverse(f"trainers:{kind}", args=[name]))
        found = index.of(settings.HUB_URL, today)
        return {
            "version": VERSION,
            "profile": f"{settings.HUB_URL}/api/hsds/profile/",
            "licence": licence,
            "organizations": feed.organizations(found.organizations),
            "services": [
                each
                for first in range(0, len(found.services), AT_ONCE)
                for each in feed.services(found.services[first : first + AT_ONCE])
            ],
            "taxonomies": [pieces.taxonomy(site, scheme) for scheme in TAXONOMIES],
            "taxonomy_terms": [
                pieces.term(site, scheme, code, above)
                for scheme in TAXONOMIES
                for code, above in store.broader(scheme).items()
            ],
        }
