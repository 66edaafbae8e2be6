"""The text that an address below `wrong/` speaks of: its own address, put behind that word."""

from __future__ import annotations

from typing import Any, Final

from wagtail.models import Page

from hub.pages import HOME_DEPTH
from hub.querysets import publicly_readable
from resources import rendering
from resources.reading import subject_of

LONGEST: Final = 1_000


def text_at(place: str, code: str) -> Any:
    """The public text of a language at this place, with its locale; None where there is none."""
    if len(place) > LONGEST or "\0" in place:
        return None
    homes = Page.objects.filter(depth=HOME_DEPTH, locale__language_code=code).values_list("url_path", flat=True)
    found = Page.objects.filter(url_path__in=[f"{home}{place}/" for home in homes], locale__language_code=code)
    page = publicly_readable(found).select_related("locale").first()
    if page is None or not getattr(page.specific_class, "kind", ""):
        return None
    own = page.specific
    own.locale = page.locale
    return own


def headings_of(page: Any) -> dict[str, str]:
    """The headings of a text by the anchors that links lead to."""
    return {each["anchor"]: each["text"] for each in rendering.text(page).contents}


def owner_of(page: Any) -> Any:
    """Who looks after a text, else who wrote it, if anybody; of a chapter, as of its manual."""
    return page.review_owner or subject_of(page).review_owner or page.owner
