"""What a translated sentence must keep of its original: links, marks and placeholders. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.wording import listed, worded

PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_][a-z0-9_]*\}")
MARKS = frozenset({"a", "abbr", "acronym", "b", "code", "em", "i", "strong", "br"})


class _Tags(HTMLParser):
    """The tags of a sentence, and whether they close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: Counter[str] = Counter()
        self.foreign: set[str] = set()
        self.unclosed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in MARKS:
            self.foreign.add(tag)
        if tag == "a":
            self.links[dict(attrs).get("id") or ""] += 1
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unclosed = True


def _tags(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tags


def _quoted(placeholders: Iterable[str]) -> str:
    # Translators: the quotation marks of your language, around a placeholder such as {name}.
    return listed(_("“%(what)s”") % {"what": each} for each in sorted(placeholders))


def faults(original: str, translated: str) -> list[str]:
    """A sentence for each thing that a translation has lost or made up; none when all is there."""
    ours, theirs = _tags(original), _tags(translated)
    found = []
    if lost := Counter(PLACEHOLDER.findall(original)) - Counter(PLACEHOLDER.findall(translated)):
        words = ngettext("%(what)s is missing.", "%(what)s are missing.", len(lost))
        found.append(words % {"what": _quoted(lost)})
    if made_up := Counter(PLACEHOLDER.findall(translated)) - Counter(PLACEHOLDER.findall(original)):
        words = ngettext("%(what)s is not in the original.", "%(what)s are not in the original.", len(made_up))
        found.append(words % {"what": _quoted(made_up)})
    if lost := ours.links - theirs.links:
        words = ngettext("A link is missing: %(what)s.", "Links are missing: %(what)s.", len(lost))
        found.append(words % {"what": listed(sorted(lost))})
    if made_up := theirs.links - ours.links:
        words = ngettext(
            "A link is not in the original: %(what)s.", "Links are not in the original: %(what)s.", len(made_up)
        )
        found.append(words % {"what": listed(sorted(made_up))})
    if theirs.foreign:
        found.append(worded(_("A sentence cannot hold %(tag)s."), tag=f"<{min(theirs.foreign)}>"))
    if theirs.unclosed or theirs.open:
        found.append(worded(_("A mark such as %(tag)s is not closed."), tag="<b>"))
    return found
