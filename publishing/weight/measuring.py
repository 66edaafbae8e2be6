"""From a draft to its weight: blocks drawn without their pictures, whose sizes are looked up or estimated.

Nothing is written: a picture that no reader has asked for yet is not scaled here, its size is worked out from the
original's. What counts is what a phone takes of the sizes and forms that a page offers, not the file for old browsers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from django.contrib.staticfiles import finders
from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model

from files import sizes
from hub import languages
from publishing.weight.adding import Piece, Sort, Weight, packed, scaled, shares
from resources.rendering import draw

# As templates/blocks/image.html and partners.html ask for them.
WIDE: Final = sizes.USUAL
LOGO: Final = "max-160x80"
MOST: Final = {WIDE: (800, 10**6), LOGO: (160, 80)}
# A phone of 360 points, two dots to each, on which a picture takes 92 of 100 of the width.
PHONE: Final = 662
# What a lighter form weighs beside the usual file, as long as it is not made: so much of photographs, less of drawings.
LIGHTER: Final = {"avif": 0.35, "webp": 0.6}
# As templates/partials/styles.html and base.html load them.
STYLES: Final = ("css/site.css", "js/main.js", "img/mark.svg")
TABLES: Final = frozenset({"table", "comparison"})
NAME_LENGTH: Final = 48
# The tag of a picture: its address, sizes and loading.
TAG: Final = 60

Asked = tuple[int, str]


def weigh(page: Any) -> Weight:
    """What a reader loads of a draft, in two queries where it has pictures; its blocks are those of the form."""
    asked: list[Asked] = []
    blocks = list(_without_pictures(page.body, asked))
    parts = list(_drawn(page, blocks))
    words = packed("".join([page.title, getattr(page, "summary", ""), *(html for _sort, _name, html in parts)]))
    pieces = shares(parts, words)
    return Weight(words + TAG * len(asked), styles(), [*_pictures(asked), *pieces])


def _without_pictures(body: StreamValue, asked: list[Asked]) -> Iterator[StreamValue.StreamChild]:
    """The blocks as they are drawn here, the pictures in them noted in `asked`."""
    for block, raw in zip(body, body.get_prep_value(), strict=True):
        if block.block_type == "image":
            value = raw["value"] or {}
            number = value.get("image") if isinstance(value, dict) else value
            asked += [(number, WIDE)] if number else []
        elif block.block_type == "partners":
            items = [_without_logo(item, asked) for item in raw["value"].get("items", [])]
            yield body.stream_block.to_python([{**raw, "value": {**raw["value"], "items": items}}])[0]
        else:
            yield block


def _without_logo(item: dict[str, Any], asked: list[Asked]) -> dict[str, Any]:
    wrapped = "value" in item and "type" in item
    partner = item["value"] if wrapped else item
    if partner.get("logo"):
        asked.append((partner["logo"], LOGO))
    bare = {**partner, "logo": None}
    return {**item, "value": bare} if wrapped else bare


def _drawn(page: Any, blocks: Iterable[StreamValue.StreamChild]) -> Iterator[tuple[Sort, str, str]]:
    language = languages.BY_CODE[page.locale.language_code]
    for block in blocks:
        one = StreamValue(page.body.stream_block, [(block.block_type, block.value, block.id)])
        html = draw(one, language)["html"]
        words = Truncator(" ".join(strip_tags(html).split())).chars(NAME_LENGTH)
        sort = Sort.TABLE if block.block_type in TABLES else Sort.WORDS
        yield sort, f"{block.block.label}: {words}", html


def _pictures(asked: list[Asked]) -> list[Piece]:
    """Each picture once, as readers load it."""
    model = get_image_model()
    wanted = dict.fromkeys(asked)
    if not wanted:
        return []
    images = model.objects.in_bulk({number for number, _spec in wanted})
    specs = [WIDE, LOGO, *sizes.specs(sizes.WIDTHS[-1])]
    made = model.get_rendition_model().objects.filter(image_id__in=images, filter_spec__in=specs)
    known: dict[int, dict[str, Any]] = {}
    for row in made:
        known.setdefault(row.image_id, {})[row.filter_spec] = row
    return [
        Piece(Sort.PICTURE, images[number].title, _size(images[number], known.get(number, {}), spec))
        for number, spec in wanted
        if number in images
    ]


def _size(image: Any, made: Mapping[str, Any], spec: str) -> int:
    """What a phone loads: the lightest form in the width that it takes; a logo has one file."""
    usual = _of_rendition(made.get(spec))
    usual = usual or scaled(image.file_size or 0, image.width, image.height, *MOST[spec])
    if spec != WIDE or not sizes.formats():
        return usual
    width = next((each for each in sizes.widths(image.width) if each >= PHONE), sizes.widths(image.width)[-1])
    lighter = [_of_rendition(made.get(f"width-{width}|format-{form}")) for form in sizes.formats()]
    if found := [size for size in lighter if size]:
        return min(usual, *found)
    return round(usual * LIGHTER[sizes.formats()[0]])


def _of_rendition(rendition: Any) -> int:
    """The bytes of a file; none where there is none, or where it has gone: it is made again for the next reader."""
    try:
        return int(rendition.file.size) if rendition is not None else 0
    except OSError:
        return 0


@cache
def styles() -> int:
    """What every page of the site loads once: style files, script and mark, as they are sent."""
    found = (finders.find(name) for name in STYLES)
    return sum(_of_file(path) for path in found if isinstance(path, str))


def _of_file(path: str) -> int:
    with open(path, encoding="utf-8") as file:
        return packed(file.read())
