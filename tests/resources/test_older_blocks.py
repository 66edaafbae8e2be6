"""Texts that were stored before a block got one of its fields."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.blocks import StructBlock
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from hub.blocks import BodyBlock
from resources.models import GuidePage

BODY = BodyBlock()
# What stands in a list, with nothing said in it; and a quotation as it was before it had a role.
ITEM = [{"type": "item", "value": {}, "id": "a"}]
WORDS = [{"type": "item", "value": "Price", "id": "b"}]
STORED: dict[str, dict[str, Any]] = {
    name: {} for name, block in BODY.child_blocks.items() if isinstance(block, StructBlock)
}
LISTS = ("steps", "checks", "next", "principles", "objectives", "timeline", "partners")
STORED |= {kind: {"items": ITEM} for kind in LISTS}
STORED |= {"comparison": {"criteria": WORDS, "items": ITEM}, "quote": {"text": "<p>We kept it.</p>", "source": "M."}}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", STORED)
def test_a_field_that_a_text_does_not_know_has_no_words_to_translate(kind: str) -> None:
    body = BODY.to_python([{"type": kind, "value": STORED[kind], "id": "c"}])
    found = StreamFieldSegmentExtractor(GuidePage._meta.get_field("body")).handle_stream_block(body)
    said = [each.string.data for each in found if hasattr(each, "string") and each.string.data]
    assert said == {"quote": ["We kept it.", "M."], "comparison": ["Price"]}.get(kind, [])
