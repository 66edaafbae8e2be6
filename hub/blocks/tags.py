"""The language of a passage: any tag that browsers and screen readers understand, with ours to choose from."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub import languages

# BCP 47, without what nobody writes pages in: language, script, region, variants.
TAG: Final = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-(?:[a-z]{2}|\d{3}))?(-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*", re.IGNORECASE)


def spelt(tag: str) -> str:
    """The tag as BCP 47 writes it (`zh-Hant`, `pt-BR`); raise ValidationError where it is none."""
    tidy = tag.strip().replace("_", "-")
    if not TAG.fullmatch(tidy):
        raise ValidationError(_("This is no language tag. Two or three letters begin it, such as ar, qu or ckb."))
    if row := languages.find(tidy):
        return row.tag
    first, *rest = tidy.lower().split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


class TagInput(forms.TextInput):
    """A field to type in that offers the site's languages."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """The field, and the list beside it."""
        offered = f"{(attrs or {}).get('id', name)}-offered"
        field = super().render(name, value, {**(attrs or {}), "list": offered}, renderer)
        reader = get_language() or languages.DEFAULT.code
        rows = [(row.tag, languages.display_name(row.tag, reader)) for row in languages.TABLE]
        return render_to_string("partials/tag_field.html", {"field": field, "offered": offered, "rows": rows})


class LanguageTagBlock(blocks.CharBlock):
    """A language tag; it is no text, so translators never see it."""

    def __init__(self, **kwargs: Any) -> None:
        """Draw the field with the languages to choose from."""
        super().__init__(**kwargs, search_index=False)
        self.field.widget = TagInput(attrs=self.field.widget.attrs)

    def clean(self, value: str) -> str:
        """The tag well spelt; raise ValidationError where it is none."""
        cleaned = super().clean(value)
        return spelt(cleaned) if cleaned else cleaned

    def deconstruct(self) -> tuple[str, Any, Any]:
        """For migrations, a plain line of text."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.CharBlock", args, kwargs

    def get_translatable_segments(self, value: str) -> list[Any]:
        """None."""
        return []

    def restore_translated_segments(self, value: str, segments: Any) -> str:
        """As it was."""
        return value

    class Meta:
        """How it looks in the editor."""

        icon = "globe"
