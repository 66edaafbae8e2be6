"""What every staff screen shares: the direction of words, and no way to another host."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import accounts as staff
from tests.security.editor_world import patterns

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def test_every_staff_screen_follows_the_words_and_leads_to_no_other_host(client: Client) -> None:
    client.force_login(staff.editor())
    html = client.get("/admin/").content.decode()
    assert re.search(r'<link rel="stylesheet" href="/static/css/admin\.[^"]*css">', html)
    assert re.search(r'<noscript><link rel="stylesheet" href="/static/css/admin-plain\.[^"]*css"></noscript>', html)
    menu = re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert menu
    assert "keyboard-shortcuts" in menu.group(1)
    assert re.findall(r'"(https?://[^"]+)"', menu.group(1)) == []


@pytest.mark.slow
def test_every_screen_has_a_name_in_its_window(client: Client) -> None:
    client.force_login(staff.member(is_superuser=True))
    nameless = []
    for route, _name in patterns():
        path = f"/{route}"
        answer = None if any(each in route for each in ("<", "^", "logout", "failwhale")) else client.get(path)
        if answer and answer.status_code == 200 and "<title>" in (html := answer.content.decode()):
            [title] = re.findall(r"<title>(.*?)</title>", html, re.DOTALL)
            nameless += [path] if not title.split(" - Wagtail")[0].strip() else []
    assert nameless == []
