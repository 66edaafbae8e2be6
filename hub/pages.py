"""The base of every page of this site: one abstract kit, fields and panels side by side."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PagePermissionTester
from wagtail.search import index

from hub.finding import FoundAtOnce
from hub.retention import Retention
from hub.sparing import Sparing
from hub.stamps import GoesBackToTheForm
from hub.unscripted import KeepsWhatWasNotSent

HOME_DEPTH = 2
# Deleted pages wait below the page of this slug; no site begins there.
BIN_SLUG = "--bin--"
BIN_PATH = f"/{BIN_SLUG}/"


class HubPageForm(GoesBackToTheForm, KeepsWhatWasNotSent, WagtailAdminPageForm):
    """The editor's form: knows the parent of a page that is not in the tree yet, and what was not sent."""

    def clean(self) -> dict[str, Any]:
        """Refuse the site's own addresses before the page is made."""
        cleaned: dict[str, Any] = super().clean()
        try:
            HubPage.refuse_own_routes(self.parent_page, cleaned.get("slug") or "")
        except ValidationError as refused:
            self.add_error("slug", refused.message_dict["slug"])
        go_live = cleaned.get("go_live_at")
        if go_live and go_live <= timezone.now() and "go_live_at" in self.changed_data:
            self.add_error("go_live_at", _("This date is in the past. Leave it empty to publish now."))
        return cleaned


class CardMixin(models.Model):
    """How a page shows itself in a list: a short summary and, if it has one, a picture."""

    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences, at most 160 characters if you can: what the reader will know or do."),
    )
    card_image = models.ForeignKey(
        "files.HubImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    card_panels = [FieldPanel("summary")]
    card_search_fields = [index.SearchField("summary")]

    class Meta:
        """No table of its own."""

        abstract = True


class HubPage(FoundAtOnce, Sparing, CardMixin, Page):
    """A page of this site: summary, the revision its translation was made from, honest visibility."""

    retention = Retention.NONE
    translated_from = models.ForeignKey(
        "wagtailcore.Revision",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("translated from"),
    )

    search_fields = [*Page.search_fields, *CardMixin.card_search_fields]
    content_panels = [*Page.content_panels, *CardMixin.card_panels]
    promote_panels = [MultiFieldPanel([FieldPanel("slug")], heading=_("Address"))]
    base_form_class = HubPageForm

    class Meta:
        """No table of its own."""

        abstract = True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """What somebody may do with the page: nothing as long as it is in the bin."""
        return super().permissions_for_user(AnonymousUser() if self.url_path.startswith(BIN_PATH) else user)

    def clean(self) -> None:
        """Refuse a slug that one of the site's own addresses already has."""
        super().clean()
        parent = self.get_parent() if self.path else getattr(self, "_cached_parent_obj", None)
        if parent is not None:
            self.refuse_own_routes(parent, self.slug)

    @classmethod
    def refuse_own_routes(cls, parent: Page, slug: str) -> None:
        """Raise ValidationError where `slug` below a home page is one of the site's own addresses."""
        if parent.depth == HOME_DEPTH and cls._is_own_route(slug):
            raise ValidationError({"slug": _("The site itself uses this address. Choose another word.")})

    @staticmethod
    def _is_own_route(slug: str) -> bool:
        try:
            return resolve(f"/en/{slug}/").url_name != "wagtail_serve"
        except Resolver404:
            return False

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish wholly or not at all: the page, its versions, its schedule, its log, its rendering."""
        return super().publish(*args, **kwargs)

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Take off the site wholly or not at all."""
        return super().unpublish(*args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A page past its expiry is gone at that moment, not when the timer next runs."""
        if self.expire_at and self.expire_at <= timezone.now():
            raise Http404
        return super().serve(request, *args, **kwargs)
