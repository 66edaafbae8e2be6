"""Every page of the sample site speaks one language: its own, outside the elements that say otherwise."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import polib
import pytest
from django.conf import settings
from django.test import Client

from hub import catalogues
from tests.locale.detector import foreign

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

# Programs, standards and the like have one name in every language; in Arabic they stand in Latin letters.
NAMES = frozenset(
    {"Android", "BSD", "Bitwarden", "Browser", "Django", "Hub", "JavaScript", "KeePassDX", "KeePassXC", "KeePassium"}
    | {"Linux", "PIN", "Protection", "Signal", "Tor", "USB", "VPN", "WCAG", "Wagtail", "WhatsApp", "Windows"}
    | {"axe", "https", "iOS", "iPhone", "macOS"}
)
LINK = re.compile(r'href="([^"#]+)')
MOST = {"one path": 3, "pages": 400}


def untranslated(language: str) -> frozenset[str]:
    """The English messages that this language says otherwise."""
    entries = polib.pofile(str(catalogues.file_of(Path(settings.BASE_DIR), language)))
    return frozenset(e.msgid for e in entries if e.msgstr != e.msgid and re.search("[a-z]{3}", e.msgid))


def crawl(client: Client, language: str) -> Iterator[tuple[str, str]]:
    """The pages that links of one language lead to; of each path, a few of its queries."""
    first = f"/{language}/"
    todo, seen, asked = deque([first]), {first}, Counter[str]()
    while todo and len(seen) < MOST["pages"]:
        address = todo.popleft()
        answer = client.get(address)
        assert answer.status_code == 200, address
        html = answer.content.decode()
        yield address, html
        for link in LINK.findall(html):
            parts = urlsplit(urljoin(address, link.replace("&amp;", "&")))
            found = parts.path + (f"?{parts.query}" if parts.query else "")
            ours = not parts.netloc and parts.path.startswith(first)
            if ours and found not in seen and asked[parts.path] < MOST["one path"]:
                asked[parts.path] += 1
                seen.add(found)
                todo.append(found)


@pytest.mark.parametrize("language", catalogues.TRANSLATED)
def test_no_page_holds_words_of_another_language(sample_site: None, client: Client, language: str) -> None:
    english = untranslated(language)
    pages, found = 0, dict[str, str]()
    for address, html in crawl(client, language):
        pages += 1
        found |= dict.fromkeys(foreign(html, language, english, NAMES), address)
    assert pages > 50
    assert found == {}


@pytest.mark.parametrize("language", catalogues.TRANSLATED)
def test_errors_speak_the_language_of_their_address(sample_site: None, client: Client, language: str) -> None:
    answer = client.get(f"/{language}/no-such-page/")
    assert answer.status_code == 404
    assert list(foreign(answer.content.decode(), language, untranslated(language), NAMES)) == []
