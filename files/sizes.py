"""A picture in the sizes and formats that readers load: a phone on a slow line takes the lightest it can show.

The usual file is drawn with the page; the lighter ones are made by the timer, for encoders take their time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db.models import Prefetch, prefetch_related_objects
from PIL import features
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from willow.image import BadImageOperationError, UnrecognisedImageFormatError  # type: ignore[import-untyped]

from files.cleaning import BROKEN
from files.models import HubImage, HubRendition

USUAL: Final = "width-800"
WIDTHS: Final = (400, 800)
# The lightest first: browsers take the first they can show.
FORMATS: Final = ("avif", "webp")
UNREADABLE: Final = (
    *BROKEN,
    SourceImageIOError,
    BadImageOperationError,
    UnrecognisedImageFormatError,
    InvalidFilterSpecError,
)


@dataclass(frozen=True)
class Source:
    """One format of a picture, as `<source>` wants it."""

    type: str
    srcset: str
    has_sizes: bool


@dataclass(frozen=True)
class Offer:
    """What a page offers of one picture."""

    usual: HubRendition
    sources: tuple[Source, ...]


@cache
def formats() -> tuple[str, ...]:
    """The lighter formats that this machine can write."""
    return tuple(each for each in FORMATS if features.check(each))


@register(Tags.files)
def can_write_light_pictures(**_: object) -> list[CheckMessage]:
    """Say which lighter format this machine cannot write: readers load more than they need."""
    missing = [each.upper() for each in FORMATS if each not in formats()]
    hint = "Install Pillow 11.3 or later as its own wheel: it brings the encoders. Until then pictures weigh more."
    return [Warning(f"Pillow cannot write {' or '.join(missing)} here.", hint=hint, id="files.W001")] if missing else []


def widths(own: int) -> tuple[int, ...]:
    """The widths asked for of a picture so many pixels wide: never two that come to the same."""
    return WIDTHS[:1] if own <= WIDTHS[0] else WIDTHS


def specs(width: int) -> list[str]:
    """The lighter files of a picture so many pixels wide."""
    return [f"width-{each}|format-{made}" for made in formats() for each in widths(width)]


def prefetch(images: Sequence[HubImage]) -> None:
    """Look up the files of all pictures of a text in one query."""
    wanted = [USUAL, *specs(WIDTHS[-1])]
    rows = HubRendition.objects.filter(filter_spec__in=wanted)
    prefetch_related_objects(images, Prefetch("renditions", queryset=rows, to_attr="prefetched_renditions"))


def drawn_as(image: HubImage, spec: str) -> HubRendition | None:
    """A picture in one size, made if need be; nothing where its file is gone or broken."""
    try:
        drawn: HubRendition = image.get_rendition(spec)
    except UNREADABLE:
        return None
    return drawn


def offered(image: HubImage) -> Offer | None:
    """The usual file and those lighter ones that are there; nothing where the picture cannot be read."""
    usual = drawn_as(image, USUAL)
    return Offer(usual, tuple(_sources(image, usual))) if usual else None


def _sources(image: HubImage, usual: HubRendition) -> list[Source]:
    """Formats whose files are all there and which save something, the lightest first."""
    wanted = {made: [f"width-{each}|format-{made}" for each in widths(image.width)] for made in formats()}
    made = {row.filter_spec: row for row in _existing(image, [spec for each in wanted.values() for spec in each])}
    lightest, found = _weight(usual), list[Source]()
    for name, own in reversed(wanted.items()):
        files = [made[spec] for spec in own if spec in made]
        weight = _weight(files[-1]) if len(files) == len(own) else 0
        if 0 < weight < lightest:
            lightest = weight
            found.insert(0, _source(name, files))
    return found


def _existing(image: HubImage, wanted: list[str]) -> Iterable[HubRendition]:
    known: list[HubRendition] | None = getattr(image, "prefetched_renditions", None)
    return image.renditions.filter(filter_spec__in=wanted) if known is None else known


def _source(name: str, files: list[HubRendition]) -> Source:
    if len(files) == 1:
        return Source(f"image/{name}", files[0].url, has_sizes=False)
    return Source(f"image/{name}", ", ".join(f"{file.url} {file.width}w" for file in files), has_sizes=True)


def _weight(rendition: HubRendition) -> int:
    """Bytes of a file; none where it has gone."""
    try:
        return int(rendition.file.size)
    except OSError:
        return 0


def lacking(numbers: Iterable[int]) -> list[HubImage]:
    """Of some pictures those whose lighter files are not all made: two queries."""
    wanted = set(numbers)
    rows = HubRendition.objects.filter(image__in=wanted, filter_spec__in=specs(WIDTHS[-1]))
    made = set(rows.values_list("image_id", "filter_spec"))
    images = HubImage.objects.filter(pk__in=wanted).order_by("pk")
    return [image for image in images if any((image.pk, spec) not in made for spec in specs(image.width))]


def make(image: HubImage) -> bool:
    """Make the lighter files of a picture; whether that could be done."""
    try:
        image.get_renditions(*specs(image.width))
    except UNREADABLE:
        return False
    return True
