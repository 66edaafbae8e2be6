"""The editors' room."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Everything between a first draft and a published page in every language."""

    name = "publishing"
    verbose_name = _("Publishing")
