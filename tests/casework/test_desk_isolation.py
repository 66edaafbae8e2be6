"""Nothing of a case is on any other screen of the admin, whoever looks and whatever their rights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.roles import DESK, EDITOR, OPERATOR
from casework import requester
from tests.factories import casework as cases
from tests.factories.accounts import member

pytestmark = [pytest.mark.any_database, pytest.mark.django_db, pytest.mark.slow]
LEAST = 60
SKIPPED = ("logout", "jsi18n", "sprite")


def addresses(patterns: Any, before: str = "") -> Iterator[str]:
    """Every address without a gap in it."""
    for each in patterns:
        if isinstance(each, URLResolver):
            if not each.pattern.converters and not getattr(each.pattern, "regex", None).groups:
                yield from addresses(each.url_patterns, before + plain(each))
        elif isinstance(each, URLPattern) and not each.pattern.converters and not each.pattern.regex.groups:
            yield before + plain(each)


def plain(pattern: Any) -> str:
    """The text of a pattern, without the signs of a regular expression."""
    return str(pattern.pattern).strip("^$").replace("\\Z", "").replace("\\", "")


def staff_addresses() -> list[str]:
    found = {f"/{each}" for each in addresses(get_resolver().url_patterns) if each.startswith("admin/")}
    return sorted(each for each in found if not any(word in each for word in SKIPPED) and "(" not in each)


@pytest.mark.parametrize(
    "who",
    [
        pytest.param(lambda: member(OPERATOR, is_superuser=True), id="superuser"),
        pytest.param(lambda: cases.coordinator(cases.NEIGHBOUR, role=DESK), id="another desk"),
        pytest.param(lambda: member(EDITOR), id="editor"),
    ],
)
def test_no_list_search_report_or_export_has_a_byte_of_a_case(who: Any) -> None:
    cases.three_desks()
    today = timezone.localdate()
    kept = cases.answered(cases.coordinator(cases.HERE, role=DESK), today)
    requester.add_message(kept.opened(today), f"Thank you {cases.CANARY}-message", today)
    client = Client(raise_request_exception=False)
    client.force_login(who())
    visited = staff_addresses()
    assert len(visited) > LEAST
    assert reverse("desk_queue") in visited
    searching = [
        f"{reverse('wagtailadmin_pages:search')}?q={cases.CANARY}",
        f"{reverse('wagtailimages:index')}?q=Group",
    ]
    for address in [*visited, *searching]:
        answer = client.get(address)
        body = answer.getvalue() if answer.streaming else answer.content
        shown = body.decode("utf-8", "replace").replace(f"?q={cases.CANARY}", "").replace(f'value="{cases.CANARY}"', "")
        for secret in (f"{cases.CANARY}-", kept.sent.code, str(kept.case.pk)):
            assert secret not in shown, address
