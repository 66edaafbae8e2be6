"""What a page offers of a picture: its usual file and, once they are made, lighter ones in two sizes."""

from __future__ import annotations

from django import template

from files import sizes
from files.models import HubImage, HubRendition

register = template.Library()


@register.simple_tag
def offered(image: HubImage | None) -> sizes.Offer | None:
    """The files of a picture in a text; nothing where there is no picture, or none that can be read."""
    return sizes.offered(image) if image else None


@register.simple_tag
def drawn_as(image: HubImage | None, spec: str) -> HubRendition | None:
    """The file of one size; nothing where there is no picture, or none that can be read."""
    return sizes.drawn_as(image, spec) if image else None
