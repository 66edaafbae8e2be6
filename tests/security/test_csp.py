"""Only scripts that are wholly known get a nonce."""

from __future__ import annotations

import pytest
from wagtail.models import Site

from hub.csp import is_wagtails_own, signed
from resources.models import GuidePage
from tests.security.observatory import directives

pytestmark = pytest.mark.any_database
KNOWN = [
    'initDateChooser("id_expire_at", {"dayOfWeekStart": 1, "format": "Y-m-d"});',
    'initTimeChooser("id_go_live_at", {"format": "H:i"});',
    'new PageChooser("id_page", {"modalUrl": "/admin/choose-page/", "linkedFields": null});',
    'createTaskChooser("id_task");',
    """
        (function() {
            var panel = new InlinePanel(JSON.parse("{\\u0022formsetPrefix\\u0022: 1}"));
        })();
    """,
]
FOREIGN = [
    "alert(1)",
    'initDateChooser("id", {}); alert(1);',
    'initDateChooser("id", alert(1));',
    'initDateChooser("id", {"a": (function(){alert(1)})()});',
    'initDateChooser("x"); new PageChooser("id", {});',
    'eval("1", {});',
    '(function() { var panel = new InlinePanel(JSON.parse("{}")); alert(1); })();',
    '(function() { var panel = new InlinePanel(JSON.parse("{}" + alert(1))); })();',
    "",
]


@pytest.mark.parametrize("script", KNOWN)
def test_wagtails_own_calls_are_known(script: str) -> None:
    assert is_wagtails_own(script)


@pytest.mark.parametrize("script", FOREIGN)
def test_anything_else_is_not(script: str) -> None:
    assert not is_wagtails_own(script)


def test_the_nonce_goes_on_known_scripts_alone() -> None:
    page = f"<script>{KNOWN[0]}</script><script>alert(1)</script><script src='/static/a.js'></script>"
    assert signed(page, "N") == page.replace("<script>init", '<script nonce="N">init')


@pytest.mark.django_db
def test_the_screen_that_sends_a_page_to_translation_holds_no_unsigned_script(operator_client, small_site) -> None:
    page = GuidePage.objects.get(slug="a-guide")
    screen = operator_client.get(f"/admin/localize/submit/page/{page.pk}/").content.decode()
    assert "selectAll" in screen
    assert '<script type="text/javascript">' not in screen


@pytest.mark.django_db
def test_a_preview_is_framed_by_the_editor_beside_it(operator_client, small_site) -> None:
    page = GuidePage.objects.get(slug="a-guide")
    editor = operator_client.get(f"/admin/pages/{page.pk}/edit/")
    assert directives(editor["Content-Security-Policy"])["frame-src"] == ["'self'"]
    assert directives(editor["Content-Security-Policy"])["frame-ancestors"] == ["'none'"]
    preview = operator_client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert preview.status_code == 200
    policy = directives(preview["Content-Security-Policy"])
    assert policy["default-src"] == ["'none'"]


@pytest.mark.django_db
def test_a_preview_is_drawn_on_a_site_that_is_https_only(operator_client, small_site, https, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["hub.example"]
    Site.objects.filter(is_default_site=True).update(hostname="hub.example", port=443)
    page = GuidePage.objects.get(slug="a-guide")
    operator_client.cookies["__Host-session"] = operator_client.cookies["session"].value
    preview = operator_client.get(f"/admin/pages/{page.pk}/view_draft/", secure=True, headers={"host": "hub.example"})
    assert preview.status_code == 200
    assert "A guide" in preview.content.decode()


@pytest.mark.django_db
def test_screens_of_the_admin_hold_no_unsigned_script(operator_client, small_site) -> None:
    for path in (
        "/admin/",
        "/admin/pages/",
        "/admin/users/",
        "/admin/users/new/",
        "/admin/account/",
        "/admin/reports/locked/",
    ):
        response = operator_client.get(path)
        assert response.status_code == 200, path
        page = response.content.decode()
        assert "<script>" not in page, path
        if "nonce=" in page:
            nonce = page.split('nonce="')[1].split('"')[0]
            assert f"'nonce-{nonce}'" in response["Content-Security-Policy"]
