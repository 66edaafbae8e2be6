"""A small site to knock on: two languages, a manual with a chapter, a guide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client

from home.trees import ensure_tree
from tests.factories import accounts as staff
from tests.factories.resources import manual, published

PUBLIC = (
    "/",
    "/en/",
    "/ar/",
    "/en/resources/",
    "/en/news/",
    "/en/resources/a-guide/",
    "/en/resources/a-manual/",
    "/en/resources/a-manual/first/",
    "/en/search/",
    "/en/search/?q=guide&topic=digital&page=2",
    "/ar/search/?q=guide",
    "/en/trainers/",
    "/en/trainers/coverage/",
    "/en/needs/",
    "/en/needs/numbers.json",
    "/en/trainers/list.csv",
    "/en/trainers/list.json",
    "/en/trainers/feed.xml",
    "/en/who-fits/",
    "/en/help/",
    "/en/request/",
    "/en/case/",
    "/en/nothing-here/",
    "/fr/resources/a-guide/",
    "/r/a-guide/",
    "/robots.txt",
    "/en/feeds/",
    "/en/feeds/all.atom",
    "/opds/",
    "/opds/v2/en/all/",
    "/sitemap.xml",
    "/sitemap/en-1.xml",
    "/-/library.jsonld",
    "/.well-known/security.txt",
    "/-/health/",
    "/-/leave/",
    "/api/v1/search?q=guide",
    "/api/v1/trainers",
    "/api/hsds/",
    "/api/hsds/services",
    "/api/v1/nothing-here",
    "/static/css/tokens.css",
    "/static/nothing-here.css",
    "/media/images/nothing-here.png",
    "/documents/9999/nothing-here.pdf",
)
STAFF = ("/staff/login/", "/staff/password/lost/", "/staff/second-factor/", "/admin/", "/admin/pages/", "/admin/users/")


@pytest.fixture(scope="module")
def pages_of_every_kind(for_the_module) -> None:
    """Pages of every kind a reader can ask for."""
    with for_the_module():
        for language in ("en", "fr", "ar"):
            ensure_tree(language)
        published(slug="a-guide")
        manual("First", slug="a-manual")


@pytest.fixture
def small_site(pages_of_every_kind, db) -> None:
    """Those pages, as no other test has changed them."""
    caches["default"].clear()


@pytest.fixture
def https(settings) -> None:
    """The settings of production that show in headers and cookies."""
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"


@pytest.fixture
def ask(client: Client, small_site: None) -> Callable[..., HttpResponse]:
    """One request, by GET unless another method is named; an error becomes its 500 page."""
    client.raise_request_exception = False

    def asked(path: str, method: str = "get", **extra: object) -> HttpResponse:
        return getattr(client, method)(path, **extra)

    return asked


@pytest.fixture
def operator_client(client: Client, db: None) -> Client:
    """A browser in which an operator is signed in."""
    client.force_login(staff.member(is_superuser=True))
    return client
