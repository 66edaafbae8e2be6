"""The addresses of many pages from their places in the tree: what is asked once is not asked for each."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

# What Django leaves as it is in an address (django.urls.resolvers).
SAFE: Final = "!$&'()*+,;=/~:@"


class Roots:
    """The homes that sites begin at, each with the address it has in its language."""

    def __init__(self) -> None:
        """Read them: kept by Wagtail's own cache."""
        self._roots = [(each.root_path, _prefix(each.language_code)) for each in Site.get_site_root_paths()]

    def address(self, url_path: str) -> str:
        """The path of a page on its site, as `Page.url` has it; empty for one that lies outside of any."""
        for root, prefix in self._roots:
            if url_path.startswith(root):
                return prefix + quote(url_path[len(root) :], safe=SAFE)
        return ""


def _prefix(language: str) -> str:
    with override(language):
        return reverse("wagtail_serve", args=("",))
