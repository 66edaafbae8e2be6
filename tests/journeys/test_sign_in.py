"""Sign-in in a real browser: an app without JavaScript, a passkey with it, the forms' own tokens and cookies."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.factories.accounts import code
from tests.journeys.conftest import WIDTHS, Visit, follow

pytestmark = pytest.mark.browser
WHO = "coordinator"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def sign_in(visit: Visit, path: str = "/staff/login/") -> None:
    """Type name and password."""
    page = visit.go(path)
    page.fill("[name=login]", WHO)
    page.fill("[name=password]", visit.demo.passwords[WHO])
    follow(page.locator("form button.go").first)


def confirm(visit: Visit) -> None:
    """Type the password once more."""
    visit.page.fill("[name=password]", visit.demo.passwords[WHO])
    follow(visit.page.locator("form button.go").first)


@pytest.fixture
def phone(chromium, demo):
    """Somebody of the staff on a phone without JavaScript."""
    context = chromium.new_context(java_script_enabled=False, viewport=WIDTHS["phone"], locale="ar")
    yield Visit(context, demo)
    context.close()


def test_an_app_is_set_up_used_and_removed_without_javascript(phone) -> None:
    sign_in(phone)
    page = phone.go("/staff/second-factor/app/add/")
    confirm(phone)
    expect(page.locator("svg.qr")).to_be_visible()
    key = page.locator("main code").first.inner_text()
    page.fill("[name=code]", code(key))
    follow(page.locator("main form button.go"))
    recovery = page.locator("main ol code").all_inner_texts()
    assert len(recovery) == 10
    phone.context.clear_cookies()
    sign_in(phone)
    assert phone.path() == "/staff/second-factor/check/"
    page.fill("[name=code]", recovery[0])
    follow(page.locator("main form button.go").first)
    assert phone.path() == "/admin/"
    phone.go("/staff/second-factor/app/remove/")
    if "confirm" in phone.path():
        confirm(phone)
    follow(page.locator("main form button.go"))
    assert phone.path() == "/staff/second-factor/"
    assert {cookie["sameSite"] for cookie in phone.context.cookies()} == {"Strict"}
    assert {cookie["expires"] for cookie in phone.context.cookies()} == {-1}


def test_a_passkey_signs_in_alone(chromium, demo) -> None:
    context = chromium.new_context(viewport=WIDTHS["desktop"])
    # Browsers give keys to names, not to numbers.
    visit = Visit(context, type(demo)(demo.url.replace("127.0.0.1", "localhost"), demo.folder, demo.passwords))
    device = context.new_cdp_session(visit.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    sign_in(visit)
    page = visit.go("/staff/second-factor/keys/add/")
    confirm(visit)
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile("codes|second-factor/$"))
    context.clear_cookies()
    page = visit.go("/staff/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/admin/")
    visit.go("/staff/second-factor/keys/")
    follow(page.locator('a[href$="/remove/"]').first)
    if "confirm" in visit.path():
        confirm(visit)
    follow(page.locator("main form button.go").first)
    assert [complaint for complaint in visit.complaints if "style" not in complaint] == []
    context.close()
