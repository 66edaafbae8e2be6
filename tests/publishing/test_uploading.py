"""Texts brought in without a shell: looked at first, then drafts, and whatever is hostile gets a sentence."""

from __future__ import annotations

import datetime as dt
import io
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from accounts.roles import AUTHOR, EDITOR, TRANSLATOR
from files.documents.refusals import NotADocument
from files.models import HubImage
from publishing.uploading import parcels, screens, waiting, word
from resources.models import ResourcePage
from tests.factories import accounts as staff
from tests.factories.documents import docx_parts, jpeg, packed
from tests.factories.folders import text
from tests.factories.resources import published, shelf

pytestmark = pytest.mark.any_database

ADDRESS = "/admin/bring-in/"
FOLDER = {
    "phones/en/index.md": text("Phones", "Start with [locks](01-locks.md).", kind="manual"),
    "phones/en/01-locks.md": text("Locks", "Six digits.\n\n![A lock](../images/lock.jpg)"),
    "phones/images/lock.jpg": jpeg(),
    "border/en.md": text("At the border", "See [phones](../phones/en/index.md).", kind="guide"),
    "broken/en.md": "No front matter",
}


@pytest.fixture
def waiting_room(settings: LazySettings, tmp_path: Path) -> Path:
    """Where uploads wait in this test."""
    settings.HUB_DATA_DIR = tmp_path
    return tmp_path / "uploads"


@pytest.fixture
def author(db: None, client: Client, waiting_room: Path) -> User:
    """Somebody who writes, signed in, on a site with an English library."""
    shelf("en")
    user = staff.member(AUTHOR)
    client.force_login(user)
    return user


def send(client: Client, name: str, data: bytes, **fields: str) -> Any:
    """The first step."""
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, data), **fields})


def bring(client: Client, name: str, data: bytes, **fields: str) -> Any:
    """Both steps."""
    sent = send(client, name, data, **fields)
    assert sent.status_code == 302, sent.context["form"].errors
    return client.post(sent["Location"])


def outcomes(response: Any) -> dict[str, str]:
    """What the table says of each file."""
    return {row.line.path: str(row.line.outcome) for row in response.context["rows"]}


def page(slug: str) -> ResourcePage:
    """The page of a slug, with its newest text."""
    found: ResourcePage = Page.objects.get(slug=slug).specific.get_latest_revision_as_object()
    return found


def test_a_folder_is_looked_at_and_then_becomes_drafts(author: User, client: Client, waiting_room: Path) -> None:
    sent = send(client, "ours.zip", packed({f"ours/{name}": content for name, content in FOLDER.items()}))
    (file,) = waiting_room.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    seen = client.get(sent["Location"])
    expected = {"phones/en/index.md", "phones/en/01-locks.md", "border/en.md"}
    assert outcomes(seen) == dict.fromkeys(expected, "created") | {"broken/en.md": "failed"}
    assert not Page.objects.filter(slug="phones").exists()
    assert not HubImage.objects.exists()

    done = client.post(sent["Location"])

    assert outcomes(done) == outcomes(seen)
    assert list(waiting_room.iterdir()) == []
    made = Page.objects.filter(slug__in=("phones", "locks", "border"))
    assert {(each.live, each.owner, bool(each.first_published_at)) for each in made} == {(False, author, False)}
    assert page("locks").latest_revision.user == author
    assert [each.block_type for each in page("locks").body] == ["text", "image"]
    assert f'id="{page("phones").pk}"' in str(page("border").body[0].value.source)
    assert f"/admin/pages/{page('border').pk}/edit/" in done.content.decode()
    assert client.get(f"/admin/pages/{page('border').pk}/edit/").status_code == 200
    assert client.get("/en/resources/border/").status_code == 404


def test_a_live_page_keeps_its_text_and_gets_a_draft(author: User, client: Client) -> None:
    bring(client, "a.zip", packed({"border/en.md": text("At the border", "First words.", kind="guide")}))
    page("border").latest_revision.publish()
    done = bring(client, "a.zip", packed({"border/en.md": text("At the border", "Second words.", kind="guide")}))
    assert outcomes(done) == {"border/en.md": "updated"}
    live = Page.objects.get(slug="border").specific
    assert live.live
    assert live.has_unpublished_changes
    assert "First words" in str(live.body)
    assert "Second words" in str(page("border").body)
    # What was brought in and not touched may be brought in again, better.
    done = bring(client, "a.zip", packed({"border/en.md": text("At the border", "Third words.", kind="guide")}))
    assert outcomes(done) == {"border/en.md": "updated"}
    again = send(client, "a.zip", packed({"border/en.md": text("At the border", "Third words.", kind="guide")}))
    assert outcomes(client.get(again["Location"])) == {"border/en.md": "unchanged"}


def test_what_somebody_wrote_here_stays(author: User, client: Client) -> None:
    bring(client, "a.zip", packed({"border/en.md": text("At the border", "First words.", kind="guide")}))
    draft = page("border")
    draft.title = "Written here"
    draft.save_revision()
    done = bring(client, "a.zip", packed({"border/en.md": text("At the border", "Other words.", kind="guide")}))
    assert outcomes(done) == {"border/en.md": "conflict"}
    assert page("border").title == "Written here"


def test_nobody_writes_what_they_may_not(author: User, client: Client) -> None:
    published(slug="theirs")
    shelf("fr")
    files = {"theirs/en.md": text("Mine now", kind="guide"), "new/ru.md": text("Новое", kind="guide")}
    done = bring(client, "a.zip", packed(files))
    assert outcomes(done) == {"theirs/en.md": "failed", "new/ru.md": "failed"}
    assert "you may not change it" in done.content.decode()
    assert page("theirs").title == "Theirs"
    assert not Page.objects.filter(locale__language_code="ru").exists()
    client.force_login(staff.member(EDITOR))
    assert outcomes(bring(client, "a.zip", packed(files)))["theirs/en.md"] == "conflict"
    client.force_login(staff.member(TRANSLATOR))
    assert client.get(ADDRESS).status_code == 302
    assert screens.codes_of(staff.member(TRANSLATOR)) == []


def test_a_file_waits_for_its_session_and_an_hour(
    author: User, client: Client, waiting_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = send(client, "a.zip", packed(FOLDER))
    other = Client()
    other.force_login(author)
    assert other.get(sent["Location"])["Location"] == ADDRESS
    # A second step that dies leaves the file, and the next try brings everything in.
    with monkeypatch.context() as broken:
        broken.setattr(screens, "import_folder", lambda *_args, **_more: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            client.post(sent["Location"])
    assert len(list(waiting_room.iterdir())) == 1
    assert client.get(sent["Location"]).status_code == 200
    assert waiting.tick(timezone.now() + dt.timedelta(minutes=50)) == {}
    assert waiting.tick(timezone.now() + dt.timedelta(minutes=61)) == {"uploads": 1}
    assert client.get(sent["Location"])["Location"] == ADDRESS


def test_markdown_says_what_it_needs_at_the_field(author: User, client: Client) -> None:
    data = b"# Crossing\n\nWords with **stress**.\n"
    assert set(send(client, "crossing.md", data).context["form"].errors) == {"language"}
    assert set(send(client, "crossing.md", data, language="en").context["form"].errors) == {"kind"}
    assert set(send(client, "c.md", "é".encode("latin-1"), language="en").context["form"].errors) == {"file"}
    assert set(send(client, "c.md", b"a" * (2 << 20), language="en").context["form"].errors) == {"file"}
    assert set(send(client, "c.exe", b"a").context["form"].errors) == {"file"}
    done = bring(client, "crossing.md", data, language="en", kind="guide")
    assert outcomes(done) == {"crossing/en.md": "created"}
    assert page("crossing").title == "Crossing"
    assert "<b>stress</b>" in str(page("crossing").body)


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(words: str, style: str = "", more: str = "") -> str:
    """A paragraph of Word, in a style."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{more}</w:pPr>{words}</w:p>"


def run(words: str, marks: str = "") -> str:
    """Words with the same marks."""
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def a_word_document() -> bytes:
    """Title, heading, stress, a link, two kinds of lists, a table and a picture, as Word stores them."""
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    cell = "<w:tc>{}</w:tc>".format
    row = "<w:tr>{}</w:tr>".format
    first = row(cell(paragraph(run("When", "<w:b/>"))) + cell(paragraph(run("What", "<w:b/>"))))
    second = row(cell(paragraph(run("Day 1"))) + cell(paragraph(run("Arrive | leave"))))
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="1" name="P" descr="A route"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/'
        '2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:blipFill><a:blip xmlns:r="{RELATION}" r:embed="r3"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    link = f'<w:hyperlink xmlns:r="{RELATION}" r:id="r4">{run("a site")}</w:hyperlink>'
    body = (
        paragraph(run("The journey"), "Title")
        + paragraph(run("Before"), "Heading1")
        + paragraph(run("Tell ") + run("nobody", "<w:b/>") + run(" but ") + run("two", "<w:i/>") + run(", see ") + link)
        + paragraph(run("Water"), more=item)
        + paragraph(run("Paper *map*"), more=item)
        + f"<w:tbl>{first}{second}</w:tbl>"
        + paragraph(drawing)
    )
    parts = docx_parts()
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Title", "Title"), ("Heading1", "heading 1"))
    )
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    more: dict[str, bytes | str] = {
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{WORD}">'
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    }
    rels = "word/_rels/document.xml.rels"
    extra = "".join(
        f'<Relationship Id="s{name}" Type="{RELATION}/{name}" Target="{name}.xml"/>' for name in ("styles", "numbering")
    )
    more[rels] = str(parts[rels]).replace("</Relationships>", f"{extra}</Relationships>")
    return packed({**parts, **more})


def test_a_word_document_keeps_its_shape() -> None:
    found = word.read(a_word_document())
    assert found.title == "The journey"
    assert found.body == (
        "# Before\n\nTell **nobody** but *two*, see [a site](https://example.org/)\n\n"
        "- Water\n- Paper \\*map\\*\n\n"
        "| **When** | **What** |\n| --- | --- |\n| Day 1 | Arrive \\| leave |\n\n"
        "![A route](images/picture-1.jpeg)"
    ).replace(".jpeg", ".jpg")
    assert list(found.pictures) == ["images/picture-1.jpg"]


def test_a_word_document_becomes_a_draft(author: User, client: Client) -> None:
    done = bring(client, "plan.docx", a_word_document(), language="en", kind="guide")
    assert outcomes(done) == {"the-journey/en.md": "created"}
    assert [each.block_type for each in page("the-journey").body] == ["heading", "text", "table", "image"]


@pytest.mark.parametrize(
    "more",
    [
        {"word/vbaProject.bin": b"x"},
        {"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"},
        {"word/document.xml": "<a>"},
        {"word/bomb.xml": b"\0" * (20 << 20)},
        {"[Content_Types].xml": "<Types/>"},
    ],
    ids=["macros", "doctype", "broken", "bomb", "another kind"],
)
def test_hostile_word_documents_get_a_sentence(more: dict[str, bytes | str]) -> None:
    with pytest.raises(NotADocument):
        word.read(packed({**docx_parts(), **more}))


def linked() -> bytes:
    """An archive with a symbolic link in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("a/en.md")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def locked() -> bytes:
    """An archive that says it has a password."""
    data = bytearray(packed({"a/en.md": "words"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


GOOD = {"a/en.md": text("A", kind="guide")}
HOSTILE = {
    "no zip": b"PK nothing",
    "cut": packed(GOOD)[:-30],
    "above": packed({**GOOD, "../b.md": "x"}),
    "absolute": packed({**GOOD, "/b.md": "x"}),
    "windows": packed({**GOOD, "a\\..\\b.md": "x"}),
    "deep": packed({**GOOD, "a/b/c/d/e.md": "x"}),
    "nested": packed({**GOOD, "a/inner.zip": packed(GOOD)}),
    "program": packed({**GOOD, "a/run.exe": "x"}),
    "bomb": packed({**GOOD, "a/images/b.png": b"\0" * (30 << 20)}),
    "many": packed({f"a{number}/en.md": "" for number in range(5_001)}),
    "link": linked(),
    "password": locked(),
    "nothing to read": packed({"a/images/b.png": jpeg()}),
    "long name": packed({**GOOD, f"a/{'b' * 220}.md": "x"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archives_get_a_sentence(name: str) -> None:
    with pytest.raises(NotADocument) as refused:
        parcels.check(io.BytesIO(HOSTILE[name]))
    assert refused.value.sentence


def test_the_sentence_stands_at_the_file_in_the_readers_language(author: User, client: Client) -> None:
    response = send(client, "a.zip", HOSTILE["above"])
    assert list(response.context["form"].errors) == ["file"]
    assert "cannot be read" in response.content.decode()
    litter = {**GOOD, "__MACOSX/a/._en.md": "x", "a/.DS_Store": "x", "a/images/": ""}
    parcels.check(io.BytesIO(packed(litter)))
