"""Every page of the sample site that a link leads to: no error, no foreign host, no cookie, nothing inline."""

from __future__ import annotations

import gzip
import http.client
import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.journeys.demos import Demo
from tests.locale.detector import NAMES, foreign, untranslated

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STARTS = ("/en/", "/es/", "/fr/", "/ar/", "/", "/robots.txt", "/-/health/", "/api/v1/openapi.json")
STAFF = ("/admin/", "/staff/")
# The way out, and the same pages once more as text alone (tests/security/test_text_only.py).
LEADS_AWAY = ("/-/leave/", "/text/")
# Made when somebody asks: to follow each would print the whole library. test_taking_along asks for some.
FILES = (".pdf", ".epub", ".zip")
MOST = 1500
# Filters combine without end: so many of their addresses, over all languages, are enough.
MOST_FILTERED = 400
BUDGET = 40_000
# As many as the demo's server has threads.
AT_ONCE = 4
LOADS = {
    "img": "src",
    "script": "src",
    "link": "href",
    "source": "srcset",
    "video": "src",
    "audio": "src",
    "iframe": "src",
}


@dataclass
class Answer:
    """One page as it came."""

    path: str
    status: int
    headers: dict[str, str]
    text: str
    size: int


class Reader(HTMLParser):
    """What a page links to, loads, and should not hold."""

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.faults: list[str] = []
        self.ids: set[str] = set()
        self.style: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Sort the attributes of one tag."""
        has = dict(attrs)
        if tag == "a" and has.get("href"):
            self.links.append(has["href"] or "")
        if (
            tag in LOADS
            and has.get(LOADS[tag])
            and not (tag == "link" and has.get("rel") in {"alternate", "canonical"})
        ):
            self.loads.append((has[LOADS[tag]] or "").split()[0])
        if tag == "link" and has.get("rel") == "stylesheet":
            self.style.append(has.get("href") or "")
        if has.get("id"):
            if has["id"] in self.ids:
                self.faults.append(f"the id {has['id']} stands twice")
            self.ids.add(has["id"] or "")
        if tag == "script" and not has.get("src") and has.get("type") != "application/ld+json":
            self.faults.append("inline script")
        if tag == "style" or "style" in has:
            self.faults.append("inline style")
        self.faults += [f"handler {name}" for name in has if name.startswith("on")]


def fetch(demo: Demo, path: str) -> Answer:
    """One GET, as a browser without cookies sends it."""
    connection = http.client.HTTPConnection(urlsplit(demo.url).netloc, timeout=60)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept-Language": "fr"})
    answer = connection.getresponse()
    raw = answer.read()
    connection.close()
    if answer.headers.get("Content-Encoding") == "gzip":
        raw = gzip.decompress(raw)
    kind = answer.headers.get("Content-Type", "")
    text = raw.decode("utf-8") if kind.startswith(("text/", "application/json")) else ""
    return Answer(path, answer.status, {k.lower(): v for k, v in answer.headers.items()}, text, len(gzip.compress(raw)))


def fetched(demo: Demo, waiting: deque[str]) -> Iterator[Answer]:
    """All that waits, and what is put there meanwhile: some at a time, in the order in which they were found."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while waiting:
            now = list(waiting)
            waiting.clear()
            yield from pool.map(lambda path: fetch(demo, path), now)


def crawl(demo: Demo) -> Iterator[tuple[Answer, Reader]]:
    """Follow every link inside the public site, each address once."""
    waiting = deque(STARTS)
    known = set(STARTS)
    filtered = 0
    for answer in fetched(demo, waiting):
        reader = Reader()
        if answer.headers.get("content-type", "").startswith("text/html"):
            reader.feed(answer.text)
        yield answer, reader
        targets = [*reader.links, *reader.loads]
        if 300 <= answer.status < 400:
            targets.append(answer.headers["location"])
        for target in targets:
            url = urlsplit(urldefrag(urljoin(demo.url + answer.path, target)).url)
            path = url.path + (f"?{url.query}" if url.query else "")
            if (
                f"{url.scheme}://{url.netloc}" == demo.url
                and path not in known
                and not path.startswith((*STAFF, *LEADS_AWAY))
                and not url.path.endswith(FILES)
            ):
                known.add(path)
                filtered += "=" in path
                if len(known) < MOST and ("=" not in path or (path.count("=") <= 2 and filtered < MOST_FILTERED)):
                    waiting.append(path)


@pytest.fixture(scope="module")
def site(demo: Demo) -> list[tuple[Answer, Reader]]:
    """The whole site, fetched once."""
    return list(crawl(demo))


def pages(site: list[tuple[Answer, Reader]]) -> list[tuple[Answer, Reader]]:
    """The HTML among it."""
    return [each for each in site if each[0].headers.get("content-type", "").startswith("text/html")]


def test_the_crawl_sees_the_site(site):
    paths = {answer.path for answer, _ in site}
    assert len(pages(site)) > 150
    assert "/ar/resources/strong-passwords/make-a-strong-password/" in paths
    assert any(path.startswith("/es/trainers/") for path in paths)


def test_no_link_leads_to_an_error(site):
    assert [
        (answer.path, answer.status) for answer, _ in site if answer.status >= 400 and not _untranslated(answer)
    ] == []


def _untranslated(answer: Answer) -> bool:
    """The language switch of a text without a translation leads to the page that says so."""
    return answer.status == 404 and "components/untranslated" not in answer.text and "hreflang" in answer.text


def test_nothing_sets_a_cookie(site):
    assert [answer.path for answer, _ in site if "set-cookie" in answer.headers] == []


def test_nothing_is_inline_and_no_id_stands_twice(site):
    assert {answer.path: reader.faults for answer, reader in pages(site) if reader.faults} == {}


def test_nothing_is_loaded_from_another_host(site):
    foreign = re.compile(r"^(?:[a-z]+:)?//", re.IGNORECASE)
    assert {
        answer.path: found for answer, reader in site if (found := [x for x in reader.loads if foreign.match(x)])
    } == {}
    css = {path for answer, reader in site for path in reader.style}
    assert css


def test_the_weight_of_a_page_and_its_style_is_within_forty_kilobytes(site, demo):
    sizes = {answer.path: answer.size for answer, _ in site}
    heavy = {
        answer.path: total
        for answer, reader in pages(site)
        if (total := answer.size + sum(sizes.get(urlsplit(path).path, 0) for path in set(reader.style))) > BUDGET
    }
    assert heavy == {}


def test_every_page_names_its_language_and_direction(site):
    for answer, _reader in pages(site):
        if 300 <= answer.status < 400:
            continue
        match = re.search(r'<html lang="([^"]+)" dir="(ltr|rtl)"', answer.text)
        assert match, answer.path
        if answer.path.startswith("/ar/"):
            assert match.groups() == ("ar", "rtl"), answer.path


@pytest.mark.parametrize("language", ["es", "fr", "ar"])
def test_no_page_holds_words_of_another_language(site, language):
    own = [answer for answer, _reader in pages(site) if answer.path.startswith(f"/{language}/")]
    assert len(own) > 40
    assert {
        said: answer.path for answer in own for said in foreign(answer.text, language, untranslated(language), NAMES)
    } == {}


def test_search_and_filtered_pages_are_not_for_search_machines(site):
    for answer, _reader in pages(site):
        further_pages = re.fullmatch(r"[^?]*\?page=\d+", answer.path)
        if "/search/" in answer.path or ("?" in answer.path and not further_pages):
            assert "noindex" in answer.text or "noindex" in answer.headers.get("x-robots-tag", ""), answer.path


@pytest.mark.parametrize("query", ["%00password", "x" * 100_000, "+".join(["word"] * 5000), "%22%22%22(", "%ED%A0%80"])
def test_any_question_is_answered(demo, query):
    assert fetch(demo, f"/en/search/?q={query}").status == 200
