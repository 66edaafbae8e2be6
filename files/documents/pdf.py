"""PDF: pages, their structure and their marks for reading aloud; nothing that acts and nothing about its makers.

The document is written anew from what its catalogue may still reach, so that deleted objects, older versions and
attachments do not travel along. Names are those of ISO 32000-2.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from django.utils.translation import gettext_lazy as _

from files.documents import jpeg
from files.documents.refusals import NotADocument

KEPT_IN_CATALOGUE: Final = {
    *("/Type", "/Pages", "/Lang", "/MarkInfo", "/StructTreeRoot", "/Outlines", "/PageLabels", "/Dests"),
    *("/PageLayout", "/PageMode"),
}
ABOUT_MAKERS: Final = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/Thumb", "/AA", "/OpenAction", "/Collection")
ACTS: Final = {
    "/JavaScript",
    "/Launch",
    "/RichMediaExecute",
    "/ImportData",
    "/SubmitForm",
    "/Movie",
    "/Sound",
    "/Rendition",
}
HARMFUL: Final = ("/JS", "/JavaScript", "/XFA", "/EmbeddedFiles", "/RichMedia")
MAX_DEPTH: Final = 60
MAX_PAGES: Final = 2_000


def cleaned(data: bytes, ending: str) -> bytes:
    """The document written anew. Raises NotADocument."""
    if not data.startswith(b"%PDF-"):
        raise NotADocument(_("The file is not a PDF document"))
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            _check(document)
            _bare(document)
            out = io.BytesIO()
            document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return out.getvalue()
    except pikepdf.PasswordError as error:
        raise NotADocument(_("The document asks for a password. Take the password away first")) from error
    except (pikepdf.PdfError, jpeg.NotAJpeg, ValueError, RuntimeError, RecursionError) as error:
        if isinstance(error, NotADocument):
            raise
        raise NotADocument(_("The document is damaged and cannot be read")) from error


def _check(document: pikepdf.Pdf) -> None:
    if document.is_encrypted:
        raise NotADocument(_("The document asks for a password. Take the password away first"))
    if not 0 < len(document.pages) <= MAX_PAGES:
        raise NotADocument(_("The document is damaged and cannot be read"))
    for found in _dictionaries(document):
        if any(name in found for name in HARMFUL) or str(found.get("/S", "")) in ACTS:
            raise NotADocument(_("The document holds a program or another file. Save it without forms and attachments"))


def _bare(document: pikepdf.Pdf) -> None:
    """Take away whatever is not the pages themselves."""
    root = document.Root
    for name in set(root.keys()) - KEPT_IN_CATALOGUE:
        del root[name]
    for name in set(document.trailer.keys()) - {"/Root", "/Size", "/Prev"}:
        del document.trailer[name]
    for page in document.pages:
        _keep_links(page.obj)
    for found in _dictionaries(document):
        for name in ABOUT_MAKERS:
            if name in found:
                del found[name]
        if isinstance(found, pikepdf.Stream) and _is_jpeg(found):
            kept: Any = found.get("/Filter"), found.get("/DecodeParms")
            found.write(jpeg.bare(found.read_raw_bytes()), filter=kept[0], decode_parms=kept[1])


def _keep_links(page: Any) -> None:
    """Of all that lies on a page only links stay: comments name who wrote them."""
    marks = [each for each in page.get("/Annots", []) if str(each.get("/Subtype", "")) == "/Link"]
    if "/Annots" in page:
        page["/Annots"] = pikepdf.Array(marks)


def _is_jpeg(stream: Any) -> bool:
    filters = stream.get("/Filter")
    return filters is not None and str(filters) == "/DCTDecode"


def _dictionaries(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the document, those inside others too."""
    for found in document.objects:
        yield from _inside(found, 0)


def _inside(found: Any, depth: int) -> Iterator[Any]:
    if depth > MAX_DEPTH:
        raise RecursionError
    if isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        yield found
        for name in list(found.keys()):
            value = found.get(name)
            if isinstance(value, (pikepdf.Dictionary, pikepdf.Array)) and not value.is_indirect:
                yield from _inside(value, depth + 1)
    elif isinstance(found, pikepdf.Array):
        for value in found:
            if isinstance(value, (pikepdf.Dictionary, pikepdf.Array)) and not value.is_indirect:
                yield from _inside(value, depth + 1)
