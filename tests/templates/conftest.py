"""Templates drawn without a database: only what a component is given."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings

MISSING = "MISSING(%s)"


@pytest.fixture
def strict_templates() -> Iterator[None]:
    """A variable that a template asks for and nobody gave shows as MISSING(name)."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = MISSING
    with override_settings(TEMPLATES=templates):
        yield
