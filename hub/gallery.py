"""The components and pages with example context, at /-/components/, for developers only."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from hub import languages

TEMPLATES = Path(settings.BASE_DIR) / "templates"
DATE = re.compile(r"\d{4}-\d\d-\d\d")
# Landmarks of every page: they stand around the gallery once, and not again inside it.
AROUND = {"bar", "nav", "foot", "skip"}
COMMENT = re.compile(r"\{(?:#|% comment %\})(.*?)(?:#\}|\{% endcomment %)", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A component or page: its name, what its template says that it takes, and an example of that."""

    name: str
    template: str
    takes: str
    context: dict[str, Any]

    @property
    def html(self) -> str:
        """The component drawn from its example; rows get the list they live in, landmarks are left out."""
        if self.name in AROUND:
            return ""
        drawn = render_to_string(self.template, self.context)
        return mark_safe(f'<ul class="rows rows-side">{drawn}</ul>') if drawn.lstrip().startswith("<li") else drawn  # noqa: S308


def components() -> Iterator[Example]:
    """Every component that has an example, by name."""
    for path in sorted(TEMPLATES.glob("components/*/example.json")):
        yield _example(path.parent.name, path.parent / f"{path.parent.name}.html", path)


def blocks() -> Iterator[Example]:
    """Every block of a text that has an example, by name."""
    for path in sorted(TEMPLATES.glob("blocks/*.json")):
        yield _example(path.stem, path.with_suffix(".html"), path)


def pages() -> Iterator[Example]:
    """Every page that has an example, by `app/name`."""
    for path in sorted(TEMPLATES.glob("pages/*/*.json")):
        yield _example(f"{path.parent.name}/{path.stem}", path.with_suffix(".html"), path)


def gallery(request: HttpRequest) -> HttpResponse:
    """All components on one page, or one page template by `?page=`; `?language=` chooses the interface."""
    language = languages.find(request.GET.get("language", "")) or languages.DEFAULT
    wanted = request.GET.get("page")
    with translation.override(language.code):
        if wanted:
            example = next((each for each in pages() if each.name == wanted), None)
            if example is None:
                raise Http404
            return render(request, example.template, example.context)
        shown = {"components": list(components()), "blocks": list(blocks()), "pages": list(pages())}
        return render(request, "pages/gallery.html", {**shown, "language": language, "all_languages": languages.TABLE})


def _example(name: str, template: Path, path: Path) -> Example:
    comment = COMMENT.search(template.read_text(encoding="utf-8"))
    takes = " ".join(comment.group(1).split()) if comment else ""
    return Example(name, str(template.relative_to(TEMPLATES)), takes, _read(path))


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"), object_hook=_values)


def _values(read: dict[str, Any]) -> Any:
    """Dates are ISO dates, safe HTML stands under keys that end in `html`; `{"component": name}` is drawn as it is."""
    if read.keys() == {"component"}:
        name = read["component"]
        return render_to_string(f"components/{name}/{name}.html", _read(TEMPLATES / f"components/{name}/example.json"))
    for key, value in read.items():
        if isinstance(value, str) and DATE.fullmatch(value):
            read[key] = dt.date.fromisoformat(value)
        elif isinstance(value, str) and key.endswith("html"):
            read[key] = mark_safe(value)  # noqa: S308
    return read
