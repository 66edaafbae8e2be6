"""What each kind of page weighs before it can be read: HTML and style files as they are sent, pictures apart.

    python -m benchmarks.weights [--languages en,ar]

Reads the site in HUB_DATA_DIR. Of each kind of text the heaviest one. Bytes, compressed as web servers do (gzip 6);
style files count on every page, though a browser loads them once. Pictures: what a phone loads of all of them (360
points, two dots to each, so 800 pixels), and what a browser loads that shows JPEG and PNG alone. `text` is the same
page at its address below /text/.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles import finders  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from hub.querysets import publicly_readable  # noqa: E402
from publishing.weight.measuring import PHONE  # noqa: E402
from resources.models import BY_KIND, NewsIndexPage, ResourceIndexPage  # noqa: E402
from trainers.models import Organisation, Trainer  # noqa: E402

BUDGET = 40_000
OTHERS = (
    "trainers:coverage",
    "trainers:who_fits",
    "trainers:join",
    "casework:help_now",
    "casework:ask",
    "casework:open",
    "casework:needs",
    "resources:offline",
)
STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
HASH = re.compile(r"\.[0-9a-f]{12}(?=\.css$)")
FIGURE = re.compile(r"(?:<picture>.*?</picture>|<img\b[^>]*>)", re.DOTALL)
OFFERED = re.compile(r'(?:srcset|src)="([^"]+)"')

try:
    import brotli  # type: ignore[import-untyped]
except ImportError:
    brotli = None


@dataclass(frozen=True)
class Weighed:
    """One page."""

    html: int
    style: int
    brotli: int
    pictures: int
    light: int
    raw: int

    @property
    def total(self) -> int:
        """What must come before the page can be read as it is meant."""
        return self.html + self.style


def pages(language: str) -> Iterator[tuple[str, str]]:
    """A name and an address of each kind of page."""
    with override(language):
        yield "home", f"/{language}/"
        for name, index in (("library", ResourceIndexPage), ("news", NewsIndexPage)):
            yield from _first(name, index.objects.live().filter(locale__language_code=language))
        for name, kind in BY_KIND.items():
            texts = publicly_readable(kind.objects.filter(locale__language_code=language))
            yield from _first(f"heaviest {name}", texts.order_by("-rendering__weight"))
        search = reverse("search")
        yield "search, one word", f"{search}?q={'كلمة' if language == 'ar' else 'password'}"
        yield "search, nothing asked", search
        yield "directory", reverse("trainers:directory")
        yield "directory, filtered", f"{reverse('trainers:directory')}?language=es"
        for name in OTHERS:
            yield name.partition(":")[2].replace("_", " "), reverse(name)
        for name, model in (("profile", Trainer), ("organisation", Organisation)):
            if first := model.objects.first():
                yield name, reverse(f"trainers:{name}", args=[first.public_id])


def _first(name: str, found: object) -> Iterator[tuple[str, str]]:
    page = found.first()  # type: ignore[attr-defined]
    if page is not None:
        yield name, page.url


def weigh(client: Client, address: str) -> Weighed | None:
    """A page as it is sent; nothing where this site has no such page."""
    answer = client.get(address)
    if answer.status_code != 200:
        return None
    html = answer.content.decode()
    pictures = [[_taken(each) for each in OFFERED.findall(found)] for found in FIGURE.findall(html)]
    return Weighed(
        len(gzip.compress(answer.content, 6)),
        sum(_style(each) for each in STYLE.findall(html)),
        len(brotli.compress(answer.content, quality=5)) if brotli else 0,
        sum(_file(each[-1]) for each in pictures if each),
        sum(_file(each[0]) for each in pictures if each),
        len(answer.content),
    )


def _taken(offered: str) -> str:
    """Of the widths offered the least that fills a phone's screen."""
    files = [each.split() for each in offered.split(",")]
    enough = [address for address, *width in files if width and int(width[0].rstrip("w")) >= PHONE]
    return (enough or [files[-1][0]])[0]


def _style(address: str) -> int:
    path = finders.find(HASH.sub("", address.removeprefix(settings.STATIC_URL)))
    return len(gzip.compress(Path(path).read_bytes(), 9)) if isinstance(path, str) else 0


def _file(address: str) -> int:
    path = Path(settings.MEDIA_ROOT) / address.removeprefix(settings.MEDIA_URL)
    return path.stat().st_size if path.is_file() else 0


def main() -> None:
    """Print the table; ends with an error where a page is above the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--languages", default="en,ar")
    settings.ALLOWED_HOSTS = ["*"]
    client, heavy = Client(), []
    head = ("page", "html+css", "html", "css", "brotli", "raw", "text", "pictures", "JPEG/PNG")
    print(f"{head[0]:<28}" + "".join(f"{each:>10}" for each in head[1:]))
    for language in parser.parse_args().languages.split(","):
        for name, address in pages(language):
            full, text = weigh(client, address), weigh(client, f"/text{address}")
            if full is None or text is None:
                continue
            cells = (full.total, full.html, full.style, full.brotli, full.raw, text.total, full.light, full.pictures)
            print(f"{f'{name}, {language}':<28}" + "".join(f"{each:>10}" for each in cells))
            heavy += [address] if full.total > BUDGET else []
    sys.exit(f"above {BUDGET} bytes: {', '.join(heavy)}" if heavy else 0)


if __name__ == "__main__":
    main()
