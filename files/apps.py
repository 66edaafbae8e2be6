"""The application of images and documents."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Custom image and document models."""

    name = "files"
    verbose_name = _("Files")

    def ready(self) -> None:
        """Register the system checks."""
        import_module("files.sizes")
