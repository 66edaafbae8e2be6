"""The sample site, made once for the tests that crawl it and taken back after them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction

from home import demo


@pytest.fixture(scope="module")
def sample_site(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Library, directory, standing texts and search index of `make demo`."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            demo.seed(resources=None, directory=None, tell=lambda _line: None)
            yield
            transaction.set_rollback(True)
        call_command("rebuild_search", verbosity=0)
