"""A language as a PO file, page after page: what was written is not kept in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import polib
from django.utils import timezone

from hub import languages
from publishing.catalogue.places import Language, context_of
from publishing.texts.reading import LISTS, shelf
from publishing.texts.values import PREFIX

VERSION: Final = "1"
OF_LANGUAGE: Final = "X-Protection-Hub-Language"
OF_VERSION: Final = "X-Protection-Hub-Catalogue"


def parts(code: str, *, drafts: bool) -> Iterator[str]:
    """The file, in pieces: first its head, then every page that is translated here, then the texts of rows."""
    yield head(code, timezone.now())
    for page in Language(code, drafts=drafts).pages():
        title = page.title
        for (sentence, path), segment in page.segments.items():
            words = page.words(segment)
            yield entry(context_of(page.name, path), sentence, words.data if words else "", title)
            title = ""
    for text in shelf().texts(code):
        yield entry(f"{PREFIX}:{text.key}", text.original, text.words, f"{LISTS[text.list]}: {text.name}")


def head(code: str, now: dt.datetime) -> str:
    """The lines at the top, by which the file is known when it comes back."""
    po = polib.POFile(wrapwidth=0)
    po.metadata = {
        "Project-Id-Version": "Protection Hub",
        "POT-Creation-Date": now.isoformat(),
        "Language": languages.BY_CODE[code].tag.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        OF_LANGUAGE: code,
        OF_VERSION: VERSION,
    }
    return f"{po}\n"


def entry(context: str, sentence: str, words: str, comment: str) -> str:
    """One sentence; the title of its page stands above the first."""
    made = polib.POEntry(msgctxt=context, msgid=sentence, msgstr=words, comment=comment)
    return f"{made.__unicode__(wrapwidth=0)}\n"
