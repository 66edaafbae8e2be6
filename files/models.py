"""Images and documents of this site."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from django.forms import ImageField
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from files import documents
from files.cleaning import CleanPicture, NotAPicture, clean
from files.documents import Kind, NotADocument
from hub.retention import Retention


class HubImage(AbstractImage):
    """A picture, re-encoded at upload so that it carries no place, camera or author."""

    retention = Retention.NONE
    source_digest = models.CharField(
        max_length=64, blank=True, db_index=True, editable=False, help_text=_("SHA-256 of the file as it came.")
    )
    credit = models.CharField(_("credit"), max_length=250, blank=True)
    decorative = models.BooleanField(
        _("only decorates"),
        default=False,
        help_text=_("Tick it if a reader who does not see the picture misses nothing."),
    )
    admin_form_fields = (
        "title",
        "file",
        "description",
        "decorative",
        *(name for name in Image.admin_form_fields if name not in {"title", "file", "description"}),
        "credit",
    )
    drawn_anew: File[bytes] | None = None

    class Meta(AbstractImage.Meta):
        """Permissions as Wagtail's own image has them."""

        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """What stands for the picture where nothing else is said: its description, never the name of its file."""
        return str(self.description)

    def clean(self) -> None:
        """Refuse what is no picture, beside the field."""
        super().clean()
        try:
            self._draw_anew()
        except NotAPicture as refused:
            raise ValidationError({"file": ImageField.default_error_messages["invalid_image"]}) from refused

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whatever way a picture comes in, only its pixels are kept."""
        self._draw_anew()
        super().save(*args, **kwargs)

    def take(self, picture: CleanPicture, name: str) -> None:
        """Hold a picture that was drawn anew, under a name without ending."""
        self.drawn_anew = ContentFile(picture.data, name=f"{name}.{picture.extension}")
        self.file = self.drawn_anew
        self.file_size = len(picture.data)
        self.file_hash = hashlib.sha1(picture.data, usedforsecurity=False).hexdigest()

    def _draw_anew(self) -> None:
        file: Any = self.file
        if not file or file._committed or file.file is self.drawn_anew:
            return
        file.seek(0)
        data = file.read()
        picture = clean(data, file.name)
        self.source_digest = hashlib.sha256(data).hexdigest()
        # The name that a picture had on somebody's device may say who or where.
        self.take(picture, secrets.token_hex(16))


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
    """A document to download, without a trace of who made it; its name in the store says nothing."""

    retention = Retention.NONE
    source_digest = models.CharField(
        max_length=64, blank=True, db_index=True, editable=False, help_text=_("SHA-256 of the file as it came.")
    )
    admin_form_fields = Document.admin_form_fields
    made_clean: File[bytes] | None = None
    file: Any

    class Meta(AbstractDocument.Meta):
        """Permissions as Wagtail's own document has them."""

        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        """Refuse what is not taken, beside the field and with the reason."""
        super().clean()
        try:
            self._make_clean()
        except NotADocument as refused:
            raise ValidationError({"file": refused.sentence}) from refused

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whatever way a document comes in, only its content is kept. Raises NotADocument."""
        self._make_clean()
        super().save(*args, **kwargs)

    @property
    def kind(self) -> Kind | None:
        """What kind of file it is; none for a file from before these rules."""
        return documents.BY_ENDING.get(documents.ending_of(self.file.name or ""))

    @property
    def filename(self) -> str:
        """The name it is downloaded under: its title in letters that every system takes."""
        return f"{slugify(self.title) or 'document'}.{documents.ending_of(str(self.file.name))}"

    @property
    def content_type(self) -> str:
        """What browsers are told it is."""
        return self.kind.content_type if self.kind else "application/octet-stream"

    def _make_clean(self) -> None:
        file: Any = self.file
        if not file or file._committed or file.file is self.made_clean:
            return
        file.seek(0)
        data = file.read()
        made = documents.clean(data, file.name)
        self.source_digest = hashlib.sha256(data).hexdigest()
        self.made_clean = ContentFile(made.data, name=f"{secrets.token_hex(16)}.{made.kind.ending}")
        self.file = self.made_clean
        self.file_size = len(made.data)
        self.file_hash = hashlib.sha1(made.data, usedforsecurity=False).hexdigest()
