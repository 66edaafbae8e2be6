"""The tests' settings for a site of its own in a process of its own: tables from the models, the log at its fullest."""

from __future__ import annotations

from hub.settings.test import *  # noqa: F403
from hub.settings.test import LOGGING


class NoMigrations(dict[str, None]):
    """Every app's tables are made from its models."""

    def __contains__(self, app: object) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = NoMigrations()
LOGGING["root"]["level"] = "DEBUG"
