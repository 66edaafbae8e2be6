"""Coming back with code and passphrase: one way in, and one answer to whatever is not it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT
from django.utils import timezone

from casework import opening, requester
from casework.desk_work import move
from casework.models import Case, Message, OpenedCase
from casework.states import State
from hub.busy import Busy
from hub.middleware import is_private_address
from tests.casework import cases
from tests.casework.cases import CASE, CLOSED, OPEN, Browser, Kept
from tests.security.observatory import directives
from tests.security.test_headers import PUBLIC_POLICY, whole

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(db) -> None:
    """A site to draw pages for."""
    cases.a_site()


@pytest.fixture
def client() -> Browser:
    """A browser that nobody has used yet."""
    return Browser()


def value_of(html: str, name: str) -> list[str]:
    return re.findall(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', html)


class TestOpening:
    """The right code with the right passphrase."""

    def test_it_leads_to_the_case(self, client) -> None:
        kept = cases.sent()
        response = client.post(OPEN, kept.secrets)
        assert (response.status_code, response["Location"]) == (303, CASE)
        assert client.get(CASE).status_code == 200

    def test_it_forgives_how_they_are_typed(self, client) -> None:
        kept = cases.sent()
        typed = {"code": f" {kept.code.lower().replace(' ', '-')} ", "passphrase": kept.passphrase.upper()}
        assert client.post(OPEN, typed).status_code == 303

    def test_the_cookie_is_random_and_gone_with_the_browser(self, client) -> None:
        kept = cases.sent()
        cookie = client.post(OPEN, kept.secrets).cookies["case"]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
        assert (cookie["max-age"], cookie["expires"], cookie["domain"]) == ("", "", "")
        assert len(cookie.value) >= 22
        assert not any(word in cookie.value for word in kept.passphrase.split() if len(word) > 5)
        assert kept.code.replace(" ", "") not in cookie.value

    def test_under_https_the_cookie_is_bound_to_the_host(self, client, settings) -> None:
        settings.HUB_CASE_COOKIE = "__Host-case"
        cookie = client.post(OPEN, cases.sent().secrets, secure=True).cookies["__Host-case"]
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")

    def test_opening_again_closes_what_was_open_here(self, client) -> None:
        first, second = cases.sent(), cases.sent()
        cases.opened(client, first)
        cases.opened(client, second)
        assert [row.case_id for row in OpenedCase.objects.all()] == [second.case.pk]

    def test_nothing_is_set_before_a_case_opens(self, client) -> None:
        kept = cases.sent()
        answers = [client.get(OPEN), client.get(CASE), client.get(CLOSED), client.post(OPEN, {"code": kept.code})]
        answers += [client.post(OPEN, {**kept.secrets, "passphrase": "wrong"})]
        assert [answer.cookies for answer in answers if answer.cookies] == []
        assert not OpenedCase.objects.exists()


def closed_case() -> Kept:
    kept = cases.sent()
    move(cases.a_coordinator(kept.case.desk), kept.case.pk, State.CLOSED, cases.today())
    return kept


def erased_case() -> Kept:
    kept = cases.sent()
    found = opening.open_case(kept.code, kept.passphrase)
    assert found
    assert requester.erase(found, cases.today())
    return kept


def throttled_case() -> Kept:
    kept = cases.sent()
    for _try in range(30):
        try:
            opening.open_case(kept.code, "wrong")
        except opening.attempts.TooManyAttempts:
            return kept
    pytest.fail("nothing was throttled")


def nobodys_case() -> Kept:
    kept = cases.sent()
    return Kept("0000 0000 0000", kept.passphrase, kept.case)


def wrongly_remembered() -> Kept:
    kept = cases.sent()
    return Kept(kept.code, "seven other words than those of it", kept.case)


class TestNotOpening:
    """Everything that opens nothing."""

    REFUSED = (closed_case, erased_case, throttled_case, nobodys_case, wrongly_remembered)

    @pytest.mark.parametrize("make", [*REFUSED, lambda: cases.sent(confirmed=False)])
    def test_the_answer_is_the_same_to_the_byte(self, client, make) -> None:
        kept = make()
        expected = client.post(OPEN, {"code": kept.code, "passphrase": "not it"})
        Case.objects.all().delete()
        for secret in (kept.passphrase, "another wrong one"):
            response = Browser().post(OPEN, {"code": kept.code, "passphrase": secret})
            assert response.content == expected.content
            assert response.headers == expected.headers
            assert (response.status_code, response.cookies) == (200, {})

    @pytest.mark.parametrize("make", REFUSED)
    def test_it_is_the_answer_to_a_code_that_nobody_has(self, client, make) -> None:
        kept = make()
        response = client.post(OPEN, kept.secrets)
        never = client.post(OPEN, {"code": "1111 1111 1111", "passphrase": kept.passphrase})
        assert response.content == never.content.replace(b"1111 1111 1111", kept.code.encode())
        assert response.headers == never.headers
        assert (response.status_code, response.cookies) == (200, {})

    def test_the_code_stays_and_the_passphrase_goes(self, client) -> None:
        html = client.post(OPEN, {"code": "7kqf 29wd", "passphrase": "CANARY words"}).content.decode()
        assert value_of(html, "code") == ["7kqf 29wd"]
        assert value_of(html, "passphrase") == [""]
        assert "CANARY" not in html
        assert "<title>Error – " in html

    @pytest.mark.parametrize("data", [{}, {"code": "7KQF"}, {"passphrase": "CANARY"}, {"code": " ", "passphrase": " "}])
    def test_what_is_missing_is_said_at_its_place(self, client, data) -> None:
        html = client.post(OPEN, data).content.decode()
        assert 'href="#f-' in html
        assert "CANARY" not in html

    @pytest.mark.parametrize("sign", ["\x00", "\x01", "\ud800", "‮", "<svg onload=alert(1)>", "9" * 400, "ا" * 100_000])
    def test_hostile_input_is_an_error_and_no_fault(self, client, sign) -> None:
        raw = sign.encode("utf-8", "surrogatepass")
        for name in ("code", "passphrase"):
            data = {"code": b"7KQF 29WD MX4T", "passphrase": b"one two three", name: raw}
            response = client.post(OPEN, data)
            assert response.status_code == 200
            assert b"<svg onload" not in response.content
            assert b"\x00" not in response.content

    def test_when_turns_are_taken_it_says_when_to_come_again(self, client, monkeypatch) -> None:
        def busy(*_args: object) -> None:
            raise Busy(7)

        monkeypatch.setattr(opening, "open_case", busy)
        response = client.post(OPEN, {"code": "7KQF 29WD MX4T", "passphrase": "CANARY words"})
        html = response.content.decode()
        assert (response.status_code, response["Retry-After"]) == (503, "7")
        assert value_of(html, "code") == ["7KQF 29WD MX4T"]
        assert "CANARY" not in html

    def test_an_upload_is_not_read(self, client, monkeypatch) -> None:
        def read(*_args: object) -> None:
            raise AssertionError

        monkeypatch.setattr("django.http.request.HttpRequest.parse_file_upload", read)
        kept = cases.sent()
        file = SimpleUploadedFile("notes.txt", b"CANARY")
        response = client.post(OPEN, {**kept.secrets, "file": file}, MULTIPART_CONTENT)
        assert (response.status_code, response.cookies) == (200, {})

    @pytest.mark.parametrize(
        "headers",
        [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
    )
    def test_another_site_opens_nothing(self, client, headers) -> None:
        kept = cases.sent()
        response = client.post(OPEN, kept.secrets, headers=headers)
        assert (response.status_code, response.cookies) == (403, {})
        assert not OpenedCase.objects.exists()


class TestSeeingWhatOneTypes:
    """The passphrase is hidden while it is typed, unless it is asked for."""

    def test_it_is_hidden_at_first(self, client) -> None:
        html = client.get(OPEN).content.decode()
        assert re.search(r'id="f-passphrase" type="password"', html)

    def test_it_is_shown_on_request_and_stays_so(self, client) -> None:
        html = client.post(OPEN, {"code": "7KQF", "passphrase": "CANARY", "show": "1"}).content.decode()
        assert re.search(r'id="f-passphrase" type="text"', html)
        assert value_of(html, "code") == ["7KQF"]
        assert "CANARY" not in html
        again = client.post(OPEN, {"code": "7KQF", "passphrase": "CANARY", "readable": "1"}).content.decode()
        assert re.search(r'id="f-passphrase" type="text"', again)
        assert "CANARY" not in again

    def test_no_field_offers_to_remember(self, client) -> None:
        fields = re.findall(r'<input id="f-[^>]*>', client.get(OPEN).content.decode())
        assert len(fields) == 2
        assert all('autocomplete="off"' in field and 'spellcheck="false"' in field for field in fields)


class TestNoLongerOpen:
    """A case that was open here yesterday."""

    @pytest.fixture
    def yesterday(self, client) -> Kept:
        kept = cases.sent()
        cases.opened(client, kept)
        OpenedCase.objects.update(on=cases.today() - dt.timedelta(days=1))
        return kept

    @pytest.mark.usefixtures("yesterday")
    def test_it_says_so_and_asks_for_the_code(self, client) -> None:
        response = client.get(CASE)
        assert "not open in this browser any more" in response.content.decode()
        assert client.cookies["case"].value == ""
        assert client.get(CASE)["Location"] == OPEN

    def test_what_was_typed_meanwhile_stays_until_it_is_sent(self, client, yesterday) -> None:
        response = client.post(CASE, {"act": "message", "say": "Typed <b>too</b> late", "proof": "x"})
        assert "has not been sent" in response.content.decode()
        assert value_of(response.content.decode(), "say") == ["Typed &lt;b&gt;too&lt;/b&gt; late"]
        wrong = client.post(OPEN, {**yesterday.secrets, "passphrase": "no", "say": "Typed late"})
        assert value_of(wrong.content.decode(), "say") == ["Typed late"]
        again = client.post(OPEN, {**yesterday.secrets, "say": "Typed late"})
        assert again.status_code == 200
        assert "Typed late</textarea>" in again.content.decode()
        assert not Message.objects.exists()
        sent = client.post(CASE, {"act": "message", "say": "Typed late", "proof": cases.proof(again.content.decode())})
        assert sent.status_code == 303
        assert "Typed late" in cases.page(client)

    def test_without_a_cookie_the_address_leads_to_the_form(self, client) -> None:
        response = client.get(CASE)
        assert (response.status_code, response["Location"]) == (302, OPEN)

    def test_a_made_up_cookie_opens_nothing(self, client) -> None:
        for value in ("x", "é", "A" * 5000, "AAAA" * 11):
            client.cookies["case"] = value
            response = client.get(CASE)
            assert response.status_code in (200, 302)
            assert "h-messages" not in response.content.decode()


class TestPrivatePages:
    """What no private page may do, errors included."""

    def answers(self, client: Browser) -> list:
        kept = cases.sent()
        return [
            client.get(OPEN),
            client.post(OPEN, {}),
            client.post(OPEN, kept.secrets, headers={"origin": "https://evil.example"}),
            client.get("/en/case/kept/"),
            client.get("/ar/case/"),
            client.get("/en/case/nothing-here/"),
            client.post(OPEN, kept.secrets),
            client.get(CASE),
            client.post(CASE, {"act": "message", "say": "", "proof": cases.proof(cases.page(client))}),
            Browser().get(CLOSED),
        ]

    def test_they_are_never_stored_and_run_no_script(self, client) -> None:
        for answer in self.answers(client):
            assert answer["Cache-Control"] == "no-store"
            assert directives(answer["Content-Security-Policy"]) == {**PUBLIC_POLICY, "script-src": ["'none'"]}
            whole(answer)
            assert b"<script" not in answer.content

    def test_search_engines_and_titles_learn_nothing(self, client) -> None:
        for answer in self.answers(client):
            html = answer.content.decode()
            if "<title>" in html and answer.status_code == 200:
                assert '<meta name="robots" content="noindex">' in html
                title = re.findall(r"<title>(.*?)</title>", html)[0]
                assert title.removeprefix("Error – ").removeprefix("خطأ – ") == settings.WAGTAIL_SITE_NAME

    def test_no_address_has_a_query(self, client) -> None:
        for answer in self.answers(client):
            assert not re.search(r'(?:action|href)="/[a-z-]+/case/[^"]*\?', answer.content.decode())

    def test_only_they_are_private(self) -> None:
        assert is_private_address("/zh-hant/case/open/")
        assert not is_private_address("/en/trainers/")
        assert not is_private_address("/case/")
        assert not is_private_address("/")

    def test_scripts_run_elsewhere(self, client) -> None:
        answer = client.get("/en/trainers/")
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert b"<script" in answer.content


def test_after_sending_the_form_says_that_the_desk_has_it(client) -> None:
    assert "The desk has your request." in client.get("/en/case/kept/").content.decode()
    assert "The desk has your request." not in client.get(OPEN).content.decode()


def test_every_page_leads_back_to_it(client) -> None:
    for path in ("/en/trainers/", "/en/help/", "/en/request/", OPEN):
        assert re.search(rf'<footer.*href="{OPEN}"', client.get(path).content.decode(), re.DOTALL), path


def test_the_form_costs_few_queries(client, django_assert_max_num_queries) -> None:
    client.get(OPEN)
    with django_assert_max_num_queries(6):
        client.get(OPEN)


def test_the_day_is_the_sites(client) -> None:
    """Dates are of the site's clock, so that a case does not close sooner for some than for others."""
    assert cases.today() == timezone.now().date()
