"""Blocks that Markdown has no signs for, as containers (`::: steps`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from resources.exporting.places import Places
from resources.exporting.prose import Prose, destination
from resources.richtext import Element, inline
from resources.values import Block


def container(block: Block, prose: Prose, places: Places) -> str:
    """The block between its fences; nothing where it says nothing."""
    writer = Writer(prose, places)
    said, inside = CONTAINERS[block.kind](writer, block.value)
    opening = " ".join(["::: " + block.kind, *said])
    return f"{opening}\n{inside}\n:::" if inside or said else ""


def table(rows: Sequence[Sequence[str]], prose: Prose, caption: str | None) -> str:
    """The lines of a table, whose first row names the columns, and its caption."""
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    said = prose.line([caption or ""])
    return "\n".join(lines) + (f"\n\n: {said}" if said else "")


Said = tuple[list[str], str]  # what stands on the opening line, what stands inside


@dataclass(frozen=True)
class Writer:
    """Writes the inside of containers."""

    prose: Prose
    places: Places

    def quote(self, value: Mapping[str, Any]) -> Said:
        """Words whose source stands on the opening line."""
        said = {key: " ".join((value.get(key) or "").split()) for key in ("source", "role")}
        return [f"{key}={_value(each)}" for key, each in said.items() if each], self.prose.paragraphs(value["text"])

    def passage(self, value: Mapping[str, Any]) -> Said:
        """Words, with their language on the opening line."""
        text = self.prose.paragraphs(value["text"])
        return ([value["language"]], text) if text else ([], "")

    def definition(self, value: Mapping[str, Any]) -> Said:
        """The word in strong, then what it means."""
        return [], self._titled(value.get("term"), inline(value.get("text") or ""))

    def steps(self, value: Mapping[str, Any]) -> Said:
        """A numbered list."""
        items = enumerate(value["items"], 1)
        return [], _lines(_item(f"{n}. ", self._titled(each.get("title"), each["text"])) for n, each in items)

    def principles(self, value: Mapping[str, Any]) -> Said:
        """Bullets that begin with their titles."""
        return [], _lines(_item("- ", self._titled(each.get("title"), each["text"])) for each in value["items"])

    def timeline(self, value: Mapping[str, Any]) -> Said:
        """Bullets that begin with their dates."""
        return [], _lines(_item("- ", self._titled(each.get("when"), each["text"])) for each in value["items"])

    def objectives(self, value: Mapping[str, Any]) -> Said:
        """The introduction, then a numbered list."""
        lead = self.prose.paragraphs(inline(value.get("lead") or ""))
        texts = [self.prose.paragraphs(inline(each["text"])) for each in value["items"]]
        items = _lines(_item(f"{number}. ", text) for number, text in enumerate(texts, 1))
        return [], "\n\n".join(filter(None, [lead, items]))

    def partners(self, value: Mapping[str, Any]) -> Said:
        """The title in strong, then bullets."""
        title = self.prose.line([value.get("title") or ""])
        items = "\n".join(_item("- ", self._partner(each)) for each in value["items"])
        return [], "\n\n".join(filter(None, [f"**{title}**" if title else "", items]))

    def _partner(self, item: Mapping[str, Any]) -> str:
        logo = self.places.picture(item["logo"]) if item.get("logo") else None
        name = self._linked(item.get("name") or "", item.get("url") or None)
        role = self.prose.line([item.get("role") or ""])
        first = " ".join(filter(None, [f"![]({destination(logo)})" if logo else "", name]))
        return f"{first}\\\n{role}" if role else first

    def next(self, value: Mapping[str, Any]) -> Said:
        """Bullets of links."""
        return [], "\n".join(_item("- ", self._way(each)) for each in value["items"])

    def _way(self, item: Mapping[str, Any]) -> str:
        page = item.get("page")
        to = self.places.link(Element("a", {"linktype": "page", "id": str(page)})) if page else item.get("url")
        return self._linked(item.get("label") or "", to or None)

    def file(self, value: Mapping[str, Any]) -> Said:
        """A link to the file, then what it is for."""
        text = self.prose.line([value.get("text") or ""])
        return [], "\n\n".join(filter(None, [self._handed_out(value), text]))

    def media(self, value: Mapping[str, Any]) -> Said:
        """A link to the file, then the transcript."""
        text = self.prose.paragraphs(value.get("transcript") or "")
        return [], "\n\n".join(filter(None, [self._handed_out(value), text]))

    def _handed_out(self, value: Mapping[str, Any]) -> str:
        to = self.places.document(value["document"]) if value.get("document") else None
        return self._linked(value.get("title") or "", to)

    def comparison(self, value: Mapping[str, Any]) -> Said:
        """A table: a row for each thing compared."""
        cells = replace(self, prose=replace(self.prose, in_table=True))
        rows = [["", *(cells.prose.line([each]) for each in value["criteria"])]]
        for item in value["items"]:
            name = cells._linked(item.get("name") or "", item.get("url") or None)
            rows.append([name, *(cells.prose.paragraphs(inline(each or "")) for each in item["cells"])])
        return [], table(rows, self.prose, value.get("caption"))

    def _linked(self, words: str, to: str | None) -> str:
        written = self.prose.line([words])
        return f"[{written}]({destination(to)})" if to else written

    def _titled(self, title: str | None, html: str) -> str:
        """A title in strong above a text; an empty heading says that there is none."""
        text, said = self.prose.paragraphs(html), self.prose.line([title or ""])
        above = f"**{said}**" if said else "####" if text.startswith("**") else ""
        return "\n\n".join(filter(None, [above, text]))


def _item(sign: str, text: str) -> str:
    indent = " " * len(sign)
    return sign + "\n".join(f"{indent}{line}" if line else "" for line in text.split("\n")).lstrip()


def _lines(items: Any) -> str:
    return "\n\n".join(items)


def _value(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


CONTAINERS: dict[str, Callable[[Writer, Mapping[str, Any]], Said]] = {
    "quote": Writer.quote,
    "passage": Writer.passage,
    "definition": Writer.definition,
    "steps": Writer.steps,
    "principles": Writer.principles,
    "timeline": Writer.timeline,
    "objectives": Writer.objectives,
    "partners": Writer.partners,
    "next": Writer.next,
    "file": Writer.file,
    "media": Writer.media,
    "comparison": Writer.comparison,
}
