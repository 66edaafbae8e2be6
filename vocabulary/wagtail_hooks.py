"""The editors' screens for the vocabulary."""

from __future__ import annotations

from django.db.models import ForeignKey
from django.forms import CheckboxSelectMultiple, Select
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from vocabulary import chain_views
from vocabulary.fields import TermChoice, TermChoices
from vocabulary.merging.act import MERGED
from vocabulary.models import Concept
from vocabulary.permissions import NeverDeletes
from vocabulary.viewset import ConceptViewSet

register_permission_policy(Concept, NeverDeletes(Concept))
register_snippet(ConceptViewSet)
# A list of names instead of the chooser: it keeps to the terms that a field allows, and needs no script.
register_form_field_override(ForeignKey, to=Concept, override={"form_class": TermChoice, "widget": Select})
register_form_field_override(
    ParentalManyToManyField, override={"form_class": TermChoices, "widget": CheckboxSelectMultiple}
)


class ChainsMenuItem(MenuItem):  # type: ignore[misc]
    """Under Settings, for whoever may change it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether somebody says which language comes next."""
        return request.user.has_perm(chain_views.RIGHT)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The screen of the chains."""
    return [path("languages/next/", chain_views.show, name="vocabulary_chains")]


@hooks.register("register_settings_menu_item")
def chains_item() -> MenuItem:
    """The way to it."""
    return ChainsMenuItem(
        _("Languages that come next"),
        reverse_lazy("vocabulary_chains"),
        name="language-chains",
        icon_name="wagtail-localize-language",
        order=700,
    )


@hooks.register("register_log_actions")
def name_what_is_done(actions: LogActionRegistry) -> None:
    """A term's history says what was merged into what."""

    @actions.register_action(MERGED)
    class Merged(LogFormatter):  # type: ignore[misc]
        label = _("Merge")

        def format_message(self, entry: ModelLogEntry) -> str:
            """Both codes."""
            said = {"old": entry.data.get("from", ""), "new": entry.data.get("into", "")}
            return gettext("Merged “%(old)s” into “%(new)s”") % said
