"""Identifiers of the feed: made of the site's address and an entry's own id, so that they never change. Pure."""

from __future__ import annotations

import uuid

# The one version of the specification that every answer, the profile and the documents name.
VERSION = "3.2"
# Lists of the vocabulary that the feed's terms come from.
TAXONOMIES = ("topic", "format", "at-risk-group", "service")


def made(site: str, *parts: str) -> str:
    """The identifier of a thing of this site."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join((site, *parts))))
