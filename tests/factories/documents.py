"""Small documents of every kind that is taken, built byte by byte, with a mark wherever their makers leave one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pikepdf
from PIL import Image

MARK = "CANARY-Maryam-34.5,69.1"


def jpeg(mark: str = MARK) -> bytes:
    """A small picture with the mark in Exif and in its comment."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = mark
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "JPEG", exif=exif, comment=mark.encode())
    return out.getvalue()


def pdf(mark: str = MARK) -> bytes:
    """A page with a picture, a comment by somebody, a link and an author."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    page = document.pages[0].obj
    picture = document.make_stream(jpeg(mark))
    for name, value in {
        "Type": "/XObject",
        "Subtype": "/Image",
        "ColorSpace": "/DeviceRGB",
        "Filter": "/DCTDecode",
    }.items():
        picture[f"/{name}"] = pikepdf.Name(value)
    picture.Width = picture.Height = 8
    picture.BitsPerComponent = 8
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
    page.LastModified = pikepdf.String(mark)
    rectangle = pikepdf.Array([0, 0, 10, 10])
    comment = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=rectangle, T=pikepdf.String(mark)
    )
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/"))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=rectangle, A=action)
    page.Annots = pikepdf.Array([comment, link])
    document.docinfo["/Author"] = mark
    with document.open_metadata() as about:
        about["dc:creator"] = [mark]
    document.Root.Lang = pikepdf.String("ar")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue() + f"\n% {mark}\n".encode()


def harmful_pdf(name: str) -> bytes:
    """A document that acts when it is opened, or holds another file."""
    document = pikepdf.new()
    document.add_blank_page()
    if name == "attachment":
        document.attachments["secret.txt"] = b"secret"
    elif name == "form":
        document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.String("<xdp/>"))
    else:
        keys = {"JavaScript": "JS", "Launch": "F"}
        action = pikepdf.Dictionary(S=pikepdf.Name(f"/{name}"))
        action[f"/{keys[name]}"] = pikepdf.String("app.alert(1)")
        document.Root.OpenAction = action
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    """A document behind a password."""
    document = pikepdf.new()
    document.add_blank_page()
    out = io.BytesIO()
    document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def packed(files: Mapping[str, bytes | str], **more: bytes | str) -> bytes:
    """An archive of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, **more}.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_parts(mark: str = MARK, body: str = "") -> dict[str, bytes | str]:
    """The files of a Word document: a sentence, a picture, and its makers in every place they are kept."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/x"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{office}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f"<core><creator>{mark}</creator></core>",
        "docProps/app.xml": f"<app><Company>{mark}</Company></app>",
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body><w:p w:rsidR="{mark}"><w:r><w:t>Travel plan</w:t>'
        f"</w:r></w:p>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="r3" Type="{office}/image" Target="media/image1.jpeg"/>'
        f'<Relationship Id="r4" Type="{office}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
        "</Relationships>",
        "word/media/image1.jpeg": jpeg(mark),
        "customXml/item1.xml": f"<a>{mark}</a>",
    }


def odt_parts(mark: str = MARK, body: str = "") -> dict[str, bytes | str]:
    """The files of an OpenDocument text."""
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    office, text = "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{manifest}"><m:file-entry m:full-path="content.xml"/>'
        '<m:file-entry m:full-path="meta.xml"/></m:manifest>',
        "meta.xml": f"<meta><creator>{mark}</creator></meta>",
        "settings.xml": f"<settings><printer>{mark}</printer></settings>",
        "content.xml": f'<office:document-content xmlns:office="{office}" xmlns:text="{text}">'
        "<text:p>Travel plan</text:p>"
        f"{body}</office:document-content>",
        "Thumbnails/thumbnail.png": mark,
    }


def mp3(mark: str = MARK) -> bytes:
    """Four frames of silence between two labels."""
    label = mark.encode().ljust(100, b"\x00")
    head = b"ID3\x04\x00\x00" + bytes([0, 0, 0, len(label)]) + label
    frame = bytes((0xFF, 0xFB, 0x90, 0x00)) + bytes(413)
    return head + frame * 4 + (b"TAG" + mark.encode()).ljust(128, b"\x00")


def box(name: bytes, *inside: bytes) -> bytes:
    """A box of an MP4 file."""
    content = b"".join(inside)
    return (len(content) + 8).to_bytes(4, "big") + name + content


def mp4(mark: str = MARK, track: bytes = b"vide") -> bytes:
    """A recording with a place, a device and a day."""
    label = mark.encode()
    handler = box(b"hdlr", bytes(8), track, bytes(12), label)
    movie = box(b"mvhd", bytes(4), b"\x11" * 8, bytes(88))
    user = box(b"udta", box(b"\xa9xyz", label))
    return (
        box(b"ftyp", b"isom", bytes(4), b"isom")
        + box(b"free", label)
        + box(b"moov", movie, box(b"trak", box(b"mdia", handler)), user)
        + box(b"mdat", b"pictures")
        + box(b"uuid", label)
    )


def element(number: str, *inside: bytes) -> bytes:
    """An element of a WebM file, its number given in hex."""
    content = b"".join(inside)
    return bytes.fromhex(number) + (len(content) | 1 << 56).to_bytes(8, "big") + content


def webm(mark: str = MARK, kind: bytes = b"webm") -> bytes:
    """A recording with a title, tags and an attached file."""
    label = mark.encode()
    return element("1A45DFA3", element("4282", kind)) + element(
        "18538067",
        element("1549A966", element("7BA9", label), element("5741", label), element("4D80", label)),
        element("1654AE6B", element("AE", element("536E", label))),
        element("1F43B675", b"pictures"),
        element("1254C367", label),
        element("1941A469", label),
    )


def xlsx_parts() -> dict[str, bytes | str]:
    """The files of a table, as few as there can be."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return {
        "[Content_Types].xml": f'<Types><Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>',
        "xl/workbook.xml": "<workbook/>",
        "xl/persons/person.xml": f"<p>{MARK}</p>",
    }
