"""Reads a folder of resources straight into what the index is given, without a database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from hub import languages
from hub.anchors import anchors_of
from search.passages import Document, Section

FRONT = re.compile(r"---\n(.*?)\n---\n?(.*)", re.DOTALL)
UNDERLINED = re.compile(r"^(\S.*)\n(?:-{3,}|={3,})\s*$", re.MULTILINE)
HEADING = re.compile(r"#{1,6}\s*(.+)")
MARKUP = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"https?://\S+"), ""),
    (re.compile(r"^\s*(?:[-*+]|\d+\.) (?:\[.\] )?", re.MULTILINE), ""),
    (re.compile(r"[*_`>#|]+"), " "),
    (re.compile(r"(?<!\n)\n(?!\n)"), " "),
)


def documents(folder: Path) -> list[Document]:
    """Every file of the library as a document, pages numbered as they come."""
    return [replace(each, page=number, order=f"{number:06d}") for number, each in enumerate(_all(folder), 1)]


def _all(folder: Path) -> Iterator[Document]:
    for resource in sorted(path for path in folder.iterdir() if path.is_dir()):
        for path in sorted(resource.iterdir()):
            if path.is_dir() and (path / "index.md").exists():
                chapters = sorted(each for each in path.glob("*.md") if each.name != "index.md")
                yield from _edition(resource.name, path.name, path / "index.md", chapters)
            elif path.suffix == ".md":
                yield from _edition(resource.name, path.stem, path, [])


def _edition(resource: str, tag: str, index: Path, chapters: list[Path]) -> Iterator[Document]:
    """A resource in one language: its own page, then its chapters."""
    language = languages.find(tag)
    if language is None:
        return
    front, body = _read(index)
    yield _document(resource, resource, language, front, front, body)
    for path in chapters:
        own, body = _read(path)
        yield _document(resource, f"{resource}/{re.sub(r'^[0-9]+-', '', path.stem)}", language, front, own, body)


def _document(
    resource: str, place: str, language: languages.Language, front: dict[str, Any], own: dict[str, Any], body: str
) -> Document:
    return Document(
        page=0,
        resource=resource,
        place=place,
        language=language.code,
        analyser=language.analyser,
        kind=str(front.get("kind", "manual")),
        title=str(own.get("title", "")),
        resource_title=str(front.get("title", "")),
        summary=str(own.get("summary") or ""),
        level=str(front.get("level") or ""),
        topics=tuple(front.get("topics") or ()),
        sections=_sections(body),
    )


def _read(path: Path) -> tuple[dict[str, Any], str]:
    text = path.read_text("utf-8")
    found = FRONT.match(text)
    try:
        return (yaml.safe_load(found[1]) or {}, found[2]) if found else ({}, text)
    except yaml.YAMLError:
        return {}, text


def _plain(markdown: str) -> str:
    for pattern, replacement in MARKUP:
        markdown = pattern.sub(replacement, markdown)
    return markdown.strip()


def _sections(body: str) -> tuple[Section, ...]:
    cut: list[tuple[str, list[str]]] = [("", [])]
    for line in UNDERLINED.sub(r"## \1", body).split("\n"):
        if heading := HEADING.match(line):
            cut.append((_plain(heading[1]), []))
        else:
            cut[-1][1].append(line)
    anchors = ["", *anchors_of([heading for heading, _lines in cut[1:]])]
    found = [
        Section(anchor, heading, _plain("\n".join(lines)))
        for anchor, (heading, lines) in zip(anchors, cut, strict=True)
    ]
    return tuple(section for section in found if section.heading or section.text)
