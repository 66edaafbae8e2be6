"""The pages that a text leads to, read at once: the editor's blocks ask for them link by link."""

from __future__ import annotations

import re
from typing import Any, Final

from django.db.models import IntegerField, OuterRef, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from hub.once import once, reads_only

LINK: Final = re.compile(r"<a\b[^>]*\blinktype=\"page\"[^>]*>")
NUMBER: Final = re.compile(r"\bid=\"(\d+)\"")
ABOVE: Final = "_hub_parent_id"


def read_ahead(page: Any) -> None:
    """Note all pages that links in the text of a page lead to; nothing where the request may write."""
    if reads_only() and hasattr(page, "body"):
        _kept().update(_read(numbers(page.body.raw_data)))


def numbers(body: Any) -> set[int]:
    """The numbers of the pages that a stored text names, in links and where a page was chosen."""
    found: set[int] = set()
    waiting = [*body]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += each.values()
            if isinstance(each.get("page"), int):
                found.add(each["page"])
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, str) and "<a " in each:
            found |= {int(number) for link in LINK.findall(each) for number in NUMBER.findall(link)}
    return found


def leads_to(number: int) -> dict[str, Any]:
    """What the editor's link remembers of a page; a page that is gone has no address."""
    kept = _kept()
    if number not in kept:
        kept.update(_read({number}))
    page = kept.get(number)
    if page is None:
        return {"id": number, "url": None, "parentId": None}
    return {"id": number, "url": page.url, "parentId": getattr(page, ABOVE)}


def _kept() -> dict[int, Any]:
    return once("linked pages", dict)


def _read(wanted: set[int]) -> dict[int, Any]:
    if not wanted:
        return {}
    above = Page.objects.filter(path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen))
    parents = Subquery(above.order_by().values("pk")[:1], output_field=IntegerField())
    return {page.pk: page for page in Page.objects.filter(pk__in=wanted).annotate(**{ABOVE: parents})}
