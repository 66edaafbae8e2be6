"""Machine translation: off, unless an operator says in so many words that only public texts may go there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from wagtail.models import Page
from wagtail_localize.models import Translation

from hub.querysets import publicly_readable

ALLOWED = "public texts only"
SETTING = "HUB_MACHINE_TRANSLATION"


def is_allowed() -> bool:
    """Whether the operator has said that only public texts, never casework, may be sent."""
    return getattr(settings, SETTING, "") == ALLOWED


@register("hub")
def no_machine_unasked(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """A machine translator sends texts to somebody else; nobody switches that on by one setting."""
    if getattr(settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR", None) is None or is_allowed():
        return []
    return [
        Error(
            "A machine translator is configured, and texts would be sent to it.",
            hint=f"Set {SETTING} = {ALLOWED!r} to say that public texts may go there. Casework is never sent.",
            id="publishing.E001",
        )
    ]


def is_public(translation: Translation) -> bool:
    """Whether everybody may read the original, so that nothing is given away."""
    try:
        instance = translation.source.get_source_instance()
    except ObjectDoesNotExist:
        return False
    return isinstance(instance, Page) and publicly_readable(Page.objects.filter(pk=instance.pk)).exists()


def for_public_texts_only(apply: Callable[..., bool]) -> Callable[..., bool]:
    """Send a text to the machine only if everybody may read it anyway."""

    @wraps(apply)
    def apply_machine_translation(translation_id: int, user: Any, machine_translator: Any) -> bool:
        translation = Translation.objects.filter(pk=translation_id).select_related("source").first()
        if translation is None or not is_allowed() or not is_public(translation):
            raise PermissionDenied
        return apply(translation_id, user, machine_translator)

    return apply_machine_translation
