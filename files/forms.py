"""What the editor's forms ask of an uploaded picture."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class PictureField(WagtailImageField):
    """Refuses a broken file beside the field, whatever its decoder made of it."""

    def to_python(self, data: Any) -> Any:
        """The picture; raises ValidationError."""
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        # Decoders raise nearly anything for a file that was cut or damaged on its way.
        except Exception as broken:
            raise ValidationError(forms.ImageField.default_error_messages["invalid_image"]) from broken


class PictureForm(BaseImageForm):
    """Wagtail's form with that field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Wagtail makes the form's fields itself and lets no other class be named for this one."""
        super().__init__(*args, **kwargs)
        if made := self.fields.get("file"):
            self.fields["file"] = PictureField(label=made.label, required=made.required, widget=made.widget)
        if described := self.fields.get("description"):
            described.help_text = _("One sentence: what the picture tells somebody who does not see it.")

    def clean(self) -> dict[str, Any]:
        """Ask for a sentence or the tick.

        An upload of many asks for nothing but the files: each is kept clean at once, and described in the next step.
        """
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        asked = self.add_prefix("description") in self.data
        if asked and not cleaned.get("description", "").strip() and not cleaned.get("decorative"):
            self.add_error("description", _("Say in one sentence what the picture tells, or tick “only decorates”."))
        return cleaned
