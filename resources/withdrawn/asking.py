"""What is known of an address that leads nowhere any more: asked once, and only where a page was not found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from hub import languages
from hub.interface import preferred
from hub.querysets import publicly_readable
from resources.models.identity import ResourceIdentity
from resources.models.withdrawn import LONGEST_ADDRESS, Withdrawal

BY_NAME: Final = re.compile(r"/r/([^\0]+?)/?")
# What is made of a text: its files, and the list of what is saved of it.
FILE: Final = re.compile(r"/[a-z-]+/(?:downloads/([\w-]+)\.(?:epub|pdf)|offline/texts/([\w-]+)(?:\.text)?\.json)")
# Replacements that were withdrawn themselves are followed so far.
MOST_STEPS: Final = 10


@dataclass(frozen=True)
class Link:
    """A text to read instead."""

    url: str
    title: str
    tag: str
    endonym: str


@dataclass(frozen=True)
class Instead:
    """What can still be read: what took the text's place, and the text itself in other languages."""

    replacement: Link | None = None
    elsewhere: tuple[Link, ...] = ()


def at(path: str, accept_language: str = "") -> Withdrawal | None:
    """The text that an address led to and that was withdrawn: one query, or none where no text can have been.

    Below a language that never had the text, or has it elsewhere: the one withdrawn at the same place in another.
    """
    own = path.removeprefix("/").partition("/")[0]
    wanted = _wanted(path, own)
    if wanted is None:
        return None
    # The last one counts: two texts can have stood at one address, one after the other.
    rows = {row.language: row for row in Withdrawal.objects.filter(wanted).distinct().order_by("pk")}
    if own not in languages.BY_CODE:
        own = preferred(accept_language, list(rows)) or settings.LANGUAGE_CODE
    order = (each.code for each in languages.chain(own))
    return next((rows[code] for code in order if code in rows), None) or next(iter(rows.values()), None)


def _wanted(path: str, own: str) -> Q | None:
    if len(path) > LONGEST_ADDRESS or "\0" in path:
        return None
    if (named := BY_NAME.fullmatch(path)) is not None:
        # A chapter goes with its manual.
        return Q(resource_id__in={named[1], named[1].partition("/")[0]})
    if own not in languages.BY_CODE:
        return None
    if (file := FILE.fullmatch(path)) is not None:
        return Q(resource_id=file[1] or file[2])
    below = Redirect.normalise_path(path).removeprefix(f"/{own}")
    return Q(addresses__path__in=[f"/{code}{below}" for code in languages.BY_CODE])


def leads_on(path: str) -> bool:
    """Whether a redirect is kept for an address: what is there now goes before what was withdrawn elsewhere."""
    return Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists()


def instead(row: Withdrawal, code: str) -> Instead:
    """What a reader of a language can read in the place of a withdrawn text: three queries."""
    named = _followed(row)
    identities = ResourceIdentity.objects.filter(resource_id__in={row.resource_id, named})
    keys = dict(identities.values_list("translation_key", "resource_id"))
    pages = publicly_readable(Page.objects.filter(translation_key__in=keys)).select_related("locale")
    found: dict[str, list[Any]] = {row.resource_id: [], named: []}
    for page in pages:
        if page.locale.language_code in languages.BY_CODE:
            found[keys[page.translation_key]].append(page)
    reading = [each.code for each in languages.chain(code)]
    order = sorted(found[named], key=lambda page: _place(page.locale.language_code, reading))
    same = sorted(found[row.resource_id], key=lambda page: _place(page.locale.language_code, reading))
    return Instead(_link(order[0]) if named and order else None, tuple(map(_link, same)))


def _place(code: str, reading: list[str]) -> tuple[int, str]:
    return (reading.index(code) if code in reading else len(reading), languages.BY_CODE[code].endonym)


def _followed(row: Withdrawal) -> str:
    """The text that stands at the end of replacements."""
    if not row.replaced_by:
        return ""
    others = dict(Withdrawal.objects.exclude(replaced_by="").values_list("resource_id", "replaced_by"))
    name, seen = row.replaced_by, {row.resource_id}
    while name in others and name not in seen and len(seen) < MOST_STEPS:
        seen.add(name)
        name = others[name]
    return name


def _link(page: Any) -> Link:
    language = languages.BY_CODE[page.locale.language_code]
    return Link(page.url or "", page.title, language.tag, language.endonym)
