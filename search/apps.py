"""The public search."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The public index, what is asked of it and what it answers."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Listen at the edges: what is published, hidden, moved or renamed is noted for the index.

        The library, which knows no search, finds the words of its glossary by the same analysis.
        """
        import_module("search.signals").connect()
        import_module("resources.glossary.units").lend(import_module("search.written").units)
