"""Ways on: what to do next, and who stands behind a text."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets import AdminPageChooser
from wagtail.images.blocks import ImageChooserBlock

from hub.blocks.common import ABOUT_US, ADVICE, TaughtBlock
from hub.linked import leads_to

WEB = ("http://", "https://")


def _no_web_address(url: str) -> ValidationError | None:
    if not url or url.lower().startswith(WEB):
        return None
    return ValidationError(_("Only addresses that begin with https:// or http:// can be linked here."))


class LeanPageChooser(AdminPageChooser):  # type: ignore[misc]
    """Wagtail's own; what it shows of a page is known without its type, and pages above are read at once."""

    def get_instance(self, value: Any) -> Any:
        """The page as it is stored with all others."""
        return super(AdminPageChooser, self).get_instance(value)

    def get_value_data_from_instance(self, instance: Any) -> Any:
        """What the chooser shows."""
        shown = super(AdminPageChooser, self).get_value_data_from_instance(instance)
        return {**shown, "parent_id": leads_to(instance.pk)["parentId"]}


class PageChoice(blocks.PageChooserBlock):  # type: ignore[misc]
    """A page, chosen in the tree."""

    @cached_property
    def widget(self) -> LeanPageChooser:
        """The chooser in the editor."""
        return LeanPageChooser(target_models=self.target_models, can_choose_root=self.can_choose_root)

    def deconstruct(self) -> Any:
        """In migrations it is Wagtail's."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


class WayBlock(TaughtBlock):
    """One way on: a page of this site or an address."""

    page = PageChoice(label=_("Page"), required=False, help_text=_("Leads to the reader’s language."))
    url = blocks.URLBlock(label=_("Or an address elsewhere"), required=False, max_length=500)
    label = blocks.CharBlock(
        label=_("Words of the link"),
        required=False,
        max_length=120,
        help_text=_("For a page, its title if left empty."),
    )

    def clean(self, value: Any) -> Any:
        """Raise StructBlockValidationError for an address that is no web address."""
        cleaned = super().clean(value)
        if wrong := _no_web_address(cleaned["url"]):
            raise blocks.StructBlockValidationError(block_errors={"url": wrong})
        return cleaned

    def complete(self, value: Any) -> dict[str, Any]:
        """A way leads to one place, and an address needs words."""
        if value["page"] and value["url"]:
            return {"url": ValidationError(_("Choose a page or write an address, not both."))}
        if not value["page"] and not value["url"]:
            return {"page": ValidationError(_("Choose a page, or write an address below."))}
        if value["url"] and not value["label"]:
            return {"label": ValidationError(_("Say where the address leads."))}
        return {}


class NextBlock(TaughtBlock):
    """What to do after reading."""

    items = blocks.ListBlock(WayBlock(), label=_("Links"), min_num=1)

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "arrow-right"
        label = _("What to do next")
        group = ADVICE
        template = "blocks/next.html"
        help_text = _("Two or three ways on. A page that is withdrawn leaves the list by itself.")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """The ways that lead somewhere; of a page only its number, looked up when the text is read."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["ways"] = [
            {"page": way["page"].pk if way["page"] else None, "url": way["url"], "label": way["label"]}
            for way in value["items"]
            if way["page"] or way["url"]
        ]
        return context


class PartnerBlock(blocks.StructBlock):
    """One partner, member or donor."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=120, help_text=_("Donor, member, since when."))
    url = blocks.URLBlock(label=_("Its site"), required=False, max_length=500)
    logo = ImageChooserBlock(label=_("Logo"), required=False)

    def clean(self, value: Any) -> Any:
        """Raise StructBlockValidationError for an address that is no web address."""
        cleaned = super().clean(value)
        if wrong := _no_web_address(cleaned["url"]):
            raise blocks.StructBlockValidationError(block_errors={"url": wrong})
        return cleaned


class PartnersBlock(TaughtBlock):
    """Partners, members, donors."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(PartnerBlock(), label=_("Partners"), min_num=1)

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "group"
        label = _("Partners and donors")
        group = ABOUT_US
        template = "blocks/partners.html"
        help_text = _("Who works with you or pays for it. Ask them first: a name can endanger.")
