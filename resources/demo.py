"""What the demo shows of texts that do not stay as they are: a withdrawn one, and remarks in each state."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from wagtail.models import Locale

from hub import remarks
from resources.models import GuidePage, ResourceIndexPage, ResourcePage, Seen, TextRemark, Why
from resources.models.identity import ResourceIdentity
from resources.withdrawn import acts
from resources.withdrawn.acts import Notice

if TYPE_CHECKING:
    from accounts.models import User

REPLACED_BY: Final = "signal"
OLD: Final = (
    "Safe calls over the telephone",
    "old-telephone-calls",
    "How to call without being heard, as it was advised some years ago.",
    "<p>Use another booth each time, and speak of the weather first.</p>",
)
WORDS: Final = "Calls over the telephone network can be listened to by anybody with access to it."
# What was said, where in the text, with which words, what became of it, and how many days ago.
SAID: Final = (
    ("old", 0, "The second picture shows a menu that my version no longer has.", Seen.NEW, "", 3),
    ("hard", None, "I do not know what a number of security is.", Seen.NEW, "", 9),
    ("link", 1, "", Seen.DONE, "The address had moved; the link is mended.", 16),
    ("wrong", None, "It does not work on a computer.", Seen.NOT_SO, "It does, from the fifth version on.", 24),
)


def seed(*, author: User, publisher: User) -> None:
    """A text that was withdrawn, and what readers say of another; only where the sample library is."""
    page = _text(REPLACED_BY)
    library = ResourceIndexPage.objects.filter(locale=Locale.objects.get(language_code="en")).first()
    if page is None or library is None:
        return
    _withdraw(library, publisher)
    headings = list(page.rendering.contents) if hasattr(page, "rendering") else []
    for number, said in enumerate(SAID):
        _say(page, author, number, said, headings)


def _text(name: str) -> ResourcePage | None:
    keys = ResourceIdentity.objects.filter(resource_id=name).values("translation_key")
    for model in ResourcePage.__subclasses__():
        found: ResourcePage | None = model._default_manager.filter(
            translation_key__in=keys, locale__language_code="en", live=True
        ).first()
        if found is not None:
            return found
    return None


def _withdraw(library: ResourceIndexPage, publisher: User) -> None:
    title, slug, summary, text = OLD
    page = GuidePage(title=title, slug=slug, summary=summary, body=[("text", text)], locale=library.locale)
    page.owner = publisher
    library.add_child(instance=page)
    page.save_revision(user=publisher).publish(user=publisher)
    notice = Notice(Why.DANGEROUS, words=WORDS, words_in="en", replaced_by=REPLACED_BY, shows_title=True)
    acts.withdraw([GuidePage.objects.get(pk=page.pk)], notice, publisher, timezone.localdate())


def _say(
    page: ResourcePage,
    author: User,
    number: int,
    said: tuple[str, int | None, str, Seen, str, int],
    headings: list[dict[str, str]],
) -> None:
    what, place, text, state, note, ago = said
    came = timezone.localdate() - dt.timedelta(days=ago)
    heading = headings[place] if place is not None and place < len(headings) else {"anchor": "", "text": ""}
    goes = remarks.goes_on(came, timezone.localdate(), done=state is not Seen.NEW)
    row = TextRemark(page_id=page.pk, owner=author, what=what, text=text, note=note, state=state, came_on=came)
    row.anchor, row.heading, row.purge_on = heading["anchor"], heading["text"][:255], goes
    remarks.keep_once(row, "resources.remark.demo", str(number))
