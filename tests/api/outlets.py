"""A small library in three languages, every address where machines read it, and what those documents must keep to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from lxml import etree

from tests.factories import resources as library
from vocabulary.models import Concept

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OURS = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
OPDS = ("/opds", "/opds/v2")

DOCUMENTS = (
    *("/en/feeds/", "/en/feeds/all.atom", "/en/feeds/guide.atom", "/fr/feeds/all.atom"),
    *("/opds/", "/opds/en/", "/opds/en/new/", "/opds/en/all/", "/opds/en/topics/phishing/", "/opds/fr/all/"),
    *("/opds/v2/", "/opds/v2/en/", "/opds/v2/en/new/", "/opds/v2/en/topics/phishing/"),
    *("/sitemap.xml", "/sitemap/en-1.xml", "/sitemap/fr-1.xml", "/-/library.jsonld"),
)


def a_library() -> None:
    """A guide in two languages, a manual with two chapters, news, a word explained."""
    topic = Concept.objects.get(scheme="topic", code="phishing")
    guide = library.published(
        slug="phones", title="Phones & <safety>\x0b", summary="Keep “them” close.", topics=[topic]
    )
    library.translation(guide, "fr", slug="telephones", title="Téléphones", topics=[topic])
    library.manual("First step", "Second step", slug="a-manual", title="A manual", licence="CC-BY-4.0", authors="Ana")
    library.published("news", language="fr", slug="nouvelle", title="Une nouvelle")
    library.published("glossary", slug="glossary-threat", title="Threat", summary="What may harm you.")
    library.shelf("ar")


def read(client: Client, path: str) -> HttpResponse:
    """A document that must be there."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer


def feed(client: Client, path: str) -> Any:
    """A feed that keeps to our grammar and names nothing twice."""
    found = etree.fromstring(read(client, path).content)
    OURS.assertValid(found)
    ids = [each.text for each in found.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)), path
    return found


def entries(found: Any) -> dict[str, Any]:
    """The entries of a feed by their titles."""
    return {each.findtext(f"{ATOM}title"): each for each in found.findall(f"{ATOM}entry")}


def links(found: Any) -> Iterator[tuple[str, str, str]]:
    """The links of a feed or an entry itself: relation, path with its query, media type."""
    for each in found.findall(f"{ATOM}link"):
        url = urlsplit(each.get("href"))
        yield each.get("rel"), url.path + (f"?{url.query}" if url.query else ""), each.get("type", "")
