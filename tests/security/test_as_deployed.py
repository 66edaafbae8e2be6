"""With every setting of the live site: a public answer depends on no cookie, and nobody's session is looked at."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client

from hub.settings import base
from tests.security.conftest import PUBLIC

pytestmark = pytest.mark.any_database
HOST = "hub.example"
NOT_SET = object()


@pytest.fixture
def deployed(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything in which the live site's settings differ from what all profiles share."""
    monkeypatch.setenv("SECRET_KEY", settings.SECRET_KEY)
    monkeypatch.setenv("ALLOWED_HOSTS", HOST)
    production = importlib.reload(importlib.import_module("hub.settings.production"))
    own = {name: getattr(production, name) for name in dir(production) if name.isupper()}
    differs = {name: value for name, value in own.items() if value is not getattr(base, name, NOT_SET)}
    assert {"HUB_REQUIRE_SECOND_FACTOR", "SECURE_SSL_REDIRECT"} <= set(differs)
    for name, value in differs.items():
        setattr(settings, name, value)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whenever the contents of a session are asked for."""
    found: list[str] = []
    read = SessionBase._get_session  # type: ignore[attr-defined]

    def noted(session: Any, no_load: bool = False) -> Any:
        found.append("read")
        return read(session, no_load)

    monkeypatch.setattr(SessionBase, "_get_session", noted)
    monkeypatch.setattr(SessionBase, "_session", property(noted))
    return found


def reader(**more: str) -> Client:
    """Somebody who reads over TLS."""
    return Client(headers={"host": HOST, **more}, raise_request_exception=False)


@pytest.mark.parametrize("path", PUBLIC)
def test_no_public_answer_depends_on_a_cookie(
    small_site: None, deployed: None, looked_at: list[str], path: str
) -> None:
    for headers in ({}, {"cookie": "__Host-session=abcdefghijklmnopqrstuvwxyz012345"}):
        answer = reader(**headers).get(path, secure=True)
        assert answer.status_code < 500, path
        assert answer.get("Location", "") != f"https://{HOST}{path}", "led to itself: not what a reader gets"
        assert "cookie" not in answer.get("Vary", "").lower(), path
        assert not answer.cookies, path
        assert not looked_at, path


def test_whoever_hands_out_rights_is_asked_for_a_second_factor(
    small_site: None, deployed: None, looked_at: list[str]
) -> None:
    """The same eyes do see a session where one is read."""
    answer = reader().get("/admin/users/", secure=True)
    assert "cookie" in answer["Vary"].lower()
    assert looked_at
