"""Pages that somebody deleted: out of everybody's sight for 30 days, then gone."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PagePermissionTester

from hub.retention import Retention


class BinPage(Page):
    """What deleted pages lie under: below the root of the tree, in no site and in no list."""

    retention = Retention.NONE
    is_creatable = False
    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        """Named as editors see it."""

        verbose_name = _("bin")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Nobody may do anything with the bin itself."""
        return super().permissions_for_user(AnonymousUser())


class BinEntry(models.Model):
    """One act of deleting: the page that was deleted with all below it, by whom, when, and from where."""

    retention = Retention.BINNED
    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, related_name="bin_entry")
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    deleted_on = models.DateTimeField(db_index=True)
    former_parent = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, related_name="+")
    former_next = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, related_name="+")
    former_slug = models.CharField(max_length=255)
    former_place = models.TextField(blank=True)

    class Meta:
        """Last deleted first."""

        ordering: ClassVar[list[str]] = ["-deleted_on", "-pk"]

    def __str__(self) -> str:
        """Which page."""
        return f"page {self.page_id}"


class BinnedPage(models.Model):
    """What a page was before it was deleted, so that it comes back the same.

    In the bin a page has a translation key of its own: its language is free for another translation, and
    nothing that looks for translations finds one that was deleted.
    """

    retention = Retention.NONE
    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, related_name="binned")
    entry = models.ForeignKey(BinEntry, models.CASCADE, related_name="pages")
    translation_key = models.UUIDField(db_index=True)
    live = models.BooleanField()
    has_unpublished_changes = models.BooleanField()
    live_revision = models.ForeignKey("wagtailcore.Revision", models.SET_NULL, null=True, related_name="+")
    scheduled_revision = models.ForeignKey("wagtailcore.Revision", models.SET_NULL, null=True, related_name="+")
    scheduled_for = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Which page."""
        return f"page {self.page_id}"
