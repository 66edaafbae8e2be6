"""What a translated sentence must keep of its original: links, marks and placeholders. Pure."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from django.utils.translation import gettext as _

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


def faults(original: str, translated: str) -> list[str]:
    """A sentence for each thing that a translation has lost or made up; none when all is there."""
    ours, theirs = _tags(original), _tags(translated)
    found = []
    if lost := Counter(PLACEHOLDER.findall(original)) - Counter(PLACEHOLDER.findall(translated)):
        found.append(_("“%(what)s” is missing.") % {"what": "”, “".join(sorted(lost))})
    if made_up := Counter(PLACEHOLDER.findall(translated)) - Counter(PLACEHOLDER.findall(original)):
        found.append(_("“%(what)s” is not in the original.") % {"what": "”, “".join(sorted(made_up))})
    if lost := ours.links - theirs.links:
        found.append(_("A link is missing: %(what)s.") % {"what": ", ".join(sorted(lost))})
    if made_up := theirs.links - ours.links:
        found.append(_("A link is not in the original: %(what)s.") % {"what": ", ".join(sorted(made_up))})
    if theirs.foreign:
        found.append(_("A sentence cannot hold <%(tag)s>.") % {"tag": min(theirs.foreign)})
    if theirs.unclosed or theirs.open:
        found.append(_("A mark such as <b> is not closed."))
    return found
