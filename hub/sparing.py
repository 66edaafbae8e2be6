"""What Wagtail's screens ask of a page again and again, asked once."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from django.db.models import QuerySet
from wagtail.models import WorkflowPage

from hub.once import once, reads_only

# What rights on a page depend on: a page that is read without them is read three times more.
OF_RIGHTS: Final = ("path", "depth", "url_path", "live", "owner", "content_type", "locked", "locked_by")
# What Wagtail takes from the page and never from a version: not worth asking whether a version's still exists.
OF_THE_PAGE: Final = frozenset({"content_type", "locale", "latest_revision", "owner", "locked_by", "alias_of"})


class WithRights(QuerySet):  # type: ignore[type-arg]
    """Translations of a page; those read in part have what rights on them depend on."""

    def only(self, *fields: str) -> Any:
        """Wagtail's screens ask for a language and a number, and then whether the page may be edited."""
        return super().only(*fields, *OF_RIGHTS)


@cache
def _with_rights(kind: type[QuerySet[Any]]) -> type[QuerySet[Any]]:
    """Once for each kind of page's own query set."""
    return type("Translations", (WithRights, kind), {})


class Sparing:
    """For pages, before Wagtail's own class."""

    def get_workflow(self) -> Any:
        """The active workflow of the page or of the nearest above it; one query instead of four."""
        path, step = self.path, self.steplen  # type: ignore[attr-defined]
        above = tuple(path[:end] for end in range(step, len(path) + 1, step))
        return once(("workflow", path), lambda: _workflow(above))

    @property
    def has_workflow(self) -> bool:
        """Whether there is one."""
        return self.get_workflow() is not None

    def get_translations(self, inclusive: bool = False) -> QuerySet[Any]:
        """The page in other languages."""
        found: Any = super().get_translations(inclusive)  # type: ignore[misc]
        found.__class__ = _with_rights(found.__class__)
        return found  # type: ignore[no-any-return]

    def get_parent(self, update: bool = False) -> Any:
        """The page above, read once for all pages below it."""
        if update or hasattr(self, "_cached_parent_obj"):
            return super().get_parent(update)  # type: ignore[misc]
        parent = once(("parent", self.path[: -self.steplen]), super().get_parent)  # type: ignore[attr-defined, misc]
        self._cached_parent_obj = parent
        return parent

    @property
    def current_workflow_state(self) -> Any:
        """The review under way; Wagtail's screens ask up to nine times."""
        return once(("review", self.pk), lambda: super(Sparing, self).current_workflow_state)  # type: ignore[attr-defined, misc]

    @property
    def scheduled_revision(self) -> Any:
        """The version that waits for its day."""
        return once(("schedule", self.pk), lambda: super(Sparing, self).scheduled_revision)  # type: ignore[attr-defined, misc]

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A version as a page; what Wagtail sets from the page itself is not looked up in the version."""
        kept = {name: value for name, value in content.items() if name not in OF_THE_PAGE}
        version = super().with_content_json(kept)  # type: ignore[misc]
        if reads_only():
            share(self, version)
        return version

    def get_latest_revision(self) -> Any:
        """The latest version; the published one is the same in most pages."""
        latest = super().get_latest_revision()  # type: ignore[misc]
        if latest is not None and self.live_revision_id == latest.pk:  # type: ignore[attr-defined]
            self.live_revision = latest
        return latest


def share(page: Any, version: Any) -> None:
    """Hand on to a version of a page the rows that the page was read with."""
    for name in ("latest_revision", "live_revision", "content_type", "locale"):
        field = page._meta.get_field(name)
        if field.is_cached(page) and getattr(page, field.attname) == getattr(version, field.attname):
            field.set_cached_value(version, field.get_cached_value(page))
    if page.slug == version.slug and hasattr(page, "_cached_parent_obj"):
        version._cached_parent_obj = page._cached_parent_obj


def _workflow(paths: tuple[str, ...]) -> Any:
    rows = WorkflowPage.objects.filter(page__path__in=paths, workflow__active=True)
    nearest = rows.select_related("workflow").order_by("-page__depth").first()
    return nearest.workflow if nearest else None
