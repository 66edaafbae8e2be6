"""Documents: what is taken loses every trace of its makers, what is not taken is refused with a sentence."""

from __future__ import annotations

import io
import struct
import zipfile

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from files import documents
from files.documents import NotADocument
from files.models import HubDocument
from tests.factories import documents as made

TAKEN = {
    "plan.pdf": made.pdf(),
    "plan.docx": made.packed(made.docx_parts()),
    "plan.odt": made.packed(made.odt_parts()),
    "plan.xlsx": made.packed(made.xlsx_parts()),
    "talk.mp3": made.mp3(),
    "talk.m4a": made.mp4(track=b"soun"),
    "film.mp4": made.mp4(),
    "film.webm": made.webm(),
    "words.txt": "\ufeffسلام".encode(),
    "rows.csv": b"a,b\n1,2\n",
}


def unpacked(data: bytes) -> bytes:
    """Everything readable in a file: itself, its parts, its streams."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return data + b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    if data[:4] == b"%PDF":
        with pikepdf.open(io.BytesIO(data)) as document:
            return data + b"".join(
                each.read_raw_bytes() if isinstance(each, pikepdf.Stream) else repr(each).encode()
                for each in document.objects
            )
    return data


@pytest.mark.parametrize("name", TAKEN)
def test_nothing_of_its_makers_is_left(name: str) -> None:
    kept = documents.clean(TAKEN[name], name)
    assert made.MARK.encode() not in unpacked(kept.data)
    assert "CANARY" not in unpacked(kept.data).decode("latin-1")
    again = documents.clean(kept.data, name)
    assert unpacked(again.data).count(b"CANARY") == 0, "what was kept can be taken again"


@pytest.mark.parametrize("name", [name for name in TAKEN if made.MARK.encode() in unpacked(TAKEN[name])])
def test_the_search_for_makers_is_not_blind(name: str) -> None:
    assert made.MARK.encode() in unpacked(TAKEN[name])


def test_what_readers_need_stays() -> None:
    with pikepdf.open(io.BytesIO(documents.clean(TAKEN["plan.pdf"], "plan.pdf").data)) as document:
        assert str(document.Root.Lang) == "ar"
        assert [str(each.Subtype) for each in document.pages[0].obj.Annots] == ["/Link"]
        assert document.pages[0].obj.Resources.XObject.Im0.read_raw_bytes()[:2] == b"\xff\xd8"
    with zipfile.ZipFile(io.BytesIO(documents.clean(TAKEN["plan.docx"], "plan.docx").data)) as archive:
        assert b"Travel plan" in archive.read("word/document.xml")
        assert b"https://example.org/" in archive.read("word/_rels/document.xml.rels")
        assert b"docProps" not in archive.read("_rels/.rels") + archive.read("[Content_Types].xml")
    with zipfile.ZipFile(io.BytesIO(documents.clean(TAKEN["plan.odt"], "plan.odt").data)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert b"meta.xml" not in archive.read("META-INF/manifest.xml")
    assert documents.clean(TAKEN["words.txt"], "words.txt").data.decode() == "سلام"


def bomb(size: int) -> bytes:
    return made.packed(made.docx_parts(), **{"word/big.xml": b" " * size})


def lying(data: bytes) -> bytes:
    """An archive whose table of contents says that everything is small."""
    out = bytearray(data)
    place = out.find(b"PK\x01\x02")
    while place >= 0:
        out[place + 24 : place + 28] = struct.pack("<I", 10)
        place = out.find(b"PK\x01\x02", place + 4)
    return bytes(out)


def docx_with(name: str, content: bytes | str) -> bytes:
    return made.packed(made.docx_parts(), **{name: content})


def linked() -> bytes:
    out = io.BytesIO(made.packed(made.docx_parts()))
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def twice() -> bytes:
    out = io.BytesIO(made.packed(made.docx_parts()))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", "<other/>")
    return out.getvalue()


PDF, DOCX, ODT = TAKEN["plan.pdf"], TAKEN["plan.docx"], TAKEN["plan.odt"]
HTML = b"<!doctype html><script>alert(1)</script>"
OUTSIDE = (
    '<Relationships><Relationship Type="x/attachedTemplate" TargetMode="External" Target="https://x/"/></Relationships>'
)
LAUGHS = '<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REFUSED = {
    # One thing under the name of another.
    **{f"program.{ending}": b"MZ\x90\x00" + bytes(2000) for ending in documents.BY_ENDING},
    **{f"page.{ending}": HTML for ending in documents.BY_ENDING},
    **{f"empty.{ending}": b"" for ending in documents.BY_ENDING},
    "program.exe": b"MZ",
    "script.js": b"alert(1)",
    "page.html": HTML,
    "page.svg": b"<svg/>",
    "mail.mht": b"MIME-Version: 1",
    "plan.pdf.exe": PDF,
    "plan.docm": DOCX,
    "plan.doc": b"\xd0\xcf\x11\xe0",
    "noending": PDF,
    "plan.pdf\x00.txt": PDF,
    "archive.zip": DOCX,
    "a.jar": DOCX,
    "plan.epub": ODT,
    "word.odt": DOCX,
    "open.docx": ODT,
    "sheet.xlsx": DOCX,
    "picture.pdf": made.jpeg(),
    "gif-and-script.txt": b"GIF89a/*\x00*/=1;",
    "nul.txt": b"a\x00b",
    "latin.txt": "é".encode("latin-1"),
    "xml.csv": b"<?xml version='1.0'?><a/>",
    # PDF that acts, hides or is broken.
    **{f"{name}.pdf": made.harmful_pdf(name) for name in ("JavaScript", "Launch", "attachment", "form")},
    "locked.pdf": made.locked_pdf(),
    "cut.pdf": b"%PDF-1.7\n" + PDF[400:600],
    "head.pdf": b"%PDF-1.4\n",
    "before.pdf": b"x" * 1200 + PDF,
    # Office documents that act, fetch, name people or are bombs.
    "macro.docx": docx_with("word/vbaProject.bin", b"x"),
    "activex.docx": docx_with("word/activeX/activeX1.xml", "<a/>"),
    "embedded.docx": docx_with("word/embeddings/file1.bin", b"x"),
    "fetching.docx": docx_with("word/_rels/s.rels", OUTSIDE),
    "laughs.docx": docx_with("word/laughs.xml", LAUGHS),
    "not-xml.docx": docx_with("word/broken.xml", "<a>"),
    "comments.docx": docx_with("word/comments.xml", f'<w:comments xmlns:w="{WORD}"><w:comment/></w:comments>'),
    "tracked.docx": made.packed(made.docx_parts(body='<w:ins w:author="A"/>')),
    "emf.docx": docx_with("word/media/i.emf", b"x"),
    "bad-picture.docx": docx_with("word/media/i.png", b"x"),
    "page.docx": docx_with("word/x.html", HTML),
    "up.docx": docx_with("../up.xml", "<a/>"),
    "root.docx": docx_with("/etc/x.xml", "<a/>"),
    "drive.docx": docx_with("C:/x.xml", "<a/>"),
    "many.docx": made.packed({**made.docx_parts(), **{f"word/{n}.xml": "<a/>" for n in range(1001)}}),
    "bomb.docx": bomb(3_000_000),
    "huge.docx": bomb(101 * 1024 * 1024),
    "lying.docx": lying(bomb(3_000_000)),
    "linked.docx": linked(),
    "twice.docx": twice(),
    "cut.docx": DOCX[:-40],
    "polyglot.docx": made.jpeg() + DOCX,
    "scripts.odt": made.packed(made.odt_parts(), **{"Basic/Standard/a.xml": "<a/>"}),
    "object.odt": made.packed(made.odt_parts(), **{"Object 1/content.xml": "<a/>"}),
    "note.odt": made.packed(made.odt_parts(body="<office:annotation/>")),
    "events.odt": made.packed(made.odt_parts(body='<a xmlns:script="s"><script:event-listener/></a>')),
    "locked.odt": made.packed({**made.odt_parts(), "META-INF/manifest.xml": "<encryption-data/>"}),
    # Recordings.
    "way.mp4": made.mp4(track=b"meta"),
    "cut.mp4": made.mp4()[:-20],
    "no-film.mp4": made.box(b"ftyp", b"isom"),
    "strange.mp4": made.mp4() + made.box(b"evil", b"x"),
    "matroska.webm": made.webm(kind=b"matroska"),
    "cut.webm": made.webm()[:-30],
    "labels-only.mp3": b"ID3\x04\x00\x00\x00\x00\x00\x04abcd",
    "one-frame.mp3": made.mp3()[:600],
}


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(REFUSED) >= 60


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_taken_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(NotADocument) as refused:
        documents.clean(REFUSED[name], name)
    assert len(str(refused.value)) > 15


@pytest.mark.django_db
def test_an_upload_is_kept_clean_and_under_a_name_that_says_nothing() -> None:
    document = HubDocument(title="Travel plan “Kabul”", file=ContentFile(made.pdf(), name="maryam-kabul.pdf"))
    document.full_clean(exclude=["collection", "uploaded_by_user"])
    document.save()
    assert "maryam" not in document.file.name
    assert document.filename == "travel-plan-kabul.pdf"
    with document.file.open("rb") as file:
        assert made.MARK.encode() not in unpacked(file.read())


@pytest.mark.django_db
def test_a_refused_upload_is_said_at_the_field() -> None:
    document = HubDocument(title="x", file=ContentFile(b"MZ", name="x.pdf"))
    with pytest.raises(ValidationError) as refused:
        document.clean()
    assert refused.value.message_dict["file"] == ["The file is not a PDF document"]
