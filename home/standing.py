"""The standing texts that a new site begins with: about, what is kept, accessibility, safer reading.

They are pages like any other from then on: editors change them in the admin, and what they changed is
never written over.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from wagtail.models import Locale

from home.models import HomePage, StandardPage
from home.trees import ensure_tree
from resources.importing import front_matter, ids
from resources.importing.blocks import body
from resources.importing.inline import Context
from resources.importing.links import ToAddress, ToPage

FOLDER = Path(__file__).parent / "texts"
ORDER = ("about", "privacy", "safer-reading", "accessibility", "editorial-standards")


@dataclass(frozen=True)
class NoPlaces:
    """Standing texts link to no page and show no picture."""

    def page(self, to: ToPage) -> int | None:
        """No page."""
        return None

    def address(self, path: str) -> int | None:
        """No page."""
        return None

    def picture(self, path: str) -> int | None:
        """No picture."""
        return None

    def document(self, path: str) -> int | None:
        """No document."""
        return None

    def headings(self, to: ToPage | ToAddress) -> tuple[str, ...]:
        """No page, no headings."""
        return ()


def publish(languages: list[str]) -> int:
    """Make and publish the standing texts that are missing in these languages; answers how many were made."""
    made = 0
    for slug in ORDER:
        for code in languages:
            file = FOLDER / slug / f"{code}.md"
            home = ensure_tree(code)
            if file.exists() and not StandardPage.objects.child_of(home).filter(slug=slug).exists():
                _make(home, slug, code, file)
                made += 1
    return made


@transaction.atomic
def _make(home: HomePage, slug: str, code: str, file: Path) -> None:
    fenced = front_matter.FENCED.match(file.read_text("utf-8"))
    if fenced is None:
        raise ValueError(f"{file}: no front matter")
    said = dict(line.split(": ", 1) for line in fenced[1].strip().splitlines())
    context = Context(f"{slug}/{code}.md", NoPlaces(), lambda _words: None)
    blocks = ids.assign(body(fenced[2] or "", context, said["title"]), f"standing/{slug}/{code}")
    before = StandardPage.objects.filter(slug=slug).order_by("pk").first()
    page = StandardPage(
        title=said["title"],
        slug=slug,
        summary=said.get("summary", ""),
        locale=Locale.objects.get(language_code=code),
        body=[{"type": each.block.kind, "value": each.block.value, "id": each.id} for each in blocks],
        **({"translation_key": before.translation_key, "translated_from": before.latest_revision} if before else {}),
    )
    home.add_child(instance=page)
    page.save_revision().publish()
