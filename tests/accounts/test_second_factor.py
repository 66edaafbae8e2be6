"""The second step: enrolment, codes that work once, keys, and no address of staff without it."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts.middleware import WITHOUT_SECOND_FACTOR
from accounts.models import User
from tests.factories import accounts as staff

pytestmark = pytest.mark.django_db
CHECK = "/staff/second-factor/check/"
ADD_APP = "/staff/second-factor/app/add/"


def password_step(client: Client, user: User):
    """The first step of sign-in."""
    return client.post("/staff/login/", {"login": user.username, "password": staff.PASSWORD})


def inside(client: Client) -> bool:
    """Whether this browser is signed in."""
    return "_auth_user_id" in client.session


def confirm(client: Client) -> None:
    """Type the password once more."""
    client.post("/staff/confirm/", {"password": staff.PASSWORD})


@pytest.fixture
def ana() -> User:
    return staff.editor(username="ana")


def test_with_an_app_the_password_alone_does_not_enter(client, ana) -> None:
    staff.with_app(ana)
    response = password_step(client, ana)
    assert response["Location"] == CHECK
    assert not inside(client)
    assert client.get("/admin/").status_code == 302


def test_a_code_enters_once_in_any_process(client, ana, settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    secret = staff.with_app(ana)
    with time_machine.travel(timezone.now(), tick=False):
        code = staff.code(secret)
        password_step(client, ana)
        client.post(CHECK, {"code": code})
        assert inside(client)
        thief = Client()
        password_step(thief, ana)
        again = thief.post(CHECK, {"code": code})
        assert not inside(thief)
        assert "used before" in again.content.decode()


@pytest.mark.parametrize(("steps", "enters"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_clocks_may_differ_by_one_step(client, ana, steps: int, enters: bool) -> None:
    secret = staff.with_app(ana)
    with time_machine.travel(timezone.now(), tick=False):
        password_step(client, ana)
        client.post(CHECK, {"code": staff.code(secret, steps=steps)})
    assert inside(client) is enters


def test_an_earlier_code_does_not_enter_after_a_later_one(client, ana) -> None:
    secret = staff.with_app(ana)
    with time_machine.travel(timezone.now(), tick=False):
        earlier, later = staff.code(secret), staff.code(secret, steps=1)
        for code, enters in ((later, True), (earlier, False)):
            browser = Client()
            password_step(browser, ana)
            browser.post(CHECK, {"code": code})
            assert inside(browser) is enters


@pytest.mark.parametrize("shown", ["{}", " {} ", "{:.3} {:.3}"])
def test_blanks_and_the_digits_of_other_scripts_are_understood(client, ana, shown: str) -> None:
    secret = staff.with_app(ana)
    with time_machine.travel(timezone.now(), tick=False):
        code = staff.code(secret)
        typed = f"{code[:3]} {code[3:]}" if "{:.3}" in shown else shown.format(code)
        password_step(client, ana)
        client.post(CHECK, {"code": typed.translate({ord(digit): 0x0660 + int(digit) for digit in "0123456789"})})
    assert inside(client)


def test_codes_are_not_guessed_at_speed(client, ana) -> None:
    secret = staff.with_app(ana)
    with time_machine.travel(timezone.now(), tick=False):
        password_step(client, ana)
        for _ in range(6):
            client.post(CHECK, {"code": "000000"})
        client.post(CHECK, {"code": staff.code(secret)})
        assert not inside(client)
    with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=False):
        client.post(CHECK, {"code": staff.code(secret)})
        assert inside(client)


def test_each_recovery_code_enters_once(client, ana) -> None:
    staff.with_app(ana)
    codes = RecoveryCodes.activate(ana).get_unused_codes()
    for code, enters in ((codes[0], True), (codes[0], False), (codes[1], True)):
        browser = Client()
        password_step(browser, ana)
        browser.post(CHECK, {"code": code})
        assert inside(browser) is enters
    assert len(RecoveryCodes(Authenticator.objects.get(user=ana, type="recovery_codes")).get_unused_codes()) == 8


def enrol(client: Client) -> str:
    """Set up an app in the browser of somebody who has confirmed the password; answers its secret."""
    page = client.get(ADD_APP)
    secret = page.context["form"].secret
    client.post(ADD_APP, {"code": staff.code(secret)})
    return secret


def test_setting_up_an_app_gives_recovery_codes_and_its_code_does_not_enter_again(client, ana) -> None:
    client.force_login(ana)
    assert client.get(ADD_APP).status_code == 302
    confirm(client)
    with time_machine.travel(timezone.now(), tick=False):
        secret = enrol(client)
        assert staff.factors(ana) == ["recovery_codes", "totp"]
        browser = Client()
        password_step(browser, ana)
        browser.post(CHECK, {"code": staff.code(secret)})
        assert not inside(browser)


def test_secrets_lie_sealed_in_the_database_and_in_the_session(client, ana) -> None:
    client.force_login(ana)
    confirm(client)
    secret = client.get(ADD_APP).context["form"].secret
    assert secret not in str([session.get_decoded() for session in Session.objects.all()])
    client.post(ADD_APP, {"code": staff.code(secret)})
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert stored.count("s1.1.") == 2


def test_the_picture_of_the_key_is_part_of_the_page(client, ana) -> None:
    client.force_login(ana)
    confirm(client)
    page = client.get(ADD_APP).content.decode()
    assert '<path fill="#000" d="M' in page
    assert "data:" not in page
    assert "style=" not in page


@pytest.mark.parametrize(
    "path",
    ["", "keys/", "keys/add/", "app/remove/", "codes/", "codes/new/", "keys/confirm/", "confirm/", "app/add/"],
)
def test_each_page_of_an_account_opens(client, ana, path: str) -> None:
    staff.with_app(ana)
    RecoveryCodes.activate(ana)
    client.force_login(ana)
    confirm(client)
    assert client.get(f"/staff/second-factor/{path}").status_code in {200, 302}


def staff_addresses() -> list[str]:
    """One address for each pattern below /staff/ and /admin/, with made-up parts where it takes some."""
    found: list[str] = []

    def walk(patterns, before: str) -> None:
        for pattern in patterns:
            here = before + str(pattern.pattern).lstrip("^")
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, here)
            elif isinstance(pattern, URLPattern) and here.startswith(("staff/", "admin/")):
                found.append("/" + fill(here))

    walk(get_resolver().url_patterns, "")
    return found


def fill(pattern: str) -> str:
    """An address that a pattern might match."""

    text = re.sub(r"\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\)", "1", pattern)
    return re.sub(r"<[^>]+>", "1", text).replace("\\Z", "").replace("$", "").replace("\\", "").replace("^", "")


def test_with_a_password_only_every_address_of_staff_leads_to_the_second_factor(client, ana, settings) -> None:
    settings.HUB_REQUIRE_SECOND_FACTOR = True
    client.force_login(ana)
    addresses = staff_addresses()
    assert len(addresses) > 150
    open_to_it = {path for path in addresses if client.get(path).get("Location") != "/staff/second-factor/"}
    assert open_to_it <= {
        "/staff/login/",
        "/staff/logout/",
        "/staff/confirm/",
        "/staff/second-factor/",
        "/staff/second-factor/app/add/",
        "/staff/second-factor/keys/add/",
        "/admin/logout/",
    }
    assert client.post("/admin/pages/1/", {}).get("Location") == "/staff/second-factor/"


def test_the_list_of_exceptions_stays_short() -> None:
    assert len(WITHOUT_SECOND_FACTOR) <= 6


def test_with_a_factor_or_without_the_rule_staff_get_on(client, ana, settings) -> None:
    client.force_login(ana)
    assert client.get("/admin/").status_code == 200
    settings.HUB_REQUIRE_SECOND_FACTOR = True
    assert client.get("/admin/").status_code == 302
    staff.with_app(ana)
    assert client.get("/admin/").status_code == 200


def test_readers_pages_ask_for_no_account(client, ana, settings) -> None:
    settings.HUB_REQUIRE_SECOND_FACTOR = True
    client.force_login(ana)
    assert client.get("/robots.txt").status_code == 200


def test_passkeys_are_offered(client, ana) -> None:
    assert "passkey_login" in client.get("/staff/login/").content.decode()
    options = client.get("/staff/second-factor/keys/sign-in/", headers={"accept": "application/json"})
    assert options.json()["request_options"]["publicKey"]["challenge"]
    client.force_login(ana)
    confirm(client)
    assert b"creation_options" in client.get("/staff/second-factor/keys/add/").content
