"""What an editor puts together for one language: first page, menu, foot; and what a page says of itself."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from PIL import Image
from wagtail.models import PageViewRestriction
from wagtail_localize.fields import get_translatable_fields

from files.cleaning import clean
from files.models import HubImage
from home.blocks import MenuBlock, TopicsBlock
from home.models import HomePage, StandardPage
from home.standing import publish
from home.trees import ensure_tree
from resources.models import NewsIndexPage, ResourceIndexPage
from tests.factories.resources import published, translation
from vocabulary.models import Concept

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def home(**fields: Any) -> HomePage:
    """The English home page with what an editor chose, published."""
    page = ensure_tree("en")
    page = HomePage.objects.get(pk=page.pk)
    for name, rows in fields.items():
        setattr(page, name, [{"type": kind, "value": value} for kind, value in rows] if type(rows) is list else rows)
    page.save_revision().publish()
    return page


def menu_of(html: str) -> list[str]:
    """The words of the menu."""
    return re.findall(r'<a [^>]*href="/[^"]*"[^>]*>([^<]+)</a></li>', html.split('class="nav"')[1].split("#menu")[0])


class TestMenuAndFoot:
    """Around every page of one language."""

    def test_nothing_chosen_is_the_usual(self, client: Client) -> None:
        home()
        publish(["en"])
        html = client.get("/en/").content.decode()
        usual = ["I need help now", "Library", "Trainers", "Who fits us?", "Ask for training", "News"]
        assert menu_of(html) == usual
        assert "Reading here sets no cookie" in html
        assert 'href="/en/privacy/"' in html.split('class="foot"')[1]

    def test_chosen_sections_and_own_pages_stand_in_their_order_behind_the_way_to_help(self, client: Client) -> None:
        page = published(slug="phones", title="Phones")
        home(
            menu=[("section", "news"), ("page", {"page": page.pk, "label": "Your phone"}), ("section", "library")],
            foot=[("page", page.pk)],
            contact="Night line\nRoom 4",
            site_name="Night hub",
            promise="Nobody counts you.",
        )
        html = client.get("/en/").content.decode()
        assert menu_of(html) == ["I need help now", "News", "Your phone", "Library"]
        foot = html.split('class="foot"')[1]
        assert f'href="{page.url}" lang="en" dir="ltr">Phones</a>' in foot
        assert "Night line<br>Room 4" in foot
        assert "Nobody counts you." in foot
        assert "– Night hub</title>" in html

    def test_it_is_of_one_language_and_leads_to_it(self, client: Client) -> None:
        page = published(slug="phones", title="Phones")
        translation(page, "ar", slug="hawatif")
        home(menu=[("section", "news")])
        arabic = ensure_tree("ar")
        arabic = HomePage.objects.get(pk=arabic.pk)
        arabic.menu = [{"type": "page", "value": {"page": page.pk, "label": ""}}]
        arabic.save_revision().publish()
        assert len(menu_of(client.get("/en/").content.decode())) == 2
        assert 'href="/ar/resources/hawatif/"' in client.get("/ar/").content.decode().split('class="nav"')[1]

    def test_what_readers_may_not_see_is_left_out(self, client: Client) -> None:
        page = published(slug="phones", title="Phones")
        home(menu=[("page", {"page": page.pk, "label": "Gone"}), ("section", "news")], start=[("page", page.pk)])
        page.unpublish()
        html = client.get("/en/").content.decode()
        assert menu_of(html) == ["I need help now", "News"]
        assert "To begin with" not in html

    @pytest.mark.parametrize(
        ("block", "rows"),
        [
            (MenuBlock(), [{"type": "section", "value": "news"}] * 2),
            (TopicsBlock(), [{"type": "topic", "value": "passwords"}] * 2),
        ],
    )
    def test_nothing_stands_twice(self, block: Any, rows: Any) -> None:
        with pytest.raises(ValidationError):
            block.clean(block.to_python(rows))

    def test_no_translation_writes_over_the_lists_of_a_language(self) -> None:
        names = {field.field_name for field in get_translatable_fields(HomePage)}
        assert {"title", "summary", "contact"} <= names
        assert not {"menu", "foot", "topics", "start"} & names


class TestFirstPage:
    """Topics and texts to begin with."""

    def test_topics_are_those_chosen_in_their_order(self, client: Client) -> None:
        first, second, third = Concept.objects.filter(scheme="topic", status="active").order_by("code")[:3]
        page = published(slug="one")
        page.topics = [first, second, third]
        page.save_revision().publish()
        home(topics=[("topic", third.code), ("topic", "no-longer-there"), ("topic", first.code)])
        shown = [entry["code"] for entry in client.get("/en/").context["topics"]]
        assert shown == [third.code, first.code]

    def test_texts_to_begin_with_take_the_place_of_those_reviewed_last(self, client: Client) -> None:
        published(slug="old", title="Old one", reviewed_on="2026-01-01")
        chosen = published(slug="chosen", title="Chosen one")
        home(start=[("page", chosen.pk)])
        context = client.get("/en/").context
        assert [row["title"] for row in context["start"]] == ["Chosen one"]
        assert context["reviewed"] == []

    def test_what_an_editor_chose_costs_few_queries(self, client: Client, django_assert_max_num_queries: Any) -> None:
        texts = [published(slug=f"t{number}", reviewed_on="2026-01-01") for number in range(3)]
        rows = [("page", text.pk) for text in texts]
        home(menu=[("page", {"page": texts[0].pk, "label": ""})], foot=rows, start=rows)
        client.get("/en/")
        with django_assert_max_num_queries(28):
            client.get("/en/")


class TestWhatPagesSayOfThemselves:
    """Cards, canonical addresses, other languages."""

    def test_a_text_has_title_summary_picture_and_addresses_on_the_host_that_was_asked(
        self, client: Client, settings: Any
    ) -> None:
        settings.ALLOWED_HOSTS = ["*"]
        image = HubImage(title="Map", description="A map of a day")
        drawn = io.BytesIO()
        Image.new("RGB", (1300, 700), "#07594a").save(drawn, "PNG")
        image.take(clean(drawn.getvalue()), "map")
        image.save()
        page = published(slug="phones", title="Phones", summary="Keep them close.", card_image=image)
        translation(page, "ar", slug="hawatif")
        for host in ("hub.example", f"{'a' * 56}.onion"):
            head = client.get("/en/resources/phones/?from=mail", headers={"host": host}).content.decode()
            head = head.split("</head>")[0]
            assert f'<link rel="canonical" href="http://{host}/en/resources/phones/">' in head
            assert f'hreflang="ar" href="http://{host}/ar/resources/hawatif/"' in head
            assert '<meta property="og:title" content="Phones">' in head
            assert '<meta name="description" content="Keep them close.">' in head
            assert re.search(rf'og:image" content="http://{host}/media/images/[^"]+\.jpg"', head)
            assert 'og:image:alt" content="A map of a day"' in head
            told, block = re.subn(r'<script type="application/ld\+json">.*?</script>', "", head)
            assert block == 1
            assert {re.split("[/:]", url)[3] for url in re.findall(r'"(https?://[^"]+)"', told)} == {host}
            assert {urlsplit(url).hostname for url in re.findall(r'"(http://[^"]+)"', head)} == {host}

    def test_the_first_page_names_those_of_other_languages(self, client: Client) -> None:
        translation(published(slug="phones"), "ar")
        head = client.get("/en/").content.decode().split("</head>")[0]
        assert 'hreflang="ar" href="http://testserver/ar/"' in head
        assert 'hreflang="x-default" href="http://testserver/"' in head
        assert 'og:type" content="website"' in head

    def test_pages_of_a_list_are_told_apart(self, client: Client) -> None:
        published(slug="phones")
        head = client.get("/en/resources/?page=2&x=1").content.decode()
        assert 'rel="canonical" href="http://testserver/en/resources/?page=2"' in head

    @pytest.mark.parametrize("path", ["/en/search/?q=phone", "/en/help/", "/en/case/", "/en/nothing/", "/en/who-fits/"])
    def test_search_and_private_pages_say_nothing(self, client: Client, path: str) -> None:
        published(slug="phones")
        html = client.get(path).content.decode()
        assert "og:" not in html
        assert "canonical" not in html

    def test_a_page_for_some_says_nothing(self, client: Client, admin_client: Client) -> None:
        page = published(slug="phones")
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        html = admin_client.get("/en/resources/phones/").content.decode()
        assert "<h1" in html
        assert "og:" not in html

    def test_a_standing_text_has_its_picture_among_its_fields(self) -> None:
        assert "card_image" in {
            panel.field_name for panel in StandardPage.promote_panels if hasattr(panel, "field_name")
        }


def test_the_menu_follows_a_renamed_library_and_marks_no_missing_news_as_current(client: Client) -> None:
    home()
    library = ResourceIndexPage.objects.get(locale__language_code="en")
    library.slug = "all-texts"
    library.save_revision().publish()
    NewsIndexPage.objects.get(locale__language_code="en").unpublish()
    html = client.get("/en/trainers/").content.decode()
    assert '<a href="/en/all-texts/">Library</a>' in html
    assert '<a href="/en/news/">News</a>' in html
    assert "/en/news/" not in client.get("/en/").content.decode().split("<main")[1].split("</main>")[0]
