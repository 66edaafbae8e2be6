"""The editors' room."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Everything between a first draft and a published page in every language."""

    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        """What lies in the bin is nobody's to edit; a translation that exists is never overwritten."""
        import_module("publishing.bin.places").register()
        import_module("publishing.translation.installing").install()
        import_module("publishing.workflow.setup").connect()
        import_module("publishing.workflow.notices").take_over()
