"""Sealed values: AES-GCM with the value's place (model, field, row) as associated data.

A ciphertext that is moved to another row, field or model does not open. Values are sealed when a row
is saved and opened when they are read, one by one; forms and code see plain values. Use::

    class TrainerContact(models.Model):
        trainer = models.OneToOneField(Trainer, on_delete=models.CASCADE, primary_key=True)
        legal_name = SealedTextField(purpose="trainers.contact", blank=True, default="")

The row's primary key must be known before it is inserted: a one-to-one key as above, or ``SealedModel``.
"""

from __future__ import annotations

import json
import secrets
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.forms import CharField, Field, JSONField, Textarea

from hub import keys

KEY: Final = "sealing"
FORMAT: Final = "s1"
NONCE_BYTES: Final = 12


class CannotBeOpened(ValueError):
    """The value was changed, moved from its place, or sealed with a key that is not here."""


class SealedValueLeaves(TypeError):
    """Something tried to write a sealed value elsewhere: a revision, a fixture, an index, a query."""


def seal(plain: str, *, purpose: str, place: tuple[str, ...]) -> str:
    """Seal a text for one purpose and one place; each call uses a new nonce."""
    version = keys.newest(KEY)
    nonce = secrets.token_bytes(NONCE_BYTES)
    key = AESGCM(keys.derived(KEY, version, purpose))
    body = nonce + key.encrypt(nonce, plain.encode(), _associated(version, purpose, place))
    return f"{FORMAT}.{version}.{urlsafe_b64encode(body).decode()}"


def unseal(sealed: str, *, purpose: str, place: tuple[str, ...]) -> str:
    """Open a sealed text, or raise CannotBeOpened; never answers garbage."""
    try:
        form, number, text = sealed.split(".")
        version, body = int(number), urlsafe_b64decode(text)
        if form != FORMAT or not (number.isascii() and urlsafe_b64encode(body).decode() == text):
            raise CannotBeOpened("The value is not in the form of a sealed value.")
        key = AESGCM(keys.derived(KEY, version, purpose))
        opened = key.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], _associated(version, purpose, place))
        return opened.decode()
    except (InvalidTag, NotBase64, ValueError, OSError) as reason:
        raise CannotBeOpened("The value cannot be opened.") from reason


def key_version(sealed: str) -> int:
    """The version of the key a value was sealed with: what a rotation asks."""
    return int(sealed.split(".")[1])


def _associated(version: int, purpose: str, place: tuple[str, ...]) -> bytes:
    # JSON keeps the parts apart: ("a", "bc") and ("ab", "c") must not be the same place.
    return json.dumps([FORMAT, version, purpose, *place], ensure_ascii=True).encode()


class Ciphertext(str):
    """A sealed value as it lies in the database, not opened yet."""

    __slots__ = ()


if TYPE_CHECKING:
    Text = models.TextField[str, str]
else:
    Text = models.TextField


class CiphertextField(Text):
    """A text that is ciphertext in the database: no query looks into it, and nothing copies it elsewhere."""

    sealed = True
    # What to do instead of writing plain text.
    instead = "seal the text first"

    def from_db_value(self, value: str | None, *_context: Any) -> Ciphertext | None:
        return None if value is None else Ciphertext(value)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Ciphertext):
            return value
        raise SealedValueLeaves(f"{self} holds ciphertext: {self.instead}.")

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> Any:
        return None

    def value_to_string(self, obj: models.Model) -> str:
        raise SealedValueLeaves(f"{self} is written to no revision, fixture or export.")


class SealedAttribute(DeferredAttribute):
    """Opens the value when it is first read, because only then the row is known."""

    field: SealedTextField

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        value = super().__get__(instance, cls)  # type: ignore[arg-type]
        if instance is not None and isinstance(value, Ciphertext):
            value = self.field.opened(value, instance)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        # With this method Python asks the descriptor first, even when the instance holds a value already.
        instance.__dict__[self.field.attname] = value


class SealedTextField(CiphertextField):
    """A text that is ciphertext in the database and in nothing else that is stored."""

    descriptor_class = SealedAttribute
    instead = "save its row instead of writing or asking for it in a query"

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        # Wagtail keeps an index of who points at whom; private tables stay out of it.
        cls.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return str(name), path, [*args], {**kwargs, "purpose": self.purpose}

    def place(self, instance: models.Model) -> tuple[str, ...]:
        """Where a value belongs: model, field and row."""
        if instance.pk is None:
            raise SealedValueLeaves(f"{self} needs a row whose primary key is known before it is saved.")
        return (self.model._meta.label_lower, self.name, str(instance.pk))

    def as_text(self, value: Any) -> str:
        """The text that is sealed."""
        return str(value)

    def from_text(self, text: str) -> Any:
        """The value a sealed text stands for."""
        return text

    def opened(self, value: Ciphertext, instance: models.Model) -> Any:
        """The plain value of a ciphertext of this row."""
        return self.from_text(unseal(value, purpose=self.purpose, place=self.place(instance)))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Ciphertext):
            return value
        return Ciphertext(seal(self.as_text(value), purpose=self.purpose, place=self.place(model_instance)))

    def formfield(self, **kwargs: Any) -> Field | None:  # type: ignore[override]
        return super().formfield(**{"form_class": CharField, "widget": Textarea, **kwargs})


class SealedJSONField(SealedTextField):
    """A list or mapping of plain values, sealed as one text."""

    def as_text(self, value: Any) -> str:
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)

    def from_text(self, text: str) -> Any:
        return json.loads(text)

    def to_python(self, value: Any) -> Any:
        return value

    def formfield(self, **kwargs: Any) -> Field | None:  # type: ignore[override]
        return models.Field.formfield(self, **{"form_class": JSONField, **kwargs})  # type: ignore[arg-type]


class SealedModel(models.Model):
    """A row whose random key is known before it is saved, so that values can be sealed to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
