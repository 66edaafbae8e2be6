"""Documents as this site keeps them: of a known kind, read whole, and without a trace of who made them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from files.documents.kinds import KINDS, Kind
from files.documents.refusals import NotADocument

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BY_ENDING", "CleanDocument", "Kind", "NotADocument", "clean", "ending_of"]

BY_ENDING: Mapping[str, Kind] = {kind.ending: kind for kind in KINDS}


@dataclass(frozen=True)
class CleanDocument:
    """A document without anything that leads to its makers."""

    data: bytes
    kind: Kind


def clean(data: bytes, name: str) -> CleanDocument:
    """The document as it may be kept; its name's ending must say what its content is.

    Raises NotADocument, with a sentence for whoever uploads it.
    """
    kind = BY_ENDING.get(ending_of(name))
    if kind is None:
        raise NotADocument(
            _("Files of this kind are not taken. These are: %(endings)s"), endings=", ".join(sorted(BY_ENDING))
        )
    if len(data) > kind.max_bytes:
        raise NotADocument(_("The file is larger than %(size)s MB"), size=kind.max_bytes // 1024 // 1024)
    if not data:
        raise NotADocument(_("The file is empty"))
    return CleanDocument(kind.cleaned(data, kind.ending), kind)


def ending_of(name: str) -> str:
    """What stands behind the last point of a file's name, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""
