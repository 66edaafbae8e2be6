"""The application of the front pages."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home page, standard pages, navigation."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """Public pages and what stands around them are kept until one of the tables they are made of is written."""
        models = import_module("home.models")
        import_module("home.surroundings").watch(models.HomePage, models.StandardPage)
        import_module("home.kept_pages.state").watch()
