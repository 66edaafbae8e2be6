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
        """Advice is reviewed, and mails about it name nothing that is not public."""
        import_module("publishing.workflow.setup").connect()
        import_module("publishing.workflow.notices").take_over()
