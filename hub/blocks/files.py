"""What is shown, played or handed out: pictures, files, sound and film from this site alone."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from hub.blocks.common import PROSE, SHOW, TaughtBlock

FILM: Final = frozenset({"mp4", "m4v", "webm", "ogv", "mov"})


class PictureBlock(ImageBlock):
    """A picture with words for those who do not see it, or marked as mere decoration."""

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "image"
        label = _("Picture")
        group = SHOW
        template = "blocks/image.html"
        help_text = _("Say in the alternative text what the picture tells. Mark it as decorative if it tells nothing.")


class FileBlock(TaughtBlock):
    """A document to take away."""

    is_previewable = False
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=120, help_text=_("Left empty, it is the document’s own.")
    )
    text = blocks.CharBlock(
        label=_("What it is for"), required=False, max_length=250, help_text=_("Who needs it, and when.")
    )

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "download"
        label = _("File to download")
        group = SHOW
        template = "blocks/file.html"
        help_text = _("Readers see its type and its size before they load it.")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """With the size of the file, read from the file where it was never counted."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        return {**context, "size": size_of(value["document"])}


class MediaBlock(TaughtBlock):
    """Sound or film from this site, with everything that is said in it as text."""

    is_previewable = False
    document = DocumentChooserBlock(label=_("Sound or film"))
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=PROSE,
        help_text=_("What is said and what is seen, for those who cannot hear, see or load it."),
    )

    class Meta:
        """How it looks in the editor and on the page."""

        icon = "media"
        label = _("Sound or film")
        group = SHOW
        template = "blocks/media.html"
        help_text = _("Played from this site and loaded only when asked for. It needs a transcript.")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """With the size of the file, and whether it is film or sound."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        document = value["document"]
        film = bool(document) and document.file_extension.lower() in FILM
        return {**context, "size": size_of(document), "film": film}


def size_of(document: Any) -> int | None:
    """Bytes of a document's file, or None where there is none."""
    size: int | None = document.get_file_size() if document else None
    return size
