"""An e-book as its reader opens it: contents for old and new readers, what a shelf is told, how it looks."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace

from resources.downloads import epub
from resources.downloads.values import Book, Picture
from tests.resources.downloads.test_books import BOOK


def opened(book: Book) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(epub.packed(book))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if "pictures" not in name}


def test_an_ebook_is_the_same_bytes_each_time_and_every_file_is_xml() -> None:
    assert epub.packed(BOOK) == epub.packed(replace(BOOK))
    assert epub.packed(BOOK) != epub.packed(replace(BOOK, title="Other"))
    for name, content in opened(BOOK).items():
        if name.endswith(("xhtml", "opf", "xml")):
            ET.fromstring(content)  # noqa: S314 - our own


def test_an_ebooks_first_bytes_say_what_it_is() -> None:
    assert epub.packed(BOOK)[30:58] == b"mimetypeapplication/epub+zip"


def test_parts_lead_to_one_another_and_the_contents_to_headings() -> None:
    files = opened(BOOK)
    assert 'href="part-002.xhtml#b"' in files["book/part-001.xhtml"]
    assert 'href="part-002.xhtml">it' in files["book/part-001.xhtml"]
    assert 'href="part-001.xhtml#a"' in files["book/nav.xhtml"]
    assert "Phones &amp; &lt;you&gt;" in files["book/front.xhtml"]


def test_a_book_from_right_to_left_turns_its_pages_so() -> None:
    files = opened(replace(BOOK, tag="ar", dir="rtl"))
    assert 'page-progression-direction="rtl"' in files["book/package.opf"]
    assert 'lang="ar" xml:lang="ar" dir="rtl"' in files["book/part-001.xhtml"]
    assert '<body dir="rtl">' in files["book/part-001.xhtml"]


def test_old_readers_find_the_same_contents_in_the_same_order() -> None:
    files = opened(BOOK)
    spaces = {"h": "http://www.w3.org/1999/xhtml", "n": "http://www.daisy.org/z3986/2005/ncx/"}
    nav, ncx = (ET.fromstring(files[f"book/{name}"]) for name in ("nav.xhtml", "toc.ncx"))  # noqa: S314 - our own
    lines = [(each.text, each.get("href")) for each in nav.findall(".//h:li/h:a", spaces)]
    points = ncx.findall(".//n:navPoint", spaces)
    titles = [point.findtext("n:navLabel/n:text", namespaces=spaces) for point in points]
    targets = [point.find("n:content", spaces).get("src") for point in points]  # type: ignore[union-attr]
    assert list(zip(titles, targets, strict=True)) == lines
    assert lines[:3] == [
        ("Phones & <you>", "front.xhtml"),
        ("First", "part-001.xhtml"),
        ("A", "part-001.xhtml#a"),
    ]
    assert ncx.find(".//n:meta[@name='dtb:uid']", spaces).get("content") == BOOK.identifier  # type: ignore[union-attr]
    assert '<spine toc="ncx"' in files["book/package.opf"]


def test_the_contents_name_no_title_twice_where_the_book_opens_with_it() -> None:
    files = opened(replace(BOOK, title="First"))
    assert "front.xhtml" not in files["book/nav.xhtml"]
    assert '<itemref idref="front"/>' in files["book/package.opf"]


def test_a_shelf_learns_day_rights_and_pictures() -> None:
    plain = opened(BOOK)["book/package.opf"]
    assert "<dc:date>2026-05-01</dc:date>" in plain
    assert "<dc:rights>The writers – CC0 1.0</dc:rights>" in plain
    assert "alternativeText" not in plain
    pictured = opened(replace(BOOK, pictures={"x.png": Picture("x.png", "image/png", b"")}))
    assert ">alternativeText<" in pictured["book/package.opf"]


def test_a_picture_keeps_its_shape_where_sizes_win_over_styles() -> None:
    shown = '<img src="picture:x.png" width="600" height="448" alt="a width=&quot;1&quot;"/>'
    book = replace(BOOK, parts=(replace(BOOK.parts[0], html=f'{shown}<p>width="600"</p>'),))
    page = opened(book)["book/part-001.xhtml"]
    assert '<img src="pictures/x.png" alt="a width=&quot;1&quot;"/><p>width="600"</p>' in page


def test_engines_of_html_4_learn_which_elements_stand_alone() -> None:
    # Without it MuPDF puts all pictures of a part in front of its words.
    rule = re.search(r"^([a-z, ]+) \{ display: block; \}$", epub.STYLE, re.MULTILINE)
    assert rule
    assert {"section", "figure", "figcaption", "nav"} <= set(rule[1].split(", "))


def test_a_book_leaves_the_colours_to_its_reader() -> None:
    assert not re.search(r"color|background", re.sub(r"/\*.*?\*/", "", epub.STYLE, flags=re.DOTALL))
