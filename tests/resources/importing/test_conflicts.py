"""What was edited here is not overwritten: both versions stay, and the file's is taken only when asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from wagtail.models import PageLogEntry

from resources.importing.report import Outcome
from resources.importing.run import import_folder
from resources.models import GuidePage
from tests.factories.folders import folder, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(tmp_path: Path) -> GuidePage:
    import_folder(folder(tmp_path, {"border/en.md": text("Border", "From the file.", kind="guide")}))
    return GuidePage.objects.get()


def edited(page: GuidePage, words: str, *, publish: bool = True) -> None:
    page.body = [("text", f"<p>{words}</p>")]
    revision = page.save_revision()
    if publish:
        revision.publish()


def words(page: GuidePage) -> str:
    return str(GuidePage.objects.get(pk=page.pk).body[0].value)


def changed(folder_: Path) -> Path:
    return folder(folder_, {"border/en.md": text("Border", "From the new file.", kind="guide")})


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize("file_changed", [True, False])
def test_an_edited_page_is_a_conflict(tmp_path: Path, page: GuidePage, publish: bool, file_changed: bool) -> None:
    edited(page, "From the editor.", publish=publish)
    if file_changed:
        changed(tmp_path)
    report = import_folder(tmp_path)
    assert report.counts == {Outcome.CONFLICT: 1}
    assert not report.failed
    page.refresh_from_db()
    assert "From the editor." in str(page.get_latest_revision_as_object().body)
    assert ("From the editor." in words(page)) is publish
    kept = [str(revision.as_object().body) for revision in page.revisions.order_by("created_at")]
    assert any("From the new file." in body for body in kept) is file_changed
    assert "From the editor." in kept[-1]


def test_the_files_version_is_kept_once_and_named_in_the_history(tmp_path: Path, page: GuidePage) -> None:
    edited(page, "From the editor.")
    changed(tmp_path)
    for _time in range(3):
        assert import_folder(tmp_path).counts == {Outcome.CONFLICT: 1}
    assert page.revisions.count() == 3
    assert PageLogEntry.objects.filter(action="resources.import_kept_beside").count() == 1
    assert page.get_latest_revision().is_latest_revision()


def test_taking_theirs(tmp_path: Path, page: GuidePage) -> None:
    edited(page, "From the editor.")
    changed(tmp_path)
    assert import_folder(tmp_path, take_theirs=True).counts == {Outcome.UPDATED: 1}
    assert "From the new file." in words(page)
    assert any("From the editor." in str(revision.as_object().body) for revision in page.revisions.all())
    assert import_folder(tmp_path).counts == {Outcome.UNCHANGED: 1}


def test_taking_theirs_where_only_the_page_changed(tmp_path: Path, page: GuidePage) -> None:
    edited(page, "From the editor.")
    assert import_folder(tmp_path, take_theirs=True).counts == {Outcome.UPDATED: 1}
    assert "From the file." in words(page)


def test_an_editor_who_wrote_the_same_agrees(tmp_path: Path, page: GuidePage) -> None:
    page.body = [("text", '<p data-block-key="a1b2c">From the new file.</p>')]
    page.save_revision().publish()
    changed(tmp_path)
    assert import_folder(tmp_path).counts == {Outcome.UNCHANGED: 1}
    folder(tmp_path, {"border/en.md": text("Border", "Newer still.", kind="guide")})
    assert import_folder(tmp_path).counts == {Outcome.UPDATED: 1}


def test_a_page_taken_off_the_site_stays_off(tmp_path: Path, page: GuidePage) -> None:
    page.unpublish()
    assert import_folder(tmp_path).counts == {Outcome.UNCHANGED: 1}
    changed(tmp_path)
    assert import_folder(tmp_path).counts == {Outcome.CONFLICT: 1}
    page.refresh_from_db()
    assert not page.live
    assert import_folder(tmp_path, take_theirs=True).counts == {Outcome.UPDATED: 1}
    page.refresh_from_db()
    assert page.live


def test_a_page_made_here_is_not_taken_over(tmp_path: Path, page: GuidePage) -> None:
    page.import_record.delete()
    changed(tmp_path)
    assert import_folder(tmp_path).counts == {Outcome.CONFLICT: 1}
    assert "From the file." in words(page)


def test_what_editors_alone_can_say_stays(tmp_path: Path, page: GuidePage, admin_user: object) -> None:
    GuidePage.objects.filter(pk=page.pk).update(review_owner=admin_user)
    changed(tmp_path)
    assert import_folder(tmp_path).counts == {Outcome.UPDATED: 1}
    assert GuidePage.objects.get().review_owner == admin_user
