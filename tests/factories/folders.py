"""Folders of resources to import, named by their situation."""

from __future__ import annotations

import io
import posixpath
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from resources.exporting.places import Places
from resources.importing.links import ToAddress, ToPage
from resources.richtext import Element

PLANTED = b"PLANTED-PLACE-48.8566N"


def text(title: str, body: str = "Words.", **front: str) -> str:
    """A file with front matter and a body."""
    lines = "".join(f"{key}: {value}\n" for key, value in {"title": title, **front}.items())
    return f"---\n{lines}---\n\n{body}\n"


def folder(root: Path, files: dict[str, str | bytes]) -> Path:
    """A folder that holds these files."""
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def small_library(root: Path) -> Path:
    """A manual in two languages whose chapters link to each other, a guide, and a checklist."""
    return folder(
        root,
        {
            "phones/en/index.md": text("Phones", "Start with [locks](01-locks.md).", kind="manual", topics="[phones]"),
            "phones/en/01-locks.md": text("Locks", "## Codes\n\nSix digits. Then [apps](02-apps.md).\n\n- [ ] Set one"),
            "phones/en/02-apps.md": text("Apps", "Back to [locks](01-locks.md), on to [it](../../border/en.md)."),
            "phones/fr/index.md": text("Téléphones", "Voir [verrous](01-locks.md).", kind="manual"),
            "phones/fr/01-locks.md": text("Verrous", "## Codes\n\nSix chiffres.\n\n- [ ] En choisir un"),
            "border/en.md": text("At the border", "See [phones](../phones/en/index.md).", kind="guide"),
            "packing/en.md": text("What to pack", "- [ ] Charger\n- [ ] Paper map", kind="checklist"),
        },
    )


def picture_with_secrets(format_: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture that carries a place in every block its format has, and more behind its end."""
    picture = Image.new("RGB", size, "steelblue")
    out = io.BytesIO()
    options: dict[str, object] = {}
    if format_ in {"JPEG", "WEBP", "PNG", "AVIF"}:
        exif = Image.Exif()
        exif[0x010F] = PLANTED.decode()
        exif.get_ifd(0x8825)[29] = PLANTED.decode()
        options["exif"] = exif
    if format_ == "JPEG":
        options |= {"comment": PLANTED, "xmp": PLANTED}
    if format_ == "GIF":
        options["comment"] = PLANTED
    if format_ == "PNG":
        info = PngInfo()
        info.add_text("Comment", PLANTED.decode())
        info.add_itxt("XML:com.adobe.xmp", PLANTED.decode())
        options["pnginfo"] = info
    picture.save(out, format_, **options)
    return out.getvalue() + PLANTED


class World:
    """Every page, picture and document there is has a number; every page has one heading."""

    def page(self, to: ToPage) -> int | None:
        return int(to.resource_id.removeprefix("page-")) if to.resource_id.startswith("page-") else None

    def address(self, path: str) -> int | None:
        return None

    def picture(self, path: str) -> int | None:
        return _number(path, ".png")

    def document(self, path: str) -> int | None:
        return _number(path, ".pdf")

    def headings(self, to: ToPage | ToAddress) -> list[str]:
        return ["part"]


def _number(path: str, ending: str) -> int | None:
    name = posixpath.basename(path).removesuffix(ending)
    return int(name) if name.isdigit() else None


def _link(element: Element) -> str | None:
    number, anchor = element.attributes.get("id"), element.attributes.get("anchor")
    if not number:
        return element.attributes.get("href")
    return f"../page-{number}/en.md#{anchor}" if anchor else f"../page-{number}/en.md"


PLACES = Places(_link, lambda number: f"images/{number}.png", lambda number: f"files/{number}.pdf")
