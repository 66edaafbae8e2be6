"""Images and documents of this site."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from hub.retention import Retention


class HubImage(AbstractImage):
    """A picture, re-encoded at upload so that it carries no place, camera or author."""

    retention = Retention.NONE
    source_digest = models.CharField(
        max_length=64, blank=True, db_index=True, editable=False, help_text=_("SHA-256 of the file as it came.")
    )
    credit = models.CharField(_("credit"), max_length=250, blank=True)
    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        """Permissions as Wagtail's own image has them."""

        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]


class HubRendition(AbstractRendition):
    """A picture in one of the sizes that pages ask for."""

    retention = Retention.NONE
    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        """One row for each picture, filter and focal point."""

        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="files_rendition_once")
        ]


class HubDocument(AbstractDocument):
    """A document to download."""

    retention = Retention.NONE
    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        """Permissions as Wagtail's own document has them."""

        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
