"""Handing out documents: to everybody what a public page needs, to staff the rest, to nobody else."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import CollectionViewRestriction

from files.models import HubDocument
from files.ranges import NoSuchBytes, Span, asked
from tests.factories import accounts as staff
from tests.factories.documents import mp3, pdf
from tests.factories.resources import published

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("", None),
        ("bytes=0-3", Span(0, 3)),
        ("bytes=4-", Span(4, 9)),
        ("bytes=-3", Span(7, 9)),
        ("bytes=-30", Span(0, 9)),
        ("bytes=2-99", Span(2, 9)),
        ("bytes=5-2", None),
        ("bytes=-", None),
        ("bytes=0-1,3-4", None),
        ("lines=0-1", None),
        ("bytes=" + "9" * 400, None),
    ],
)
def test_which_bytes_are_asked_for(header: str, span: Span | None) -> None:
    assert asked(header, 10) == span


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-120", "bytes=-0"])
def test_bytes_behind_the_end_are_refused(header: str) -> None:
    with pytest.raises(NoSuchBytes):
        asked(header, 10)


@pytest.fixture
def form(db: None) -> HubDocument:
    """A form to download, of a page that everybody may read."""
    document = HubDocument.objects.create(title="Travel plan", file=ContentFile(pdf(), name="a.pdf"))
    published("template", slug="travel-plan", document=document)
    return document


def test_a_public_form_comes_as_a_download_that_can_do_nothing(client: Client, form: HubDocument) -> None:
    response = client.get(form.url)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == 'attachment; filename="travel-plan.pdf"'
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response).startswith(b"%PDF")
    assert client.get(form.url, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert not response.cookies


def test_a_part_of_a_recording_comes_for_players(client: Client, db: None) -> None:
    talk = HubDocument.objects.create(title="Talk", file=ContentFile(mp3(), name="a.mp3"))
    published("template", slug="talk", document=talk)
    part = client.get(talk.url, headers={"Range": "bytes=1-4"})
    assert (part.status_code, part["Content-Range"], len(b"".join(part))) == (206, f"bytes 1-4/{talk.file_size}", 4)
    assert part["Content-Disposition"].startswith("inline")
    assert client.get(talk.url, headers={"Range": "bytes=999999-"}).status_code == 416


@pytest.mark.parametrize("why", ["draft", "nowhere", "collection"])
def test_what_nobody_may_read_does_not_exist_for_strangers(client: Client, form: HubDocument, why: str) -> None:
    if why == "draft":
        page = published("template", slug="second", document=form)
        page.unpublish()
        type(page).objects.get(slug="travel-plan").unpublish()
    elif why == "nowhere":
        form = HubDocument.objects.create(title="Alone", file=ContentFile(pdf(), name="a.pdf"))
    else:
        CollectionViewRestriction.objects.create(collection=form.collection, restriction_type="login")
    nothing = client.get("/documents/99999/nothing.pdf")
    for headers in ({}, {"If-None-Match": f'"{form.file_hash}"'}, {"Range": "bytes=0-3"}):
        answer = client.get(form.url, headers=headers)
        assert (answer.status_code, answer.content) == (404, nothing.content)
    client.force_login(staff.member(is_superuser=True))
    assert client.get(form.url).status_code == 200


def test_another_name_leads_nowhere(client: Client, form: HubDocument) -> None:
    assert client.get(f"/documents/{form.pk}/other.pdf").status_code == 404
    assert client.get(f"/documents/{10**30}/travel-plan.pdf").status_code == 404
