"""Each published hole of Wagtail that this site stands on, asked for again here: with our roles, on our pages.

An upgrade closes a hole in Wagtail; these tests say that it is closed on this site too, where permission policies,
choosers and mails are our own. The sources are Wagtail's advisories (github.com/wagtail/wagtail/security/advisories)
and its release notes. Nothing was published about wagtail-localize when this was written; Django's holes are held by
the system check on its version (tests/security/test_checks.py), and asked for here where a reader could reach them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse
from modelsearch.utils import parse_query_string
from wagtail import forms as wagtail_forms
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.admin.views.pages.edit import EditView
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    Locale,
    Page,
    PageViewRestriction,
)
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from accounts.models import StaffNotice, User
from accounts.roles import AUTHOR, DESK, OPERATOR, PUBLISHER, REVIEWER, TRANSLATOR
from accounts.translating import set_languages
from files.models import HubDocument, HubImage
from resources.models import GuidePage
from tests.factories import accounts as staff
from tests.factories.documents import pdf
from tests.factories.resources import body, published, shelf
from tests.security.editor_world import patterns

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HIDDEN = "CANARY-of-a-draft"
MARK = "\"'><svg onload=alert(1)>"
RAW = ("<svg onload", "<script>alert")
PEOPLE = {"author": AUTHOR, "translator": TRANSLATOR, "reviewer": REVIEWER, "desk": DESK, "operator": OPERATOR}


@pytest.fixture(scope="module")
def built(for_the_module: Any) -> SimpleNamespace:
    """A draft of a publisher, a picture and a document of a closed collection, and who may not have them."""
    with for_the_module():
        people = {name: staff.member(role, username=name).pk for name, role in PEOPLE.items()}
        publisher = staff.member(PUBLISHER, username="publisher")
        set_languages(User.objects.get(pk=people["translator"]), ["fr"])
        shelf("en"), shelf("fr")
        draft = GuidePage(
            title=HIDDEN, slug="a-draft", live=False, owner=publisher, locale=shelf("en").locale, body=body(text=HIDDEN)
        )
        shelf("en").add_child(instance=draft)
        first, second = (draft.save_revision(user=publisher) for _ in range(2))
        public = published(slug="a-guide", title=f"Guide {MARK}", body=body(MARK, text="Plain words."))
        closed = Collection.get_first_root_node().add_child(instance=Collection(name="Closed"))
        inner = closed.add_child(instance=Collection(name="Inner"))
        CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
        document = HubDocument.objects.create(title=HIDDEN, file=ContentFile(pdf(), name="a.pdf"), collection=inner)
        picture = HubImage.objects.create(
            title=HIDDEN, file=get_test_image_file(), description="A square.", collection=inner
        )
    return SimpleNamespace(
        people=people | {"publisher": publisher.pk},
        draft=draft.pk,
        revisions=(first.pk, second.pk),
        public=public.pk,
        document=document.pk,
        picture=picture.pk,
    )


@pytest.fixture
def browser(built: SimpleNamespace) -> Callable[[str], Client]:
    """A browser in which one of the people is signed in."""

    def signed_in(name: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(pk=built.people[name]))
        return client

    return signed_in


def refused(answer: Any) -> bool:
    """Whether somebody was sent away, and told nothing."""
    words = b"".join(answer) if answer.streaming else answer.content
    sent_away = answer.status_code in {302, 401, 403, 404, 405}
    return sent_away and HIDDEN.encode() not in words and b"CANARY" not in words


def test_who_may_is_let_in_by_the_same_addresses(built, browser) -> None:
    """What the tests below call refused is there for whoever has the right."""
    first, second = built.revisions
    asked = (
        f"pages/{built.draft}/revisions/compare/{first}...{second}/",
        f"pages/{built.draft}/revisions/{first}/view/",
        f"pages/{built.draft}/history/",
        f"pages/{built.draft}/copy/",
        f"api/main/pages/?fields=*&order=-id&child_of={shelf('en').pk}",
        f"documents/chooser/chosen/{built.document}/",
    )
    publisher = browser("publisher")
    assert [path for path in asked if HIDDEN not in publisher.get(f"/admin/{path}").content.decode()] == []


@pytest.mark.parametrize("who", [*PEOPLE])
class TestAnothersDraft:
    """Whoever may not change a draft learns nothing of it by any way that Wagtail once left open."""

    def test_cve_2026_25517_preview(self, built, browser, who: str) -> None:
        """GHSA-4qvv-g3vr-m348: previews were drawn for whoever could reach the admin."""
        path = f"/admin/pages/{built.draft}/edit/preview/"
        assert refused(browser(who).get(path))
        assert refused(browser(who).post(path, {"title": "x", "slug": "x"}))

    def test_cve_2026_44197_comparing_revisions(self, built, browser, who: str) -> None:
        """GHSA-c6wj-9vcj-75pj: two revisions of any page could be compared, through a page of one's own too."""
        first, second = built.revisions
        for page in (built.draft, built.public):
            assert refused(browser(who).get(f"/admin/pages/{page}/revisions/compare/{first}...{second}/"))
        assert refused(browser(who).get(f"/admin/pages/{built.public}/revisions/{first}/view/"))

    def test_cve_2026_44198_history(self, built, browser, who: str) -> None:
        """GHSA-c4mr-889m-vgf6: the history of any page was shown."""
        assert refused(browser(who).get(f"/admin/pages/{built.draft}/history/"))
        assert refused(browser(who).get(f"/admin/pages/{built.draft}/history/results/"))

    def test_cve_2026_44200_copying(self, built, browser, who: str) -> None:
        """GHSA-67rv-mg8q-5pf3: only the place to copy to was checked, not the page."""
        given = {"new_title": "Mine", "new_slug": "mine", "new_parent_page": shelf("en").pk}
        assert refused(browser(who).post(f"/admin/pages/{built.draft}/copy/", given))
        assert refused(browser(who).post(f"/admin/api/main/pages/{built.draft}/action/copy/"))
        assert not Page.objects.filter(slug="mine").exists()

    def test_cve_2026_55468_pages_api(self, built, browser, who: str) -> None:
        """GHSA-3vrh-m9w7-v94f: the list for the admin's scripts gave fields of every page."""
        asked = f"/admin/api/main/pages/?fields=*&order=-id&child_of={shelf('en').pk}"
        for path in (asked, f"/admin/api/main/pages/{built.draft}/?fields=*"):
            assert HIDDEN not in browser(who).get(path).content.decode()

    def test_ghsa_jm5p_837g_rv8g_copy_for_translation(self, built, browser, who: str) -> None:
        """A right to translate was enough to copy any page into another language, and read it there."""
        path = f"/admin/api/main/pages/{built.draft}/action/copy_for_translation/"
        assert refused(browser(who).post(path, {"locale": "fr", "copy_parents": True}))
        assert not Page.objects.filter(title=HIDDEN).exclude(pk=built.draft).exists()

    def test_cve_2026_54262_translating(self, built, browser, who: str) -> None:
        """GHSA-8634-mr4j-r72c, for simple_translation; here it is wagtail-localize that must look at the page."""
        french = Locale.objects.get(language_code="fr")
        browser(who).post(f"/admin/localize/submit/page/{built.draft}/", {"locales": [french.pk]})
        assert not Page.objects.filter(locale=french, title=HIDDEN).exists()


@pytest.mark.parametrize("who", ["desk", "operator"])
def test_cve_2026_44201_and_54259_files_by_api_and_by_choosers(built, browser, who: str) -> None:
    """GHSA-p5gm-92h4-6pv6, GHSA-h54r-xq46-qwqm: names of files were told to who may not choose them."""
    asked = browser(who)
    for path in ("api/main/documents/", "documents/chooser/", f"documents/chooser/chosen/{built.document}/"):
        assert HIDDEN not in asked.get(f"/admin/{path}").content.decode()
    assert HIDDEN not in asked.get(f"/admin/documents/chooser/chosen-multiple/?id={built.document}").content.decode()


def test_cve_2026_54261_a_picture_is_not_previewed_by_who_may_not_change_it(built, browser) -> None:
    """GHSA-r6p4-grq7-xm4m."""
    path = f"/admin/images/{built.picture}/preview/width-20/"
    assert [refused(browser(who).get(path)) for who in PEOPLE] == [True] * len(PEOPLE)
    assert browser("publisher").get(path).status_code == 200


@pytest.mark.parametrize("spec", ["format-gif", "width-20|" * 50 + "jpegquality-1", "bgcolor-fff", "rotate-9"])
def test_cve_2026_54260_a_preview_does_only_what_its_form_offers(built, browser, spec: str) -> None:
    """GHSA-f2p5-j6fg-5cxf: a recipe of any length and kind was cooked."""
    assert browser("publisher").get(f"/admin/images/{built.picture}/preview/{spec}/").status_code == 400


def test_cve_2026_54263_the_maker_of_picture_addresses_is_closed(built, browser) -> None:
    """GHSA-23m2-mghx-vqmf: it said back what it was asked, unescaped. Here nobody can make such addresses."""
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=["a", 1, "b"])
    for path in (f"generate_url/{MARK}/", f"generate_url/output/?filter={MARK}", f"preview/{MARK}/"):
        answer = browser("publisher").get(f"/admin/images/{built.picture}/{path}")
        said_raw = any(raw in answer.content.decode() for raw in RAW)
        assert not said_raw or (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("text/plain", "nosniff")


def test_ghsa_92hv_j533_69wc_a_document_is_not_known_by_its_hash(built, client: Client) -> None:
    """Conditions were answered before rights: 304 said that a file with this hash is here."""
    document = HubDocument.objects.get(pk=built.document)
    right, wrong = (
        client.get(document.url, headers={"If-None-Match": f'"{tag}"'}) for tag in (document.get_file_hash(), "0" * 40)
    )
    assert (right.status_code, right.content) == (wrong.status_code, wrong.content) == (404, wrong.content)


def test_ghsa_c2xx_cjmh_9q8f_below_a_closed_collection_is_closed_too(built, client: Client) -> None:
    """Only the collection itself was looked at; and Wagtail's public API is not there at all."""
    document = HubDocument.objects.get(pk=built.document)
    published("template", slug="travel-plan", document=document)
    assert client.get(document.url).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("wagtailapi:documents:listing")


def test_ghsa_x5cx_w6p2_mxf2_no_snippet_is_copied() -> None:
    """A right to add was enough to copy, and so to read, any row. No copy of a snippet has an address here."""
    assert [route for route, _name in patterns(("admin/snippets/",)) if "copy" in route] == []


@pytest.mark.parametrize(
    "app", ["contrib.simple_translation", "contrib.forms", "contrib.modeladmin", "contrib.table_block", "api.v2"]
)
def test_what_is_not_installed_has_no_holes(app: str) -> None:
    """CVE-2026-28223 and -54262, CVE-2026-44199 and CVE-2020-15118, CVE-2023-28836, CVE-2026-28222, GHSA-3vrh."""
    assert f"wagtail.{app}" not in {each.name for each in apps.get_app_configs()}


@pytest.mark.parametrize(
    "path",
    [
        "pages/{shelf}/",
        "pages/{public}/edit/",
        "pages/{public}/history/",
        "pages/{public}/usage/",
        "pages/{public}/delete/",
        "localize/submit/page/{public}/",
        "reports/site-history/",
        "pages/{public}/revisions/compare/earliest...latest/",
    ],
)
def test_cve_2020_11001_2023_28836_and_2026_28223_titles_run_nowhere_in_the_admin(built, browser, path: str) -> None:
    """GHSA-v2wc-pfq2-5cm6, GHSA-5286-f2rf-35c2, GHSA-p4v8-rw59-93cq: a title ran as a script in another's screen."""
    page = GuidePage.objects.get(pk=built.public)
    page.title = f"Again {MARK}"
    page.save_revision()
    answer = browser("publisher").get(f"/admin/{path.format(public=built.public, shelf=shelf('en').pk)}", follow=True)
    assert answer.status_code == 200
    assert "svg onload" in answer.content.decode(), "the title is shown, and so is a test of how"
    assert not any(raw in answer.content.decode() for raw in RAW)


def test_cve_2021_32681_and_2026_28222_words_of_blocks_are_words(client: Client, built) -> None:
    """GHSA-xfrw-hxr5-ghqf: plain-text blocks came out as HTML; the attributes of a table's cells did, too."""
    table = {"caption": MARK, "header_row": True, "rows": [["Cell"], ["Cell"]]}
    blocks = [*body(MARK), {"type": "code", "value": {"code": MARK}}, {"type": "table", "value": table}]
    published(slug="hostile", title=MARK, summary=MARK, body=blocks)
    page = client.get("/en/resources/hostile/").content.decode()
    assert page.count("&lt;svg onload") > 3
    assert not any(raw in page for raw in RAW)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"])
def test_cve_2021_29434_a_link_of_rich_text_runs_nothing(address: str) -> None:
    """GHSA-wq5h-f9p5-q7fx: what a form posts past the editor's own dialogue was stored as it came."""
    drawn = {
        "blocks": [
            {
                "key": "a",
                "text": "here",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"key": 0, "offset": 0, "length": 4}],
            }
        ],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}},
    }
    widget = get_rich_text_editor_widget("default", features=["link"])
    stored = widget.value_from_datadict({"a": json.dumps(drawn)}, {}, "a")
    assert "here" in stored
    assert "href" not in stored


@pytest.mark.parametrize("who", [*PEOPLE])
def test_cve_2023_45809_bulk_actions_name_nobody(built, browser, who: str) -> None:
    """GHSA-fc75-58r8-rm3h: the screens of actions on many told the names of all accounts."""
    ids = "&".join(f"id={pk}" for pk in built.people.values())
    for action in ("delete", "assign_role", "set_active_state"):
        words = browser(who).get(f"/admin/bulk/accounts/user/{action}/?{ids}").content.decode()
        others = [name for name in built.people if name != who and f">{name}<" in words]
        assert others == [] or who == "operator"


def test_cve_2023_28837_a_file_that_is_too_large_is_refused_by_its_size(built, browser, settings) -> None:
    """GHSA-33pv-vcgh-jfg9: it was read into memory first. Here nothing larger than the limit is opened."""
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    given = {"title": "Large", "description": "A square.", "collection": Collection.get_first_root_node().pk}
    file = SimpleUploadedFile("a.png", b"\x89PNG" + b"0" * 4000, "image/png")
    assert browser("publisher").post("/admin/images/add/", {**given, "file": file}).status_code == 200
    assert not HubImage.objects.filter(title="Large").exists()


def test_cve_2024_32882_and_35228_settings_ask_for_the_right(built, browser) -> None:
    """GHSA-w2v8-php4-p8hc, GHSA-xxfm-vmcf-g33f: whoever knew the address of a setting could change it."""
    path = "/admin/settings/home/hubsettings/"
    lower = [who for who in [*PEOPLE, "publisher"] if who != "operator"]
    assert [refused(browser(who).post(path, {"name": "Mine"})) for who in lower] == [True] * len(lower)


@pytest.mark.parametrize("asked", ["a" * 60_000, "'" * 60_000, 'a:"' * 20_000, "a:" * 30_000])
def test_cve_2024_39317_a_long_question_is_read_to_its_end(asked: str) -> None:
    """GHSA-jmp3-39vp-fwg8: reading it took time by the square of its length, and never came back from this."""
    filters, query = parse_query_string(asked)
    assert query is not None
    assert len(filters) <= len(asked)


def test_cve_2022_21683_replies_are_told_to_those_of_the_thread_and_nobody_else(built) -> None:
    """GHSA-xqxm-2rpm-3889: everybody who had ever replied to anything on the site was told, with the words."""
    page = GuidePage.objects.get(pk=built.public)
    elsewhere = GuidePage.objects.get(pk=built.draft)
    publisher, author, reviewer = (
        User.objects.get(pk=built.people[name]) for name in ("publisher", "author", "reviewer")
    )
    User.objects.update(email="someone@staff.example")
    revision = page.save_revision()
    thread = Comment.objects.create(page=page, user=author, text="Mine", contentpath="title", revision_created=revision)
    other = Comment.objects.create(
        page=elsewhere, user=publisher, text="Other", contentpath="title", revision_created=elsewhere.latest_revision
    )
    CommentReply.objects.create(comment=other, user=reviewer, text="On another page")
    reply = CommentReply.objects.create(comment=thread, user=publisher, text="Yours")
    nothing: dict[str, Any] = {"new_comments": [], "deleted_comments": [], "resolved_comments": []}
    view = EditView(page=page, request=SimpleNamespace(user=publisher))
    view.send_commenting_notifications({**nothing, "new_replies": [(thread, [reply])]})
    assert set(StaffNotice.objects.values_list("user__username", flat=True)) == {"author"}


def test_cve_2020_11037_a_pages_password_is_compared_in_constant_time(built, monkeypatch) -> None:
    """GHSA-jjjr-3jcw-f8v6: the time of the comparison told how much of a guess was right."""
    compared: list[tuple[str, str]] = []
    monkeypatch.setattr(wagtail_forms, "constant_time_compare", lambda *both: compared.append(both) or False)
    closed = PageViewRestriction(page_id=built.public, restriction_type="password", password="open")
    assert not wagtail_forms.PasswordViewRestrictionForm({"password": "guess"}, instance=closed).is_valid()
    assert compared == [("guess", "open")]


@pytest.mark.parametrize("name", ["_connector", "_negated", "__class__", "a.b", "page__password"])
def test_cve_2025_64459_names_of_questions_reach_no_query(name: str, built) -> None:
    """Django's QuerySet.filter(**given): the names that a reader sends are never arguments here."""
    for path in ("/en/search/", "/en/trainers/", "/api/v1/search", "/en/resources/"):
        assert Client().get(path, {"q": "guide", name: "OR 1=1"}).status_code < 500, path


@pytest.mark.parametrize("words", ["<svg onload=alert(1)>words", '<a href="javascript:alert(1)">words</a>'])
def test_a_translators_sentence_brings_no_marks_of_its_own(built, browser, words: str) -> None:
    """No advisory: the way round those on rich text, by wagtail-localize's editor of sentences."""
    guide = published(slug="clean", summary="A summary.", body=body("Section"))
    french = Locale.objects.get(language_code="fr")
    translate_object(guide, [french])
    translation = Translation.objects.get(source__object_id=guide.translation_key)
    segments = list(StringSegment.objects.filter(source=translation.source))
    for segment in segments:
        path = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
        sent = browser("translator").put(path, urlencode({"value": words}), "application/x-www-form-urlencoded")
        assert sent.status_code in {200, 201, 400}
    translation.save_target(publish=True)
    assert len(segments) > 3
    assert not StringTranslation.objects.filter(locale=french, data=words, has_error=False).exists()
    assert not guide.get_translation(french).live


def test_only_who_may_add_accounts_reaches_those_that_may_do_more(built, browser) -> None:
    """Wagtail calls it by design that who may change accounts may become anything: so only operators may."""
    holders = User.objects.with_perm("accounts.change_user", backend="accounts.backends.StaffBackend")
    assert set(holders.values_list("username", flat=True)) == {"operator"}
