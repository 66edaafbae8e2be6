"""Whom to tell of a weakness."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone


@pytest.mark.django_db
def test_it_says_who_until_when_and_where(client: Client, settings: Any) -> None:
    settings.HUB_SECURITY_CONTACT = ["security@hub.example", "https://hub.example/tell", "javascript:x", "a\nb:c"]
    settings.HUB_SECURITY_POLICY = "https://hub.example/policy"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    said = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
    expires = dt.datetime.fromisoformat(dict(said)["Expires"])
    assert dt.timedelta(days=200) < expires - timezone.now() < dt.timedelta(days=365)
    assert [each for each in said if each[0] != "Expires"] == [
        ["Contact", "mailto:security@hub.example"],
        ["Contact", "https://hub.example/tell"],
        ["Preferred-Languages", "en"],
        ["Canonical", f"{settings.HUB_URL}/.well-known/security.txt"],
        ["Policy", "https://hub.example/policy"],
    ]


@pytest.mark.django_db
def test_there_is_none_where_nobody_is_named(client: Client, settings: Any) -> None:
    settings.HUB_SECURITY_CONTACT = []
    assert client.get("/.well-known/security.txt").status_code == 404
