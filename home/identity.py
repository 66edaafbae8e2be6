"""What the organisation that runs this site may change without a developer: name, logo, colours, contact."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import ImageField
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from files.cleaning import NotAPicture
from home import colours, logos
from hub.retention import Retention
from hub.stamps import RowForm

HARD_TO_READ = _(
    "Links and buttons in this colour are hard to read: its contrast is %(found)s to 1, and 4.5 is needed. %(hint)s"
)


@register_setting(icon="site")
class HubSettings(BaseSiteSetting):
    """Name, logo, colours and contact of one site."""

    retention = Retention.NONE
    name = models.CharField(
        _("name of the site"),
        max_length=80,
        default="Protection Hub",
        help_text=_("In all languages that have no name of their own; those stand on the home page of each."),
    )
    logo = models.ImageField(
        _("logo"),
        upload_to="images",
        blank=True,
        width_field="logo_width",
        height_field="logo_height",
        help_text=_("Stands before the name, on a light and on a dark ground. Shown at most 40 pixels high."),
    )
    logo_width = models.PositiveIntegerField(null=True, editable=False)
    logo_height = models.PositiveIntegerField(null=True, editable=False)
    light = models.CharField(
        _("colour by day"), max_length=7, blank=True, help_text=_("Of links and buttons, such as #07594a.")
    )
    dark = models.CharField(
        _("colour by night"), max_length=7, blank=True, help_text=_("The same on a dark ground, such as #86d5bb.")
    )
    email = models.EmailField(_("mail address"), blank=True, help_text=_("Stands at the foot of every page."))

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("logo")], heading=_("Name and logo")),
        MultiFieldPanel(
            [
                FieldPanel("light", widget=forms.TextInput(attrs={"placeholder": colours.LIGHT, "size": 7})),
                FieldPanel("dark", widget=forms.TextInput(attrs={"placeholder": colours.DARK, "size": 7})),
            ],
            heading=_("Colours"),
        ),
        FieldPanel("email"),
    ]
    base_form_class = RowForm

    class Meta:
        """Names in the editor."""

        verbose_name = _("name, logo and colours")

    def clean(self) -> None:
        """Refuse colours that cannot be read and a logo that is no picture, each at its field."""
        super().clean()
        errors = {}
        self.light, self.dark = self.light.lower(), self.dark.lower()
        for name, measure, hint in (
            ("light", colours.contrast_by_day, _("Choose a darker one.")),
            ("dark", colours.contrast_by_night, _("Choose a lighter one.")),
        ):
            if wrong := _fault(getattr(self, name), measure, hint):
                errors[name] = ValidationError(wrong)
        try:
            self._draw_anew()
        except NotAPicture:
            errors["logo"] = ValidationError(ImageField.default_error_messages["invalid_image"])
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whatever way a logo comes in, only its pixels are kept. Raises NotAPicture."""
        self._draw_anew()
        super().save(*args, **kwargs)

    @property
    def colours_address(self) -> str:
        """Where the rules for the colours are; nothing where they are the usual ones."""
        return self._address("css")

    @property
    def mark_address(self) -> str:
        """Where the mark in these colours is; nothing where they are the usual ones."""
        return self._address("svg")

    @property
    def logo_shown(self) -> dict[str, Any] | None:
        """The logo for components/brand, half as large as it is kept."""
        if not self.logo or not self.logo_height:
            return None
        width, height = self.logo_width or 0, self.logo_height
        return {"url": self.logo.url, "width": -(-width // 2), "height": -(-height // 2)}

    def _address(self, ending: str) -> str:
        chosen = colours.Colours(self.light or colours.LIGHT, self.dark or colours.DARK)
        if chosen == colours.Colours() or not chosen.can_be_read:
            return ""
        return reverse("colours", args=[chosen.light[1:], chosen.dark[1:], ending])

    def _draw_anew(self) -> None:
        file: Any = self.logo
        if file and not file._committed and not getattr(file.file, "drawn_anew", False):
            file.seek(0)
            made: Any = logos.small(file.read(), file.name)
            made.drawn_anew = True
            self.logo = made


def _fault(colour: str, measure: Any, hint: Any) -> str:
    if not colour:
        return ""
    if not colours.HEX.fullmatch(colour):
        return gettext("Write a colour as # and six digits from 0 to 9 and a to f, such as #07594a.")
    found = measure(colour)
    return "" if found >= colours.ENOUGH else str(HARD_TO_READ) % {"found": f"{int(found * 10) / 10}", "hint": hint}
