"""Every answer carries the whole set of headers; each value is one its specification allows."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from hub.csp import admin_policy
from tests.security import specification as allowed
from tests.security.conftest import PUBLIC, STAFF
from tests.security.observatory import Answer, directives, score

pytestmark = pytest.mark.any_database
PUBLIC_POLICY = {
    "default-src": ["'none'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    "frame-ancestors": ["'none'"],
    **{
        name: ["'self'"]
        for name in (
            "style-src",
            "img-src",
            "font-src",
            "script-src",
            "connect-src",
            "manifest-src",
            "worker-src",
            "media-src",
            "form-action",
        )
    },
}


def scripts(path: str) -> dict[str, list[str]]:
    """Where somebody writes about themselves, no script runs at all."""
    return {"script-src": ["'none'"]} if path in ("/en/help/", "/en/request/", "/en/case/") else {}


def whole(response) -> None:
    """Assert the full set on one answer."""
    headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in allowed.REFERRER_POLICIES & {"same-origin", "no-referrer"}
    assert headers["Cross-Origin-Opener-Policy"] in allowed.OPENER_POLICIES & {"same-origin"}
    assert headers["Cross-Origin-Resource-Policy"] in allowed.RESOURCE_POLICIES & {"same-origin"}
    assert headers["Cross-Origin-Embedder-Policy"] in allowed.EMBEDDER_POLICIES & {"require-corp"}
    assert headers["X-Frame-Options"] in allowed.FRAME_OPTIONS
    features = [part.strip() for part in headers["Permissions-Policy"].split(",")]
    assert len([feature for feature in features if feature.endswith("=()")]) >= 26
    policy = directives(headers["Content-Security-Policy"])
    assert set(policy) <= allowed.CSP_DIRECTIVES
    for values in policy.values():
        assert all(value in allowed.CSP_KEYWORDS or allowed.CSP_ONE_TEXT.fullmatch(value) for value in values)
        assert "'none'" not in values or len(values) == 1
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


def test_public_answers_carry_the_whole_set(ask) -> None:
    for path in PUBLIC:
        response = ask(path)
        whole(response)
        assert directives(response["Content-Security-Policy"]) == {**PUBLIC_POLICY, **scripts(path)}, path


def test_staff_answers_carry_it_too_and_are_never_stored(ask) -> None:
    for path in STAFF:
        response = ask(path)
        whole(response)
        assert response["Cache-Control"] == "no-store", path


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_public_addresses_answer_to_reading_and_posting_only(client, db, method: str) -> None:
    for path in (*PUBLIC, "/staff/login/", "/nowhere/"):
        response = getattr(client, method)(path)
        assert response.status_code == 405, path
        whole(response)


def test_trace_is_refused_to_staff_as_well(client, db) -> None:
    assert client.trace("/admin/").status_code == 405


def test_refusals_and_failures_carry_the_set(small_site, monkeypatch, settings) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    refused = client.post("/staff/login/", {"login": "a", "password": "b"})
    assert refused.status_code == 403
    whole(refused)
    settings.ALLOWED_HOSTS = ["hub.example"]
    elsewhere = client.get("/en/", headers={"host": "evil.example"})
    assert elsewhere.status_code == 400
    whole(elsewhere)
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr("home.views.counts.by_language", lambda: 1 / 0)
    failed = client.get("/")
    assert failed.status_code == 500
    whole(failed)


def test_a_redirect_to_https_carries_the_set(client, db, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/en/")
    assert response.status_code == 301
    whole(response)


def test_the_observatory_gives_readers_pages_130(ask, https) -> None:
    for path in PUBLIC:
        assert score(answer(ask(path, secure=True))) >= 130, path


def test_the_observatory_gives_staff_pages_110(operator_client, small_site, https) -> None:
    for path in STAFF:
        assert score(answer(operator_client.get(path, secure=True))) >= 110, path


def answer(response) -> Answer:
    """A response as the observatory looks at it."""
    cookies = tuple({"name": name, **morsel} for name, morsel in response.cookies.items())
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.headers, cookies, body.decode(errors="replace"))


def test_a_preview_may_be_framed_by_the_editor_and_by_nobody_else() -> None:
    assert admin_policy(framed=False)["frame-ancestors"] == ["'none'"]
    assert admin_policy(framed=True)["frame-ancestors"] == ["'self'"]


def test_the_exceptions_of_the_admin_only_become_fewer() -> None:
    exceptions = {
        name: [str(value) for value in values] for name, values in settings.HUB_ADMIN_POLICY_EXCEPTIONS.items()
    }
    assert sum(map(len, exceptions.values())) <= 7
    assert not any(
        "unsafe" in value or "//" in value or value == "*" for values in exceptions.values() for value in values
    )
