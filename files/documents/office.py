"""Office documents: their text, tables and pictures; no programs, no other files, no trace of who worked on them.

Office Open XML as in ECMA-376, OpenDocument as in OASIS ODF 1.3. Comments and tracked changes name who wrote what and
when, and show what was meant to be gone: such a document goes back to whoever uploads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext_lazy as _
from lxml import etree

from files.cleaning import NotAPicture, clean
from files.documents import archive
from files.documents.refusals import NotADocument

Files = dict[str, bytes]
MAIN_PART: Final = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
}
MIME: Final = {"odt": b"text", "ods": b"spreadsheet", "odp": b"presentation"}
ACTS: Final = re.compile(
    r"(?i)vbaProject|/activeX/|/embeddings/|/oleObject|^Basic/|^Scripts/|^Object |/externalLinks/|macrosheets/"
)
DROPPED: Final = re.compile(
    r"(?i)^docProps/|^customXml/|^_xmlsignatures/|people\.xml$|persons/|^Thumbnails/|^Configurations2/|^meta\.xml$"
    r"|^settings\.xml$|^layout-cache$|printerSettings|^manifest\.rdf$|webextension|thumbnail\."
)
SAID_BY_SOMEBODY: Final = re.compile(
    rb"<w:(?:ins|del|moveFrom|moveTo|commentReference)\b|<(?:office:annotation|text:tracked-changes|text:changed-region)\b"
)
COMMENTS: Final = re.compile(
    r"(?i)(?:^|/)(?:comments\w*|threadedComments?/\w+|commentAuthors)\.xml$|/comments/|revisions/"
)
BY_NAME: Final = re.compile(rb'( (?:\w+:)?(?:author|initials|userName|lastModifiedBy|rsid\w*)=")[^"]*(")')
LINKS: Final = re.compile(rb"/relationships/hyperlink$")
PICTURES: Final = re.compile(r"(?i)(?:/media/|^Pictures/|^media/)")
CLEANABLE: Final = ("png", "jpg", "jpeg", "gif", "webp")
WITHOUT_NETWORK: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def cleaned(data: bytes, ending: str) -> bytes:
    """The document packed anew. Raises NotADocument."""
    files = archive.unpacked(data)
    if any(ACTS.search(name) for name in files) or b"macroEnabled" in files.get("[Content_Types].xml", b""):
        raise _acts()
    if any(COMMENTS.search(name) and _says_something(files[name]) for name in files):
        raise _somebody()
    (_check_open if ending in MIME else _check_office)(files, ending)
    kept = {name: _part(name, content) for name, content in files.items() if not _goes(name)}
    gone = {name for name in files if name not in kept}
    return archive.packed(_without_mention(kept, gone), first="mimetype")


def _goes(name: str) -> bool:
    return bool(DROPPED.search(name) or COMMENTS.search(name))


def _check_office(files: Files, ending: str) -> None:
    if MAIN_PART[ending] not in files.get("[Content_Types].xml", b""):
        raise archive.broken()


def _check_open(files: Files, ending: str) -> None:
    if files.get("mimetype", b"").strip() != b"application/vnd.oasis.opendocument." + MIME[ending]:
        raise archive.broken()
    if b"encryption-data" in files.get("META-INF/manifest.xml", b"") or "content.xml" not in files:
        raise archive.broken()


def _part(name: str, content: bytes) -> bytes:
    """One file of the document, checked and without names."""
    if PICTURES.search(name):
        return _picture(name, content)
    if not name.endswith((".xml", ".rels", ".rdf")):
        if name.endswith((".bin", ".exe", ".js", ".html", ".svg", ".emf", ".wmf")):
            raise _acts()
        return content
    tree = _tree(content)
    if SAID_BY_SOMEBODY.search(content):
        raise _somebody()
    if name.endswith(".rels") and any(map(_leads_out, tree)):
        raise NotADocument(_("The document fetches something from elsewhere. Put its pictures and templates into it"))
    if b"script:event-listener" in content:
        raise _acts()
    return BY_NAME.sub(rb"\1\2", content)


def _picture(name: str, content: bytes) -> bytes:
    ending = name.rpartition(".")[2].lower()
    try:
        if ending not in CLEANABLE:
            raise NotAPicture(ending)
        return clean(content, f"picture.{ending}").data
    except NotAPicture as error:
        words = _("A picture in the document is of a kind that is not taken. Use PNG or JPEG: %(name)s")
        raise NotADocument(words, name=name.rpartition("/")[2][:60]) from error


def _tree(content: bytes) -> etree._Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise archive.broken()
    try:
        return etree.fromstring(content, WITHOUT_NETWORK)
    except etree.XMLSyntaxError as error:
        raise archive.broken() from error


def _leads_out(relation: etree._Element) -> bool:
    outside = relation.get("TargetMode", "") == "External"
    return outside and not LINKS.search(relation.get("Type", "").encode())


def _says_something(content: bytes) -> bool:
    return len(_tree(content)) > 0


def _without_mention(files: Files, gone: set[str]) -> Files:
    """The lists of what a document holds, without what is gone: else it would count as damaged."""
    for name in [each for each in files if each.endswith(".rels")]:
        base = name.rpartition("_rels/")[0]
        files[name] = _filtered(files[name], lambda each, base=base: _target(each, base) in gone)  # type: ignore[misc]
    for name, attribute in (("[Content_Types].xml", "PartName"), ("META-INF/manifest.xml", "full-path")):
        if name in files:
            files[name] = _filtered(files[name], lambda each, key=attribute: _named(each, key) in gone)  # type: ignore[misc]
    return files


def _filtered(content: bytes, goes: Callable[[etree._Element], bool]) -> bytes:
    tree = _tree(content)
    for each in [each for each in tree if goes(each)]:
        tree.remove(each)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _target(relation: etree._Element, base: str) -> str:
    """The file that a relation of a part in `base` names."""
    target = relation.get("Target", "")
    if target.startswith("/"):
        return target[1:]
    parts: list[str] = []
    for part in f"{base}{target}".split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def _named(entry: etree._Element, key: str) -> str:
    found = next((value for name, value in entry.attrib.items() if str(name).endswith(key)), "")
    return str(found).lstrip("/")


def _acts() -> NotADocument:
    return NotADocument(_("The document holds a program or another file. Save it without macros and embedded files"))


def _somebody() -> NotADocument:
    return NotADocument(
        _("The document holds comments or tracked changes, which name who wrote them. Accept or remove them first")
    )
