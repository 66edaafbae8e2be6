"""From a body to what readers get: made once for each published revision, links resolved at reading.

In the stored HTML a link to a page is `<a href="page:12">`: when it is read, all links of a text are
looked up in two queries, so a moved page keeps its links and a withdrawn one leaves only its words.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page, ReferenceIndex
from wagtail.rich_text import RichText

from hub import languages
from hub.blocks import anchors
from hub.kept import kept
from hub.querysets import publicly_readable
from resources.checker import remarked
from resources.glossary.keeping import marks, note
from resources.glossary.marking import unmarked
from resources.glossary.showing import beside
from resources.models.identity import Rendering
from resources.pictures import know_files

MADE_WITH = 4
WORDS_A_MINUTE = 180
# Scripts written without blanks: about two signs make what counts as a word elsewhere.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
PAGE_LINK = re.compile(r'<a (?=[^>]*linktype="page")[^>]*\bid="(\d+)"[^>]*>')
# The editor stores a check as a paragraph; inside a label only words may stand.
CHECK = re.compile(r"<span><p[^>]*>(.*?)</p></span>", re.DOTALL)
FOREIGN_LINK = re.compile(r'<a href="(https?:)')
ANCHOR = re.compile(r'\banchor="([^"]*)"')
TOKEN = re.compile(r'<a href="page:(\d+)(#[^"]*)?"[^>]*>(.*?)</a>', re.DOTALL)
# A way on (see templates/blocks/next.html) goes with its page, and a list of ways with the last of them.
WAY = re.compile(r'<li data-page="(\d+)"><a href="page:\1">(.*?)</a></li>', re.DOTALL)
WAYS = re.compile(r'<section class="next".*?</section>', re.DOTALL)


@dataclass(frozen=True)
class Text:
    """A body ready to read: safe HTML, its headings, minutes to read and bytes to load."""

    html: SafeString
    contents: tuple[Mapping[str, Any], ...]
    words: int
    weight: int

    @property
    def minutes(self) -> int:
        """Reading time, never below one minute."""
        return minutes(self.words)


def minutes(words: int) -> int:
    """Reading time of so many words."""
    return max(1, round(words / WORDS_A_MINUTE))


def count_words(text: str) -> int:
    """Words of a text, signs of unspaced scripts counted as half a word."""
    unspaced = len(UNSPACED.findall(text))
    return len(re.findall(r"\w+", UNSPACED.sub(" ", text))) + unspaced // 2


def draw(body: StreamValue, language: languages.Language) -> dict[str, Any]:
    """The fields of a `Rendering` for a body in `language`."""
    found = anchors(body)
    by_block = {heading.block_id: heading.anchor for heading in found}
    shown = languages.interface(language.code)
    with override(language.code):
        parts = [
            block.render({"anchor": by_block.get(str(block.id)), "interface": shown if shown != language else None})
            for block in know_files(_tokenised(body))
        ]
    html = CHECK.sub(r"<span>\1</span>", FOREIGN_LINK.sub(r'<a rel="noreferrer" href="\1', "".join(parts)))
    return {
        "html": html,
        "contents": [{"anchor": each.anchor, "text": each.text, "level": each.level} for each in found],
        "words": count_words(unescape(strip_tags(html))),
        "weight": len(gzip.compress(html.encode(), 6)),
        "made_with": MADE_WITH,
    }


def _tokenised(body: StreamValue) -> StreamValue:
    for rich in _rich_texts(body):
        rich.source = PAGE_LINK.sub(_token, rich.source)
    return body


def _token(link: re.Match[str]) -> str:
    """A link to a page, or to one of its headings, as it is stored."""
    anchor = ANCHOR.search(link[0])
    return f'<a href="page:{link[1]}#{anchor[1]}">' if anchor else f'<a href="page:{link[1]}">'


def _rich_texts(value: Any) -> Iterator[RichText]:
    if isinstance(value, RichText):
        yield value
        return
    inner: Iterable[Any] = ()
    if isinstance(value, StreamValue):
        inner = (block.value for block in value)
    elif isinstance(value, StructValue):
        inner = value.values()
    elif isinstance(value, ListValue):
        inner = value
    for each in inner:
        yield from _rich_texts(each)


def make(page: Page) -> Rendering:
    """Store what readers get of a page that was just published."""
    fields = draw(_fresh(page.body), languages.BY_CODE[page.locale.language_code])
    (fields["html"], used), stamp = marks(page, fields["html"])
    rendering, _made = Rendering.objects.update_or_create(
        page_id=page.pk, defaults={**fields, "revision_id": page.live_revision_id, "marked_with": stamp}
    )
    note(page.pk, used)
    return rendering


def _fresh(body: StreamValue) -> StreamValue:
    # Drawing rewrites the links of the values it walks: never those that the page will save.
    return body.stream_block.to_python(body.get_prep_value())


def text(page: Page, *, preview: bool = False, explained: bool = False) -> Text:
    """What a reader gets of a page: the stored rendering if it is this revision's, else made now.

    `explained`: with the words of the glossary marked, and what they mean beside the text.
    """
    fields = drawn(page, preview=preview)
    html = fields["html"]
    html = beside(html, languages.BY_CODE[page.locale.language_code]) if explained else unmarked(html)
    html = linked(html, page.locale_id)
    if preview:
        html = mark_safe(remarked(html))  # noqa: S308
    return Text(html, tuple(fields["contents"]), fields["words"], fields["weight"])


def stored(page: Page) -> Rendering | None:
    """What was stored of the published revision by the code of today; a page need not be specific for it."""
    row: Rendering | None = getattr(page, "rendering", None)
    fresh = row is not None and (row.made_with, row.revision_id) == (MADE_WITH, page.live_revision_id)
    return row if fresh else None


def drawn(page: Page, *, preview: bool = False) -> dict[str, Any]:
    """The html (with tokens for links to pages), contents, words and weight of a body."""
    if (row := None if preview else stored(page)) is not None:
        return {name: getattr(row, name) for name in ("html", "contents", "words", "weight")}
    fields = draw(_fresh(page.body), languages.BY_CODE[page.locale.language_code])
    return {**fields, "html": marks(page, fields["html"])[0].html}


def linked(html: str, locale_id: int) -> SafeString:
    """The HTML with its page tokens as addresses, in the text's own language where that exists."""
    targets = linked_to(html, locale_id)

    def address(match: re.Match[str]) -> str:
        target = targets.get(int(match[1]))
        return f'<a href="{target.url}{match[2] or ""}">{match[3]}</a>' if target else match[3]

    def way(match: re.Match[str]) -> str:
        target = targets.get(int(match[1]))
        return _way(target, match[2], locale_id) if target else ""

    def ways(match: re.Match[str]) -> str:
        left = WAY.sub(way, match[0])
        return left if "<li" in left else ""

    # The HTML comes from our own block templates, which escape what editors type.
    return mark_safe(TOKEN.sub(address, WAYS.sub(ways, html)))  # noqa: S308


def linked_to(html: str, locale_id: int) -> dict[int, Page]:
    """The public pages that a body links to, by the id in its tokens."""
    wanted = {int(match[1]) for match in TOKEN.finditer(html)}
    return kept(("linked", locale_id, *sorted(wanted)), lambda: _targets(wanted, locale_id)) if wanted else {}


def _way(target: Page, label: str, locale_id: int) -> str:
    if label or target.locale_id == locale_id:
        return f'<li><a href="{target.url}">{label or escape(target.title)}</a></li>'
    language = languages.BY_CODE[target.locale.language_code]
    spoken = f'lang="{language.tag}" dir="{language.dir}"'
    return f'<li><a href="{target.url}" hreflang="{language.tag}"><span {spoken}>{escape(target.title)}</span></a></li>'


def _targets(ids: set[int], locale_id: int) -> dict[int, Page]:
    found = {page.pk: page for page in publicly_readable(Page.objects.filter(pk__in=ids)).select_related("locale")}
    keys = {page.translation_key for page in found.values() if page.locale_id != locale_id}
    same = Page.objects.filter(translation_key__in=keys, locale_id=locale_id)
    own = {page.translation_key: page for page in publicly_readable(same).select_related("locale")} if keys else {}
    return {pk: own.get(page.translation_key, page) for pk, page in found.items()}


def draw_again(thing: Model) -> list[Page]:
    """Draw the published texts anew that show a picture or a file which was changed or deleted; answers which."""
    shown_on = ReferenceIndex.get_references_to(thing).filter(base_content_type=ContentType.objects.get_for_model(Page))
    ids = {int(pk) for pk in shown_on.values_list("object_id", flat=True)}
    pages = list(Page.objects.filter(pk__in=ids, live=True, rendering__isnull=False).specific())
    for page in pages:
        make(page)
    return pages
