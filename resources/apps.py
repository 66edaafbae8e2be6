"""The application of the library."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    """Resources: their pages, their import and export."""

    name = "resources"
    verbose_name = _("Library")

    def ready(self) -> None:
        """Listen to what editors publish."""
        import_module("resources.signals")
