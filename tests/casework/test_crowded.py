"""Being told to come again costs next to nothing, looks like the form, and shows nobody what another one typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from casework.forms.opened import OpenForm
from casework.slots import deriving
from casework.views import crowded
from tests.casework import cases
from tests.casework.cases import OPEN, Browser

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
GUESS = {"code": "7KQF 29WD MX4T", "passphrase": "CANARY words"}


@pytest.fixture(autouse=True)
def full_house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A site where all turns are taken and nobody waits."""
    cases.a_site()
    crowded.forget()
    monkeypatch.setattr("casework.slots.LONGEST_WAIT", 0.001)
    with deriving(sending=False):
        yield
    crowded.forget()


def guess(path: str = OPEN, **typed: str) -> str:
    """What somebody gets who tries to open a case."""
    answer = Browser().post(path, {**GUESS, **typed})
    assert (answer.status_code, answer.cookies) == (503, {})
    assert 5 <= int(answer["Retry-After"]) <= 15
    assert answer["Cache-Control"] == "no-store"
    return answer.content.decode()


def whole(language: str, path: str, html: str, unsent: dict[str, str], *, readable: bool = False) -> str:
    """The page as it is drawn without a short cut, with the sentence that was told."""
    said = re.findall(r"<p>([^<]*\d[^<]*|[^<]*[٠-٩]+[^<]*)</p>", html)[0]
    form = OpenForm({**GUESS, **unsent})
    with translation.override(language):
        context = {"form": form, "errors": [], "busy": said, **crowded.unsent_context(unsent), "readable": readable}
        return render_to_string("pages/casework/open.html", context, RequestFactory().post(path))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_the_page_as_always(language: str) -> None:
    path = f"/{language}/case/"
    unsent = {"say": "Two lines\n\nand <b>one</b> more", "tell": "code"}
    for typed in ({}, unsent):
        for _time in range(2):
            html = guess(path, **typed)
            assert html == whole(language, path, html, typed)
    html = guess(path, readable="1")
    assert html == whole(language, path, html, {}, readable=True)


def test_it_asks_the_database_nothing(django_assert_num_queries) -> None:
    guess()
    with django_assert_num_queries(0):
        for number in range(5):
            guess(code=f"7KQF 29WD {number}", say="Not sent")


def test_nobody_sees_what_another_one_typed() -> None:
    first = guess(code="1111 FIRST 1111", say="First text")
    second = guess(code="2222 OTHER 2222")
    assert "1111 FIRST 1111" in first
    assert not re.search("FIRST|First text|CANARY", second)
    assert 'value="2222 OTHER 2222"' in second


def test_no_log_tells_that_somebody_was_turned_away(caplog: pytest.LogCaptureFixture) -> None:
    guess()
    assert caplog.records == []


def test_what_was_typed_is_no_markup() -> None:
    html = guess(code='"><svg onload=alert(1)>', say="<script>x</script>")
    assert "<svg onload" not in html
    assert "<script" not in html


def test_the_languages_and_links_around_it_are_a_minute_old_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, now, real = [], [1000.0], crowded._draw

    def counted(*given: object, **more: object) -> crowded.Drawn:
        drawn.append(given)
        return real(*given, **more)

    monkeypatch.setattr(crowded, "_draw", counted)
    monkeypatch.setattr(crowded.time, "monotonic", lambda: now[0])
    with monkeypatch.context() as never:
        never.setattr("casework.slots.LONGEST_WAIT", 0)
        guess()
        now[0] += crowded.FRESH_FOR - 1
        guess()
        assert len(drawn) == 1
        now[0] += 1
        guess()
        assert len(drawn) == 2


def test_while_one_draws_it_anew_the_others_take_the_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    guess()
    monkeypatch.setattr(crowded, "FRESH_FOR", -1.0)
    crowded.forget()
    guess()
    with crowded._drawing:
        assert GUESS["code"] in guess()
