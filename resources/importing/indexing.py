"""Wagtail's own indexes (of references, and of the editors' search): once for each page, not at each save."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from resources.models import PAGE_MODELS, ResourcePage


@dataclass
class Indexing:
    """Collects the pages of a resource and indexes them in its transaction."""

    pages: list[ResourcePage] = field(default_factory=list)
    follows: bool = True

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """No index follows a save of a resource; `catch_up` does, before the transaction ends."""
        for model in PAGE_MODELS:
            post_save.disconnect(post_save_signal_handler, sender=model)
        try:
            with disable_reference_index_auto_update():
                yield
        finally:
            for model in PAGE_MODELS:
                post_save.connect(post_save_signal_handler, sender=model)

    def add(self, page: ResourcePage) -> None:
        """This page has a new text."""
        if self.follows:
            self.pages.append(page)

    def catch_up(self) -> None:
        """Index what was added."""
        by_model: dict[type[ResourcePage], list[ResourcePage]] = defaultdict(list)
        for page in self.pages:
            ReferenceIndex.create_or_update_for_object(page)
            by_model[type(page)].append(page)
        for backend in get_search_backends(with_auto_update=True):
            for model, pages in by_model.items():
                backend.get_index_for_model(model).add_items(model, pages)
        self.pages = []
