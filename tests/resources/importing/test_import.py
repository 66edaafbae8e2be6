"""Importing a folder: pages, languages, links, revisions; and again, without doing anything twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Count
from wagtail.models import Locale, Page, PageLogEntry, ReferenceIndex, Revision

from files.models import HubImage
from resources.importing.report import Outcome, Report
from resources.importing.run import import_folder
from resources.models import ChapterPage, GuidePage, ImportRecord, ManualPage, Rendering, ResourceIdentity
from resources.texts import of_page
from tests.factories.folders import PLANTED, folder, picture_with_secrets, small_library, text

pytestmark = pytest.mark.django_db


def outcomes(report: Report) -> dict[str, str]:
    return {line.path: str(line.outcome) for line in report.lines}


def guide(language: str = "en", title: str = "") -> GuidePage:
    pages = GuidePage.objects.filter(locale__language_code=language)
    return (pages.filter(title=title) if title else pages).get()


def test_a_folder_becomes_a_library(tmp_path: Path) -> None:
    report = import_folder(small_library(tmp_path))
    assert set(outcomes(report).values()) == {"created"}
    manual = ManualPage.objects.get(locale__language_code="en")
    assert [page.slug for page in manual.get_children()] == ["locks", "apps"]
    assert manual.live
    assert manual.get_parent().slug == "resources"
    assert [concept.code for concept in manual.topics.all()] == []
    assert list(manual.tags.names()) == ["phones"]
    french = ManualPage.objects.get(locale__language_code="fr")
    assert french.translation_key == manual.translation_key
    assert french.translated_from == manual.live_revision
    assert [page.slug for page in french.get_children()] == ["locks"]
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert (
        ResourceIdentity.objects.get(resource_id="phones/locks").translation_key
        == french.get_children()[0].translation_key
    )
    assert [block.id for block in french.get_children()[0].specific.body] == [
        block.id for block in manual.get_children()[0].specific.body
    ]


def test_an_import_is_an_editors_save(tmp_path: Path) -> None:
    import_folder(small_library(tmp_path))
    page = guide()
    assert page.live_revision == page.latest_revision == page.revisions.get()
    assert not page.has_unpublished_changes
    assert page.first_published_at
    actions = PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True)
    assert sorted(actions) == ["wagtail.create", "wagtail.publish"]
    assert Rendering.objects.get(page=page).revision_id == page.live_revision_id
    assert [each.pk for each in Page.objects.search("border")] == [page.pk]
    assert [
        each.to_object_id
        for each in ReferenceIndex.get_references_for_object(page)
        if each.to_content_type.model == "page"
    ]


def test_links_lead_to_pages_whichever_came_first(tmp_path: Path) -> None:
    import_folder(small_library(tmp_path))
    locks = ChapterPage.objects.get(slug="locks", locale__language_code="en")
    apps = ChapterPage.objects.get(slug="apps")
    assert f'<a linktype="page" id="{apps.pk}">' in str(locks.body.get_prep_value())
    assert f'<a linktype="page" id="{guide().pk}">' in str(apps.body.get_prep_value())
    assert f'<a linktype="page" id="{ManualPage.objects.get(locale__language_code="en").pk}">' in str(
        guide().body.get_prep_value()
    )


def everything() -> tuple[object, ...]:
    return list(Page.objects.order_by("pk").values()), Revision.objects.count(), PageLogEntry.objects.count()


def test_again_nothing_changes(tmp_path: Path, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    import_folder(small_library(tmp_path))
    before = everything()
    with django_assert_max_num_queries(15):
        report = import_folder(tmp_path)
    assert set(outcomes(report).values()) == {"unchanged"}
    assert before == (
        list(Page.objects.order_by("pk").values()),
        Revision.objects.count(),
        PageLogEntry.objects.count(),
    )


def test_one_changed_file_changes_one_page(tmp_path: Path) -> None:
    import_folder(small_library(tmp_path))
    ids = [block.id for block in ChapterPage.objects.get(slug="locks", locale__language_code="en").body]
    folder(tmp_path, {"phones/en/01-locks.md": text("Locks", "First.\n\n## Codes\n\nSix digits.\n\n- [ ] Set one")})
    report = import_folder(tmp_path)
    assert report.counts == {Outcome.UPDATED: 1, Outcome.UNCHANGED: 6}
    page = ChapterPage.objects.get(slug="locks", locale__language_code="en")
    assert [block.id for block in page.body][1:] == ids
    assert page.revisions.count() == 2
    assert ChapterPage.objects.get(locale__language_code="fr").translated_from != page.live_revision


def test_only_the_writing_changed(tmp_path: Path) -> None:
    import_folder(small_library(tmp_path))
    folder(tmp_path, {"packing/en.md": text("What to pack", "* [x]  Charger\n* [ ] Paper\n  map", kind="checklist")})
    report = import_folder(tmp_path)
    assert outcomes(report)["packing/en.md"] == "unchanged"
    assert import_folder(tmp_path).counts[Outcome.UNCHANGED] == 7


@pytest.mark.parametrize("first", ["en", "fr"])
def test_whichever_language_comes_first(tmp_path: Path, first: str) -> None:
    second = {"en": "fr", "fr": "en"}[first]
    files = {"border/en.md": text("Border", kind="guide"), "border/fr.md": text("Frontière", kind="guide")}
    folder(tmp_path, {f"border/{first}.md": files[f"border/{first}.md"]})
    import_folder(tmp_path)
    folder(tmp_path, {f"border/{second}.md": files[f"border/{second}.md"]})
    assert import_folder(tmp_path).counts == {Outcome.CREATED: 1, Outcome.UNCHANGED: 1}
    assert guide("en").translation_key == guide("fr").translation_key
    for language in ("en", "fr"):
        assert guide(language).get_parent().locale.language_code == language


def test_a_language_without_a_tree_gets_its_home(tmp_path: Path) -> None:
    report = import_folder(
        folder(tmp_path, {"a/my.md": text("မြန်မာ", kind="guide"), "a/tlh.md": text("Qapla", kind="guide")})
    )
    assert outcomes(report) == {"a/tlh.md": "failed", "a/my.md": "created"}
    page = guide("my")
    assert page.live
    assert page.get_ancestors().filter(depth=2).get().locale == Locale.objects.get(language_code="my")


def test_a_bad_file_fails_alone(tmp_path: Path) -> None:
    folder(
        tmp_path,
        {
            "a/en.md": b"\xff\xfe",
            "a/fr.md": text("A", kind="guide"),
            "b/en/index.md": text("B", kind="manual"),
            "b/en/01-one.md": "no front matter",
            "b/en/02-two.md": text("Two"),
            "c/en/index.md": text("C", kind="poem"),
            "c/en/01-one.md": text("One"),
            "d/en.md": text("D", kind="guide"),
            "d/fr.md": text("D", kind="tool"),
            "e/en.md": text("E"),
            "f/en/index.md": text("F", kind="guide"),
            "f/en/01-x.md": text("X"),
            "g/en.md": text("G", kind="chapter"),
            "h/en/01-x.md": text("X"),
            "i/en/index.md": text("I", kind="manual"),
            "i/en/01-x.md": text("X", kind="guide"),
        },
    )
    report = import_folder(tmp_path)
    created = {path for path, outcome in outcomes(report).items() if outcome == "created"}
    assert created == {"a/fr.md", "b/en/index.md", "b/en/02-two.md", "d/en.md", "f/en/index.md", "i/en/index.md"}
    assert all(line.reason for line in report.lines if line.outcome is Outcome.FAILED)
    assert not Page.objects.filter(depth__gt=3, live=False).exists()
    with pytest.raises(SystemExit) as ended:
        call_command("import_resources", str(tmp_path), verbosity=0)
    assert ended.value.code == 1


def test_an_error_while_writing_leaves_nothing_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_library(tmp_path)
    before = ManualPage.save_revision

    def failing(self: ManualPage, **options: object) -> Revision:
        if self.title == "Téléphones":
            raise RuntimeError("disk full")
        return before(self, **options)

    monkeypatch.setattr(ManualPage, "save_revision", failing)
    report = import_folder(tmp_path)
    assert outcomes(report)["phones/fr/index.md"] == outcomes(report)["phones/fr/01-locks.md"] == "failed"
    assert report.counts[Outcome.CREATED] == 5
    assert not Page.objects.filter(locale__language_code="fr", depth__gt=3).exists()
    monkeypatch.undo()
    assert import_folder(tmp_path).counts == {Outcome.CREATED: 2, Outcome.UNCHANGED: 5}


def test_chapters_follow_their_file_names(tmp_path: Path) -> None:
    import_folder(small_library(tmp_path))
    (tmp_path / "phones/en/01-locks.md").rename(tmp_path / "phones/en/03-locks.md")
    folder(tmp_path, {"phones/en/01-why.md": text("Why")})
    report = import_folder(tmp_path)
    manual = ManualPage.objects.get(locale__language_code="en")
    assert [page.slug for page in manual.get_children()] == ["why", "apps", "locks"]
    assert report.counts[Outcome.MISSING] == 0


def test_what_the_folder_no_longer_has_is_told_and_stays(tmp_path: Path) -> None:
    import_folder(small_library(tmp_path / "one"))
    (tmp_path / "one/phones/en/02-apps.md").unlink()
    (tmp_path / "one/border/en.md").unlink()
    import_folder(folder(tmp_path / "two", {"other/en.md": text("Other", kind="guide")}))
    report = import_folder(tmp_path / "one")
    missing = {line.path for line in report.lines if line.outcome is Outcome.MISSING}
    assert missing == {"phones/en/02-apps.md", "border/en.md"}
    assert guide(title="At the border").live
    assert not report.failed


def test_pictures_come_in_clean_and_once(tmp_path: Path) -> None:
    picture = picture_with_secrets("PNG")
    body = "![A map](images/a.png)\n\n![Again](images/b.png)\n\n![No](images/bad.png)"
    folder(tmp_path, {"a/images/a.png": picture, "a/images/b.png": picture, "a/images/bad.png": b"MZ"})
    report = import_folder(folder(tmp_path, {"a/en.md": text("A", body, kind="guide")}))
    image = HubImage.objects.get()
    with image.file.open() as file:
        assert PLANTED not in file.read()
    assert [block.block_type for block in guide().body] == ["image", "image", "text"]
    assert "bad.png" in " ".join(notice.words for notice in report.notices)
    folder(tmp_path, {"a/images/bad.png": picture_with_secrets("PNG", (8, 8))})
    assert import_folder(tmp_path).counts == {Outcome.UPDATED: 1}
    assert HubImage.objects.count() == 2


def test_a_dead_link_comes_alive_when_its_page_comes(tmp_path: Path) -> None:
    folder(tmp_path, {"a/en.md": text("A", "To [b](../b/en.md)", kind="guide")})
    assert "leads to no page" in import_folder(tmp_path).notices[0].words
    folder(tmp_path, {"b/en.md": text("B", kind="guide")})
    assert outcomes(import_folder(tmp_path)) == {"a/en.md": "updated", "b/en.md": "created"}
    assert "linktype" in str(guide(title="A").body.get_prep_value())


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    small_library(tmp_path)
    folder(tmp_path, {"border/images/a.png": picture_with_secrets("PNG"), "bad/en.md": "x"})
    dry = import_folder(tmp_path, dry_run=True)
    assert (ImportRecord.objects.count(), HubImage.objects.count(), ResourceIdentity.objects.count()) == (0, 0, 0)
    assert not GuidePage.objects.exists()
    wet = import_folder(tmp_path)
    assert sorted(map(str, dry.lines)) == sorted(map(str, wet.lines))
    assert set(dry.notices) == set(wet.notices)
    assert import_folder(tmp_path, dry_run=True).counts[Outcome.UNCHANGED] == 7


def test_everything_a_file_says_stands_on_its_page(tmp_path: Path) -> None:
    front = {
        "kind": "tool", "level": "expert", "summary": "Short", "licence": "CC0-1.0", "attribution": "Us",
        "authors": "[Ana, Bo]", "source": "Src", "source_url": "https://a.org/", "published": "2024-01-02",
        "reviewed": "2025-01-02", "review_by": "2026-01-02", "regions": "[no, '419', xx]", "tags": "[b, a]",
        "platforms": "Android", "version_reviewed": "1.2",
    }  # fmt: skip
    report = import_folder(folder(tmp_path, {"t/en.md": text("T", **front)}))
    page = Page.objects.get(slug="t").specific
    said = of_page(page)
    assert {name: str(value) for name, value in said.fields.items()} == {
        "title": "T", "level": "expert", "summary": "Short", "licence": "CC0-1.0", "attribution": "Us",
        "authors": "Ana, Bo", "source": "Src", "source_url": "https://a.org/", "published": "2024-01-02",
        "reviewed_on": "2025-01-02", "review_by": "2026-01-02", "regions": "['NO', '419']", "platforms": "Android",
        "version_reviewed": "1.2",
    }  # fmt: skip
    assert said.tags == {"a", "b"}
    assert [notice.words for notice in report.notices] == ["“XX” is not a place (ISO 3166-1 or UN M49); ignored"]


def test_no_two_pages_of_a_language_share_a_key(tmp_path: Path) -> None:
    import_folder(small_library(tmp_path))
    import_folder(small_library(tmp_path))
    twice = Page.objects.values("translation_key", "locale").annotate(n=Count("pk")).filter(n__gt=1)
    assert not twice.exists()
