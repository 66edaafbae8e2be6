"""Which kinds of documents are taken, how large they may be and how each is cleaned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from files.documents import mp3, mp4, office, pdf, plain, webm

MIB: Final = 1024 * 1024
OFFICE: Final = "application/vnd.openxmlformats-officedocument."
OPEN: Final = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    """A kind of document: ending, content type, most bytes, and what cleans it."""

    ending: str
    content_type: str
    max_bytes: int
    cleaned: Callable[[bytes, str], bytes]
    plays: bool = False


KINDS: Final = (
    Kind("pdf", "application/pdf", 25 * MIB, pdf.cleaned),
    Kind("docx", f"{OFFICE}wordprocessingml.document", 25 * MIB, office.cleaned),
    Kind("xlsx", f"{OFFICE}spreadsheetml.sheet", 25 * MIB, office.cleaned),
    Kind("pptx", f"{OFFICE}presentationml.presentation", 25 * MIB, office.cleaned),
    Kind("odt", f"{OPEN}text", 25 * MIB, office.cleaned),
    Kind("ods", f"{OPEN}spreadsheet", 25 * MIB, office.cleaned),
    Kind("odp", f"{OPEN}presentation", 25 * MIB, office.cleaned),
    Kind("txt", "text/plain; charset=utf-8", 5 * MIB, plain.cleaned),
    Kind("csv", "text/csv; charset=utf-8", 5 * MIB, plain.cleaned),
    Kind("mp3", "audio/mpeg", 50 * MIB, mp3.cleaned, plays=True),
    Kind("m4a", "audio/mp4", 50 * MIB, mp4.cleaned, plays=True),
    Kind("mp4", "video/mp4", 100 * MIB, mp4.cleaned, plays=True),
    Kind("webm", "video/webm", 100 * MIB, webm.cleaned, plays=True),
)
