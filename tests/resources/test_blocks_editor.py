"""The page editor with every block in it: queries, previews, the checker, limits."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.blocks.stream_block import StreamBlock

from resources.checker import HubChecker, remarked
from resources.models import BY_KIND
from tests.factories import accounts as staff
from tests.factories.resources import published
from tests.resources.blocks import BODY, document, every_block

pytestmark = pytest.mark.any_database


@pytest.fixture
def operator(client: Client, db: None) -> Client:
    """A browser in which an operator is signed in."""
    client.force_login(staff.member(is_superuser=True))
    return client


@pytest.mark.parametrize("name", ["quote", "steps", "comparison", "timeline", "next", "passage", "partners"])
def test_a_block_shows_in_the_menu_what_it_becomes(name: str) -> None:
    block = BODY.child_blocks[name]
    assert block.is_previewable
    assert block.render(block.get_preview_value()).strip()


def test_every_block_says_in_a_sentence_what_it_is_for_and_has_its_group() -> None:
    silent = [name for name, block in BODY.child_blocks.items() if not str(block.get_description()).endswith(".")]
    assert silent == []
    assert [len(blocks) for _group, blocks in BODY.grouped_child_blocks()] == [6, 4, 2, 3, 4]
    assert isinstance(BODY, StreamBlock)


@pytest.mark.parametrize(
    ("html", "vague"),
    [
        ('<a href="/x">here</a>', True),
        ('<a href="/x"><b>Click  here</b>.</a>', True),
        ('<a href="/x">هنا</a>', True),
        ('<a href="/x">The guide on phones</a>', False),
        ('<a id="x">here</a>', False),
    ],
)
def test_links_that_say_nothing_are_marked(html: str, vague: bool) -> None:
    assert ("data-vague" in remarked(html)) is vague


@pytest.mark.parametrize(
    ("html", "mark"),
    [
        ("<table><tbody><tr><td>a</td></tr></tbody></table>", "data-nameless"),
        ('<table><thead><tr><th scope="col">a</th></tr></thead></table>', ""),
        ("<table><tr>" + "<th>a</th>" * 5 + "</tr></table>", "data-wide"),
        ('<table class="compare"><tr>' + "<th>a</th>" * 5 + "</tr></table>", ""),
        ("<ul><li><p></p></li></ul>", "data-empty"),
        ("<ul><li>a</li></ul>", ""),
    ],
)
def test_tables_and_empty_things_are_marked(html: str, mark: str) -> None:
    assert [each for each in ("data-nameless", "data-wide", "data-empty") if each in remarked(html)] == mark.split()


def test_the_checker_has_our_rules_and_keeps_wagtails() -> None:
    rules = {rule["id"]: rule for rule in HubChecker().get_axe_custom_rules(None)}
    assert rules["hub-table-header"]["selector"] == "table[data-nameless]"
    assert {"hub-vague-link", "heading-order", "empty-heading"} <= set(HubChecker().get_axe_run_only(None))
    assert "empty-meta-description" not in rules


def test_the_editor_opens_a_page_of_all_blocks_with_few_queries(
    operator: Client, django_assert_max_num_queries
) -> None:
    page = published(slug="all")
    again = published(slug="more", body=every_block(document().pk, page.pk))
    address = f"/admin/pages/{again.pk}/edit/"
    operator.get(address)
    with django_assert_max_num_queries(60):
        editor = operator.get(address).content.decode()
    assert "js/limits.js" in editor
    assert (
        editor.index("What a reader would look for")
        < editor.index('name="summary"')
        < editor.index("Each part has a block")
    )
    assert '"device_width": 360' in editor or 'data-device-width="360"' in editor


@pytest.mark.parametrize("kind", [kind for kind in BY_KIND if kind != "chapter"])
def test_a_kind_is_previewed_with_the_checker_that_readers_never_get(operator: Client, kind: str) -> None:
    body = [{"type": "text", "value": '<p>Look <a href="https://example.org/">here</a>.</p>'}]
    page = published(kind, slug=f"a-{kind}", body=body)
    preview = operator.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert "wagtail-userbar" in preview
    assert "hub-vague-link" in preview
    assert "data-vague>here</a>" in preview
    public = operator.get(page.url).content.decode()
    assert "wagtail" not in public
    assert "data-vague" not in public
