"""The same pages as text alone: as private as the full ones, with the same words, and nothing that weighs."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from tests.security.conftest import PUBLIC, STAFF

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

PAGES = [path for path in PUBLIC if path.startswith(("/en/", "/ar/", "/fr/")) and path.partition("?")[0].endswith("/")]
# Saving on the device is a press on the page, and the one thing that needs a script.
SAVING = re.compile(r'<script type="module" src="/static/js/saving[.\w]*\.js" fetchpriority="low" data-text></script>')
LOADED = re.compile(r'<(?:img|source|script|video|audio|iframe|svg|object)\b|<link rel="stylesheet"')
WORDS = re.compile(r"<main.*</main>", re.DOTALL)
LINK = re.compile(r'<(?:a|form|button)\b[^>]*\b(?:href|action|formaction)="(/[^"]*)"')


OTHER = {"Content-Length", "ETag"}
DRAWN = re.compile(r"<svg.*?</svg>", re.DOTALL)


def words(html: str) -> str:
    found = WORDS.search(html)
    return " ".join(re.sub(r"<[^>]*>", " ", DRAWN.sub("", found[0]) if found else "").split())


def test_every_page_says_the_same_and_nothing_else_is_loaded(ask) -> None:
    for path in PAGES:
        full, text = ask(path), ask(f"/text{path}")
        assert text.status_code == full.status_code, path
        assert {name: value for name, value in text.items() if name not in OTHER} == {
            name: value for name, value in full.items() if name not in OTHER
        }, path
        assert text.get("Content-Length") in {None, str(len(text.content))}, path
        html, before = text.content.decode(), full.content.decode()
        assert words(html) == words(before), path
        scripts = SAVING.findall(html)
        assert len(scripts) == html.count(" data-save=") + html.count(" data-saved ") + html.count(" data-gone "), path
        assert LOADED.findall(SAVING.sub("", html)) == ['<link rel="stylesheet"'], path
        assert re.search(r'<link rel="stylesheet" href="/static/css/text[.\w]*\.css">', html), path
        # Its links stay among the texts, and one leads back.
        leave = [
            link.partition("?")[0] for link in LINK.findall(html) if link.startswith(("/en/", "/ar/", "/fr/", "/r/"))
        ]
        assert [link for link in leave if "." not in link] == [path.partition("?")[0]], path
        assert f"/text{path.partition('?')[0]}" in [link.partition("?")[0] for link in LINK.findall(before)], path


def test_who_has_the_page_already_is_told_so_and_not_of_another(ask) -> None:
    full, text = ask("/en/resources/a-guide/"), ask("/text/en/resources/a-guide/")
    assert text["ETag"] != full["ETag"]
    for path, tag, status in (("/text", text, 304), ("/text", full, 200), ("", full, 304), ("", text, 200)):
        again = ask(f"{path}/en/resources/a-guide/", headers={"if-none-match": tag["ETag"]})
        assert again.status_code == status, (path, tag["ETag"])
    assert ask("/text/en/resources/a-guide/", headers={"if-none-match": text["ETag"]})["ETag"] == text["ETag"]


def test_search_machines_are_told_of_the_full_page(ask) -> None:
    html = ask("/text/en/resources/a-guide/").content.decode()
    assert '<link rel="canonical" href="http://testserver/en/resources/a-guide/">' in html


def test_leading_on_keeps_to_the_texts(ask) -> None:
    for path in ("/", "/fr", "/r/a-guide/"):
        location = ask(path, headers={"accept-language": "fr"})["Location"]
        assert ask(f"/text{path}", headers={"accept-language": "fr"})["Location"] == f"/text{location}"


def test_an_answer_on_its_way_is_sent_as_text_too(ask) -> None:
    answers = {"step": "1", "to": "next"}
    full, text = (ask(f"{prefix}/en/request/", "post", data=answers) for prefix in ("", "/text"))
    assert text.status_code == full.status_code == 200
    assert words(text.content.decode()) == words(full.content.decode())
    # The way back is a button of the same form: what was typed goes along.
    assert re.search(
        r'<button type="submit" class="tap" form="\w+"[^>]* formaction="/en/request/">', text.content.decode()
    )


@pytest.mark.parametrize(
    "path", [*STAFF, "/api/v1/trainers", "/-/health/", "/static/css/text.css", "/text/en/", "/xx/"]
)
def test_there_is_no_other_page_below_it(ask, path) -> None:
    assert ask(f"/text{path}").status_code == 404


def test_it_stands_outside_of_whatever_keeps_pages() -> None:
    order = list(settings.MIDDLEWARE)
    outside = [name for name in order if name.startswith(("hub.", "django_permissions")) or "security" in name]
    mine = order.index("hub.text_only.TextOnlyMiddleware")
    assert set(order[:mine]) <= set(outside)
    assert not [name for name in order[:mine] if "cache" in name.lower() or "kept" in name.lower()]
