"""wagtail-localize's editor of sentences, drawn with what it needs read beforehand.

It asks twice for each sentence, once more for each translated one, and anew for the original, its type and its
languages wherever it needs them. All that is given to it here: the same view, the same rights, the same page.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail_localize.models import OverridableSegment, RelatedObjectSegment, StringSegment, Translation
from wagtail_localize.views import edit_translation


def shown(request: HttpRequest, translation: Translation, page: Any) -> HttpResponse:
    """The editor for somebody who only looks at it."""
    source = translation.source
    original = source.get_source_instance()
    page.content_type = page.cached_content_type
    original.locale = source.locale
    source._prefetched_objects_cache = {
        "stringsegment_set": Sentences(StringSegment).filter(source=source).select_related("string", "context"),
        "overridablesegment_set": OverridableSegment.objects.filter(source=source).select_related("context"),
        "relatedobjectsegment_set": RelatedObjectSegment.objects.filter(source=source).select_related("context"),
    }
    answer: HttpResponse = edit_translation.edit_translation(request, translation, page)
    return answer


class Sentences(type(StringSegment.objects.all())):  # type: ignore[misc]
    """Sentences whose translations come with who made them."""

    def get(self, *args: Any, **named: Any) -> Any:
        """The sentence of the title is one of those that are read anyway."""
        if args or list(named) != ["context__path"]:
            return super().get(*args, **named)
        for each in self:
            if each.context.path == named["context__path"]:
                return each
        raise StringSegment.DoesNotExist

    def get_translations(self, locale: Any) -> Any:
        """The stored translations into a language."""
        return super().get_translations(locale).select_related("last_translated_by", "context")


class OfSentence(edit_translation.StringTranslationSerializer):  # type: ignore[misc]
    """A stored translation as the editor's script takes it; the number of its sentence is read with all others."""

    def get_segment_id(self, translation: Any) -> int | None:
        """The sentence that a translation belongs to, in this source."""
        source = self.context.get("translation_source")
        if source is None:
            return None
        if "numbers" not in self.context:
            rows = source.stringsegment_set.all().order_by("-pk")
            self.context["numbers"] = {(row.string_id, row.context_id): row.pk for row in rows}
        number: int | None = self.context["numbers"].get((translation.translation_of_id, translation.context_id))
        return number


def install() -> None:
    """Number sentences all at once."""
    edit_translation.StringTranslationSerializer = OfSentence
