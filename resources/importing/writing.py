"""One file's text onto its page, as an editor's save would: a revision, published, in the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from hub.wording import worded
from resources.importing import ids
from resources.importing.blocks import body
from resources.importing.documents import Documents
from resources.importing.faults import Fault
from resources.importing.headings import Headings
from resources.importing.ids import Known
from resources.importing.inline import Context
from resources.importing.keeping import Published
from resources.importing.library import Key, Library
from resources.importing.links import ToAddress, ToFile, ToPage, target
from resources.importing.pictures import NOT_YET, Pictures
from resources.importing.plan import Entry
from resources.importing.report import Report
from resources.models import ResourcePage
from resources.streams import raw
from resources.texts import CONCEPTS, PageText, blocks_of, fields_of, of_page
from resources.values import Notice
from vocabulary.places import is_country, is_region

KEPT_BESIDE = "resources.import_kept_beside"
DATES = ("published", "reviewed", "review_by")
Tell = Callable[[str], None]


@dataclass
class Writer:
    """Turns entries into texts, and texts into revisions of pages."""

    library: Library
    pictures: Pictures
    report: Report
    keeping: Published = field(default_factory=Published)
    moved_by: dt.timedelta = dt.timedelta(0)
    to_come: Collection[Key] = ()  # pages that a dry run would make
    _blocks: dict[Key, list[Known]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """What is asked for links that lead to headings, and for documents."""
        self.linked = Headings(self.library)
        self.documents = Documents(self.pictures.root, self.pictures.dry_run)

    def page(self, to: ToPage) -> int | None:
        """The number of the page that a link leads to."""
        key = (to.resource_id, to.language)
        row = self.library.pages.get(key)
        return row.pk if row else NOT_YET if key in self.to_come else None

    def address(self, path: str) -> int | None:
        """The number of the page at an address of this site."""
        return self.library.at(path)

    def picture(self, path: str) -> int | None:
        """The number of the picture in a file of the folder; raises Fault where it is refused."""
        number = self.pictures.number(path)
        if number is None and self.pictures.digest(path):
            raise Fault(self.pictures.why_not.get(path, _("cannot be kept")))
        return number

    def document(self, path: str) -> int:
        """The number of the document in a file of the folder; raises Fault where it is refused."""
        return self.documents.number(path)

    def headings(self, to: ToPage | ToAddress) -> list[str]:
        """The anchors of the page that a link leads to."""
        return self.linked.of(to)

    def text(self, entry: Entry) -> PageText:
        """What a file says, in terms of the site: numbers of pages, pictures and concepts."""
        assert entry.front is not None  # noqa: S101 - only entries that were read are written
        front, path = entry.front, entry.source.path

        def tell(words: str) -> None:
            self.report.notices.append(Notice(path, words))

        given = {name: getattr(front, name, "") or front.texts.get(name, "") for name in fields_of(front.kind)}
        given |= {name: self._moved(getattr(front, name)) for name in DATES}
        given["regions"] = [code for code in map(str.upper, front.regions) if _is_place(code, tell)]
        if "document" in given:
            given["document"] = self._document(given["document"], path, tell)
        elif "document" in front.texts:
            tell(worded(_("%(key)s belongs to the kind template; ignored"), key="`document`"))
        tags = dict.fromkeys(tag[:100] for tag in front.tags)
        concepts = {name: self._concepts(name, getattr(front, name), tags, tell) for name in CONCEPTS}
        return PageText(
            fields={on_page: given[name] for name, on_page in fields_of(front.kind).items()},
            concepts=concepts,
            tags=frozenset(tags),
            blocks=body(entry.body, Context(path, self, tell), front.title),
        )

    def _document(self, href: str, path: str, tell: Tell) -> int | None:
        """The document of a template; one that is named and cannot be had fails the file."""
        if not href:
            tell(worded(_("a template without %(key)s hands out nothing"), key="`document`"))
            return None
        to = target(href, path)
        if not isinstance(to, ToFile):
            raise Fault(worded(_("its document “%(path)s” is no file of this folder"), path=href[:120]))
        try:
            return self.documents.number(to.path)
        except Fault as fault:
            # Translators: “reason” goes on with the sentence, such as “is not there”.
            words = _("its document “%(path)s” %(reason)s")
            raise Fault(worded(words, path=href[:120], reason=fault.reason)) from fault

    def _moved(self, date: dt.date | None) -> dt.date | None:
        return date + self.moved_by if date else None

    def _concepts(self, name: str, words: tuple[str, ...], tags: dict[str, None], tell: Tell) -> frozenset[int]:
        """The vocabulary's terms; a word that it does not know becomes a tag."""
        codes = self.library.concepts[CONCEPTS[name]]
        for word in words:
            if word not in codes:
                tags[word[:100]] = None
                tell(
                    worded(_("“%(word)s” is not in the vocabulary (%(key)s); kept as a tag"), word=word[:60], key=name)
                )
        return frozenset(codes[word] for word in words if word in codes)

    def write(self, entry: Entry, page: ResourcePage, text: PageText, *, is_new: bool) -> Revision:
        """Put the text on its page and keep it."""
        self.fill(entry, page, text)
        revision = self.keeping.keep(page, is_new=is_new)
        self.library.remember(entry.key, page)
        return revision

    def says_the_same(self, page: ResourcePage, text: PageText) -> bool:
        """Whether the page's newest text is this one."""
        draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else page
        return of_page(draft).says_the_same(text)

    def keep_beside(self, entry: Entry, page: ResourcePage, text: PageText) -> None:
        """Keep the file's text in the page's history, older than the newest revision, for an editor to compare."""
        latest = page.get_latest_revision()
        self.fill(entry, page, text)
        revision = Revision.objects.create(
            content_object=page,
            base_content_type=page.get_base_content_type(),
            created_at=(latest.created_at if latest else timezone.now()) - dt.timedelta(microseconds=1),
            content=page.serializable_data(),
            object_str=str(page),
        )
        log(instance=page, action=KEPT_BESIDE, revision=revision, content_changed=False)

    def fill(self, entry: Entry, page: ResourcePage, text: PageText) -> None:
        """Put a text on a page in memory."""
        for name, value in text.fields.items():
            setattr(page, name, value)
        for name, numbers in text.concepts.items():
            setattr(page, name, [self.library.rows_of_concepts[number] for number in sorted(numbers)])
        page.tags.set([self.library.tag(name) for name in sorted(text.tags)])
        original = self.library.original(entry.key)
        page.translated_from_id = self.keeping.made_from(self.library.pages[original]) if original else None
        before = blocks_of(page)
        assigned = ids.assign(text.blocks, ":".join(entry.key), before, self._blocks_of(original) if original else ())
        self._blocks[entry.key] = list(assigned)
        page.body = page.body.stream_block.to_python(raw(assigned))

    def _blocks_of(self, key: Key) -> list[Known]:
        if key not in self._blocks:
            self._blocks[key] = blocks_of(self.library.page(key))
        return self._blocks[key]

    def next_resource(self) -> None:
        """Let go of what only the languages of one resource share."""
        self._blocks.clear()


def _is_place(code: str, tell: Tell) -> bool:
    if is_country(code) or is_region(code):
        return True
    tell(worded(_("“%(code)s” is not a place (ISO 3166-1 or UN M49); ignored"), code=code[:20]))
    return False
