"""Every address of staff, asked by everybody: who is let in is written down in editor_matrix.tsv.

A line: the address as the resolver has it, then for GET and for POST one sign for each of N A T O R P D X S
(`editor_world.WHO`): `+` let in (also where an empty form is then an error), `.` refused, `0` nothing there,
`-` not this way (405).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.template.backends.django import Template
from django.template.response import SimpleTemplateResponse
from django.test import Client

from tests.security.editor_world import WHO, World, build, patterns

pytestmark = pytest.mark.any_database

TABLE = Path(__file__).parent / "editor_matrix.tsv"
SIGNS = {404: "0", 405: "-", 403: ".", 401: "."}


def table() -> dict[str, tuple[str, str]]:
    """The verdicts for GET and POST of each address."""
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len({row[0] for row in rows}) == len(rows), "an address stands there twice"
    return {route: (get, post) for route, get, post in rows}


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    routes, rows = {route for route, _name in patterns()}, set(table())
    assert sorted(routes - rows) == [], "write down who may open these"
    assert sorted(rows - routes) == [], "these addresses are gone"


def test_nobody_who_is_not_signed_in_or_has_no_role_is_let_in_by_the_table() -> None:
    """The default is no: only the addresses of sign-in and of one's own account stand open."""
    mine = {route for route in table() if route.startswith("staff/")}
    mine |= {"admin/login/", "admin/logout/", "admin/password_reset/", "admin/jsi18n/", "admin/sprite/"}
    for route, verdicts in table().items():
        for verdict in verdicts if route not in mine else ():
            assert verdict[0] in ".0-", route
            assert verdict[-1] in ".0-", route


@contextmanager
def nothing_drawn() -> Iterator[None]:
    """Who may see a page is decided before it is drawn; drawing thousands of them would take minutes."""

    def render(response: SimpleTemplateResponse) -> SimpleTemplateResponse:
        response.content = b""
        return response

    kept, drawn = SimpleTemplateResponse.render, Template.render
    SimpleTemplateResponse.render, Template.render = render, lambda *_given, **_more: ""  # type: ignore[method-assign]
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        SimpleTemplateResponse.render, Template.render = kept, drawn  # type: ignore[method-assign]


def verdict(client: Client, session: str, method: str, path: str) -> str:
    """One sign. Wagtail refuses a script with 403 where it leads a person elsewhere; what a POST did is undone."""
    client.cookies.clear()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        answer = getattr(client, method)(path, headers={"X-Requested-With": "XMLHttpRequest"})
        transaction.set_rollback(True)
    if answer.status_code == 302 and answer["Location"].startswith(("/staff/login/", "/admin/login/")):
        return "."
    return SIGNS.get(answer.status_code, "+")


def column(world: World, method: str, path: str) -> str:
    """The signs of everybody."""
    return "".join(verdict(world.clients[who], world.sessions[who], method, path) for who in WHO)


def asked(world: World) -> dict[str, tuple[str, str]]:
    """What the site says now."""
    found = {}
    for route, name in patterns():
        path = world.path(route, name)
        found[route] = (column(world, "get", path), column(world, "post", path))
    return found


@pytest.mark.slow
@pytest.mark.django_db
def test_everybody_gets_in_where_the_table_says_and_nowhere_else() -> None:
    with nothing_drawn():
        found = asked(build())
    said = table()
    if target := os.environ.get("HUB_WRITE_MATRIX"):
        Path(target).write_text("\n".join("\t".join((route, *both)) for route, both in found.items()), "utf-8")
    wrong = [f"{route}\t{both[0]}\t{both[1]}" for route, both in found.items() if said.get(route) != both]
    assert not wrong, "as it is now (N A T O R P D X S):\n" + "\n".join(wrong)
