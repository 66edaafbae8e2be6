"""What is chosen on the screens of the bin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from hub.pages import BIN_PATH
from publishing.bin import places
from publishing.models import BinEntry


class TranslationsForm(forms.Form):
    """Which translations are deleted with a page."""

    also = forms.ModelMultipleChoiceField(
        Page.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Delete its translations as well"),
        help_text=_("Each takes the pages below it along."),
    )

    def __init__(self, page: Page, user: Any, data: Any = None) -> None:
        """Offer the translations that this person may delete."""
        super().__init__(data)
        others = list(page.get_translations().select_related("locale").specific())
        allowed = [each.pk for each in others if each.permissions_for_user(user).can_delete()]
        field: Any = self.fields["also"]
        field.queryset = Page.objects.filter(pk__in=allowed).select_related("locale")
        field.label_from_instance = lambda each: f"{each.title} ({each.locale.language_code})"


class PlaceForm(forms.Form):
    """Where a page comes back to."""

    parent = forms.ModelChoiceField(Page.objects.none(), label=_("Below which page"), empty_label=None)

    def __init__(self, entry: BinEntry, user: Any, data: Any = None) -> None:
        """Offer the pages that may hold it and below which this person may publish."""
        super().__init__(data)
        page = entry.page.specific
        may = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
        kinds = [model for model in page.allowed_parent_page_models() if model is not Page]
        found = places.outside(may, user).filter(locale=page.locale).type(*kinds) if kinds else Page.objects.none()
        field: Any = self.fields["parent"]
        field.queryset = found.order_by("path")
        field.label_from_instance = lambda each: each.get_admin_display_title()
        if entry.former_parent_id and entry.former_parent and not entry.former_parent.url_path.startswith(BIN_PATH):
            self.initial["parent"] = entry.former_parent_id

    @property
    def has_choice(self) -> bool:
        """Whether there is any place."""
        field: Any = self.fields["parent"]
        return bool(field.queryset.exists())
