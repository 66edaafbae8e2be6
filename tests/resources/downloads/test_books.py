"""Books as values, e-books and documents for the press: what leaves the site in a file."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from wagtail.images.tests.utils import get_test_image_file

from files.models import HubImage
from hub import languages
from hub.printing import CannotPrint
from resources.downloads import epub, gathering, paper, xhtml
from resources.downloads.values import Book, Heading, Part, Words
from tests.factories.resources import body, manual, published
from tests.resources.blocks import document, every_block

THERE = '<a href="part:2#b">there</a>'
BOOK = Book(
    identifier="https://hub.example/r/phones/#en",
    address="https://hub.example/r/phones/",
    tag="en",
    dir="ltr",
    title="Phones & <you>",
    summary="What a phone tells.",
    authors="A. Writer",
    rights="<p>Free to copy.</p>",
    licence="The writers – CC0 1.0",
    modified=dt.date(2026, 5, 1),
    parts=(
        Part("First", f'<h2 id="a">A</h2><p>See {THERE}, <a href="part:2">it</a>.</p>', (Heading("a", "A"),)),
        Part("Second", '<h2 id="b">B</h2><p><a href="#b">up</a></p>', (Heading("b", "B"),)),
    ),
    pictures={},
    words=Words("en", "ltr", "Contents", "As published on 1 May 2026:"),
)


def alike(html: str) -> str:
    return xhtml.made(html, lambda href: href, lambda _source: "picture:x.png")


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>a<br>b &amp; c", "<p>a<br />b &amp; c</p>"),
        ('<label><input type="checkbox"><span>Lock</span></label> it', "☐ <span>Lock</span> it"),
        ('<p><a href="">gone <i>w</i></a> tail</p>', "<p>gone <i>w</i> tail</p>"),
        ("<video src=x></video>after", "after"),
        ("<p onclick=x tabindex=0 lang=ar>م</p>", '<p lang="ar" xml:lang="ar">م</p>'),
        ('<b id="x">1</b><b id="x">2</b>', '<b id="x">1</b><b>2</b>'),
        ("<details><summary>S</summary>t</details>", "<div><p>S</p>t</div>"),
        ("\x01a\x0b", "a"),
        (
            "<table><tbody><tr><td><p>a <b>b</b> c</p><p>d</p><ul><li><p>e</p></li></ul></td></tr></tbody></table>",
            "<table><tbody><tr><td>a <b>b</b> c<br />d<ul><li><p>e</p></li></ul></td></tr></tbody></table>",
        ),
        (
            '<table><tbody><tr><td>x<p lang="ar">y</p></td></tr></tbody></table>',
            '<table><tbody><tr><td>x<p lang="ar" xml:lang="ar">y</p></td></tr></tbody></table>',
        ),
        ("etc/hosts", "etc/hosts"),
        ('<img src="/media/images/a.png" srcset="b" loading=lazy alt="">', '<img src="picture:x.png" alt="" />'),
        ("<script>x</script><iframe src=x></iframe><svg><path d=M0 /></svg>-", "-"),
    ],
)
def test_what_cannot_stand_in_a_book_goes_and_no_word_with_it(html: str, made: str) -> None:
    assert alike(html) == made


def test_on_paper_no_two_parts_share_an_address() -> None:
    html = paper.document(BOOK)
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets
    assert set(targets) <= set(ids)


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<a href="/x"><bdi dir="auto">W</bdi></a>', '<bdi dir="auto"><a href="/x">W</a></bdi>'),
        ('<a href="/x">see <b>this</b> now</a>', '<a href="/x">see this now</a>'),
        ('<a href="/x">see</a> <b>this</b>', '<a href="/x">see</a> <b>this</b>'),
    ],
)
def test_on_paper_a_link_holds_words_alone(html: str, made: str) -> None:
    assert made in paper.document(replace(BOOK, rights=html))


@pytest.mark.parametrize("language", [each for each in languages.TABLE if each.digits != languages.LATIN_DIGITS])
def test_pages_are_counted_in_the_digits_of_the_text(language: languages.Language) -> None:
    name, sign = {
        languages.ARABIC_DIGITS: ("arabic", "arabic-indic"),
        languages.PERSIAN_DIGITS: ("persian", "persian"),
    }[language.digits]
    rules = re.findall(r"^([^{}/]+) \{([^{}]+)\}$", paper.STYLE.read_text("utf-8"), re.MULTILINE)
    ours = [said for selectors, said in rules if f"html:lang({language.tag})" in selectors]
    assert any(f"page: {name};" in said for said in ours)
    assert any(f"target-counter(attr(href), page, {sign})" in said for said in ours)


@pytest.mark.any_database
@pytest.mark.django_db
class TestGathering:
    """From pages to books."""

    def test_chapters_are_parts_in_order_and_drafts_are_not(self) -> None:
        page = manual("One", "Two", "Three")
        page.get_children()[1].unpublish()
        book = gathering.book(fetched(page))
        assert [part.title for part in book.parts] == ["A manual", "One", "Three"]

    def test_a_manual_without_words_of_its_own_begins_with_its_first_chapter(self) -> None:
        book = gathering.book(fetched(manual("One", body=[])))
        assert [part.title for part in book.parts] == ["One"]

    def test_a_shelf_sorts_by_who_wrote_or_else_by_where_it_comes_from(self) -> None:
        page = published(slug="taken", source="Handbook", attribution="Handbook, CC BY 4.0", licence="CC-BY-4.0")
        book = gathering.book(fetched(page))
        assert book.authors == "Handbook"
        assert book.licence == "Handbook, CC BY 4.0 – https://creativecommons.org/licenses/by/4.0/"
        assert gathering.book(fetched(published(slug="own", source="Handbook", authors="A. B"))).authors == "A. B"

    def test_links_lead_within_the_book_to_lasting_addresses_or_nowhere(self) -> None:
        other, hidden = published(slug="other"), published(slug="hidden")
        page = manual("One", "Two")
        one, two = page.get_children()
        links = [
            f'<a linktype="page" id="{two.pk}" anchor="two">chapter</a>',
            f'<a linktype="page" id="{two.pk}" anchor="no-such">heading gone</a>',
            f'<a linktype="page" id="{other.pk}">elsewhere</a>',
            f'<a linktype="page" id="{hidden.pk}">hidden</a>',
        ]
        changed = one.specific
        changed.body = [{"type": "text", "value": "".join(f"<p>{each}</p>" for each in links)}]
        changed.save_revision().publish()
        hidden.unpublish()
        html = gathering.book(fetched(page)).parts[1].html
        assert 'href="part:3#two">chapter' in html
        assert 'href="part:3">heading gone' in html
        assert f'href="{settings.HUB_URL}/r/other/">elsewhere' in html
        assert "<p>hidden</p>" in html

    def test_a_picture_comes_along_under_the_name_of_its_bytes(self) -> None:
        image = HubImage.objects.create(title="x", file=get_test_image_file())
        shown = {"type": "image", "value": {"image": image.pk, "alt_text": "A key", "decorative": False}}
        book = gathering.book(fetched(published(slug="shown", body=[shown, shown])))
        [picture] = book.pictures.values()
        assert book.parts[0].html.count(f'src="picture:{picture.name}"') == 2
        assert picture.content.startswith(b"\x89PNG")

    def test_a_picture_that_is_lost_leaves_the_text(self) -> None:
        image = HubImage.objects.create(title="x", file=get_test_image_file())
        shown = {"type": "image", "value": {"image": image.pk, "alt_text": "A key", "decorative": False}}
        page = published(slug="shown", body=[shown, *body()])
        [drawn] = re.findall(r'src="/media/([^"]+)"', page.rendering.html)
        default_storage.delete(drawn)
        book = gathering.book(fetched(page))
        assert not book.pictures
        assert "Some words" in book.parts[0].html


def fetched(page: object) -> object:
    return type(page).objects.select_related("locale").get(pk=page.pk)  # type: ignore[attr-defined]


@pytest.mark.slow
@pytest.mark.any_database
@pytest.mark.django_db
def test_epubcheck_has_nothing_to_say(tmp_path: Path) -> None:
    linked, file = published(slug="linked"), document()
    image = HubImage.objects.create(title="x", file=get_test_image_file())
    shown = {"type": "image", "value": {"image": image.pk, "alt_text": "A “key”", "decorative": False}}
    blocks = [*every_block(file.pk, linked.pk), shown]
    texts = [published(kind, language="ar", slug=kind, body=blocks, authors="A & B") for kind in ("guide", "checklist")]
    texts += [manual("مرحبا", language="ar", slug="book", body=blocks, title="A & <b>"), published(language="my")]
    for page in texts:
        (tmp_path / f"{page.slug}.epub").write_bytes(epub.packed(gathering.book(fetched(page))))
    checker = settings.BASE_DIR / "tools" / "epubcheck" / "epubcheck.sh"
    done = subprocess.run([checker, tmp_path], capture_output=True, text=True, timeout=300, check=False)
    if done.returncode == 3:
        pytest.skip(f"SKIPPED LOUDLY: {done.stderr.strip().splitlines()[-1]}")
    assert done.stdout.strip().splitlines() == ["TOTAL\t4\t0\t0"], done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.any_database
@pytest.mark.django_db
def test_the_press_prints_tagged_pages_with_their_fonts_the_same_each_time() -> None:
    linked, file = published(slug="linked"), document()
    page = manual(
        "مرحبا",
        "وداعا",
        language="ar",
        body=every_block(file.pk, linked.pk),
        title="الهاتف & <b>",
        source="Handbook",
        source_url="https://handbook.example/",
    )
    book = gathering.book(fetched(page))
    try:
        content = paper.printed(book)
    except CannotPrint as reason:
        if "cannot load library" not in str(reason):
            raise
        pytest.skip(f"SKIPPED LOUDLY: {reason}")
    assert paper.printed(book) == content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "ar"
        assert str(pdf.docinfo["/Title"]) == "الهاتف & <b>"
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        tags = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        links = [each for shown in pdf.pages for each in shown.get("/Annots", [])]
        # Each is known to screen readers as a link; see ISO 14289-1, 7.18.5.
        assert links
        assert {str(tags[int(each.StructParent)].S) for each in links} == {"/Link"}
        assert len(pdf.pages) >= 5
        fonts = [font for each in pdf.pages for font in each.Resources.Font.values()]
        assert any("Arabic" in str(font.BaseFont) for font in fonts)
        inner = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert all("/FontFile2" in each or "/FontFile3" in each for each in inner)
