"""The kernel's application: catalogues that are lent, and system checks."""

from importlib import import_module

from django.apps import AppConfig


class HubConfig(AppConfig):
    """Starts the kernel once Django has loaded the apps."""

    name = "hub"
    verbose_name = "Protection Hub"

    def ready(self) -> None:
        """Register the checks, ask once in each request, note writes, know all homes, lend catalogues."""
        import_module("hub.checks")
        import_module("hub.once").listen()
        import_module("hub.versions").listen()
        import_module("hub.site_roots").install()
        import_module("hub.interface").lend_catalogues()
