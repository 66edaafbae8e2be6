"""A list is turned to its end, however long it is, and nonsense asks for its first page."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from hub.pagination import page_number, paginate

LONG = range(5_001)


def test_every_item_of_a_long_list_can_be_reached() -> None:
    seen: list[int] = []
    address = "?topic=digital"
    while address:
        query = QueryDict(address[1:])
        shown = paginate(LONG, query.get("page"), 20, query=query)
        seen += shown.items
        assert query["topic"] == "digital"
        address = shown.pager.next_url
    assert seen == list(LONG)
    assert shown.pager.number == shown.pager.count == 251
    assert "page=250" in shown.pager.previous_url


@pytest.mark.parametrize("raw", [None, "", "x", "-1", "0", "٢", "1.5", "1" * 400, "\0", "100000"])
def test_what_is_no_number_is_the_first_page(raw: str | None) -> None:
    assert page_number(raw) == 1


def test_a_page_past_the_last_is_the_last() -> None:
    shown = paginate(LONG, "99999", 20, query=QueryDict("page=99999"))
    assert (shown.items, shown.pager.next_url) == ([5_000], "")
