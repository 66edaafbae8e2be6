"""What an import has to do: each file with its digest, and its front matter where it must be read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.utils.translation import gettext as _

from hub.wording import worded
from resources.importing import front_matter
from resources.importing.faults import Fault
from resources.importing.folder import Edition, Folder, SourceFile, SourceResource, read_bytes, text_of
from resources.importing.library import Key, Library
from resources.importing.links import Target, ToFile, ToPage, target
from resources.importing.pictures import Pictures
from resources.importing.report import Outcome, Report
from resources.values import Front, Notice

LOCAL_LINK = re.compile(r"\]\(+\s*<?((?!https?:|mailto:|#)[^)\s>]+)")
DOCUMENT = re.compile(r"^document:[ \t]*[\"']?([^\s\"'#][^\n\"']*)", re.MULTILINE)
HEADING = re.compile(r"^ {0,3}#{1,6}[ \t].*$", re.MULTILINE)
HALF = 32  # a digest says in its first half what the file holds, in its second what is at its links' ends


@dataclass(frozen=True)
class Entry:
    """One file on its way to a page; `front` only where the file says something new."""

    source: SourceFile
    digest: str
    head: str
    body: str
    front: Front | None = None

    @property
    def key(self) -> Key:
        """Which page it is for."""
        return self.source.resource_id, self.source.language.code


@dataclass
class Plan:
    """All files that did not fail, by resource, in the order in which they are written."""

    resources: list[SourceResource] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)

    def of(self, resource: SourceResource) -> list[Entry]:
        """The entries of a resource, the leading language first, each manual before its chapters."""
        files = [source for edition in resource.editions for source in edition.files]
        return [self.entries[source.path] for source in files if source.path in self.entries]

    def keys(self) -> set[Key]:
        """The pages that there are or will be."""
        return {entry.key for entry in self.entries.values()}

    def by_key(self) -> dict[Key, Entry]:
        """The entries by the page that each is for."""
        return {entry.key: entry for entry in self.entries.values()}


def make(folder: Folder, library: Library, pictures: Pictures, report: Report) -> Plan:
    """Read every file, fail the bad ones, and find out which have changed."""
    plan = Plan(resources=folder.resources)
    links: dict[str, set[str]] = {}
    for source in folder.files():
        try:
            plan.entries[source.path], links[source.path] = _read(folder.root, source, library, report)
        except Fault as fault:
            report.add(Outcome.FAILED, source.path, fault.reason)
    for resource in folder.resources:
        for edition in resource.editions:
            _check_edition(plan, edition, library, report)
        _check_kinds(plan, resource, report)
    _leave_in_the_bin(plan, library, report)
    written = plan.by_key()
    there = set(written) | set(library.pages)
    for path, entry in plan.entries.items():
        ends = hashlib.sha256()
        for href in sorted(links[path]):
            ends.update(_end(target(href, path), there, written, pictures).encode())
        entry = replace(entry, digest=entry.digest + ends.hexdigest()[:HALF])
        plan.entries[path] = entry if _is_settled(entry, library) else _with_front(entry, report)
    return plan


def _read(root: Path, source: SourceFile, library: Library, report: Report) -> tuple[Entry, set[str]]:
    data = read_bytes(root, source.path)
    head, body = front_matter.split(text_of(data))
    entry = Entry(source, hashlib.sha256(data).hexdigest()[:HALF], head, body)
    return entry if _is_settled(entry, library) else _with_front(entry, report), {
        *LOCAL_LINK.findall(body),
        *map(str.strip, DOCUMENT.findall(head)),
    }


def _is_settled(entry: Entry, library: Library) -> bool:
    """Whether the page holds what the file says, and nobody has touched it since."""
    row, record = library.pages.get(entry.key), library.record(entry.key)
    return bool(row and record and record.digest.startswith(entry.digest) and not library.edited_here(entry.key))


def _with_front(entry: Entry, report: Report) -> Entry:
    if entry.front:
        return entry
    path = entry.source.path
    front = front_matter.check(front_matter.parse(entry.head), lambda words: report.notices.append(Notice(path, words)))
    return replace(entry, front=_with_kind(front, entry.source))


def _with_kind(front: Front, source: SourceFile) -> Front:
    if "/" in source.resource_id:
        if front.kind not in {"", "chapter"}:
            raise Fault(worded(_("is a chapter by its place, but “%(kind)s” by its front matter"), kind=front.kind))
        return replace(front, kind="chapter")
    if front.kind in {"", "chapter"}:
        if front.kind:
            raise Fault(_("a chapter stands below a manual"))
        raise Fault(worded(_("the front matter has no %(key)s"), key="`kind`"))
    return front


def _leave_in_the_bin(plan: Plan, library: Library, report: Report) -> None:
    """What somebody deleted here is neither made anew nor brought back by a file; restoring it is for people."""
    for path, entry in list(plan.entries.items()):
        if entry.key in library.binned and entry.key not in library.pages:
            del plan.entries[path]
            report.add(Outcome.CONFLICT, path, _("the page is in the bin; restore it there, or delete it for good"))


def _check_edition(plan: Plan, edition: Edition, library: Library, report: Report) -> None:
    """Chapters need their manual, here or on the site; only a manual has chapters."""
    main = plan.entries.get(edition.main.path) if edition.main else None
    slug = (edition.main or edition.chapters[0]).resource_id.partition("/")[0]
    if main is None and (slug, edition.language.code) in library.pages:
        return
    reason = ""
    if main is None:
        path = f"{slug}/{edition.language.tag}/index.md"
        reason = worded(_("its manual (%(path)s) is missing or failed"), path=path)
    elif main.front and main.front.kind != "manual":
        words = _("its %(path)s is a %(kind)s, and only a manual has chapters")
        reason = worded(words, path=f"{edition.language.tag}/index.md", kind=main.front.kind)
    if reason:
        for chapter in edition.chapters:
            if plan.entries.pop(chapter.path, None):
                report.add(Outcome.FAILED, chapter.path, reason)


def _check_kinds(plan: Plan, resource: SourceResource, report: Report) -> None:
    """All languages of a resource are of one kind."""
    first: Entry | None = None
    for edition in resource.editions:
        entry = plan.entries.get(edition.main.path) if edition.main else None
        if entry is None or entry.front is None:
            continue
        first = first or entry
        if first.front and entry.front.kind != first.front.kind:
            words = _("is a %(kind)s, but %(path)s is a %(other)s")
            reason = worded(words, kind=entry.front.kind, path=first.source.path, other=first.front.kind)
            for source in edition.files:
                if plan.entries.pop(source.path, None):
                    report.add(Outcome.FAILED, source.path, reason)


def _end(to: Target, there: set[Key], written: Mapping[Key, Entry], pictures: Pictures) -> str:
    """What is at the end of a link now, so that a file is read again when that changes."""
    if isinstance(to, ToPage):
        key = (to.resource_id, to.language)
        headings = HEADING.findall(written[key].body) if to.anchor and key in written else []
        return "\n".join([f"page {key in there};", *headings])
    if isinstance(to, ToFile):
        return f"file {pictures.digest(to.path)};"
    return ""
