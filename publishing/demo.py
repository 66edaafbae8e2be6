"""What editors find to do in the demo: a text to approve, one that came back, reviews that are due, a full bin."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from wagtail.models import Comment, Locale, Page

from publishing.bin import acts
from publishing.models import MissingPath
from resources.models import GuidePage, ResourceIndexPage, ResourcePage
from resources.models.identity import ResourceIdentity

if TYPE_CHECKING:
    from accounts.models import User

LOOKED_AFTER: Final = ("signal", "office-protection", "tella")
SENT_IN: Final = (
    "Borrowing a car for field work",
    "What to agree on before somebody else’s car is used where cars are noticed.",
    "<p>Ask whose car it is and who knows it. A car brings its history along.</p>",
)
BEGUN: Final = (
    "When a colleague goes on leave",
    "Keys, accounts and promises that must not go on leave with somebody.",
    "<p>Make a list together, a week before. It is shorter than both of you fear.</p>",
)
THROWN_AWAY: Final = (
    "Old list of contacts",
    "Replaced by the directory.",
    "<p>This list is out of date. Nobody answers at most of these numbers.</p>",
)


def seed(*, author: User, reviewer: User, publisher: User) -> None:
    """Give the demo's people something to do; only where the sample library is."""
    library = ResourceIndexPage.objects.filter(locale=Locale.objects.get(language_code="en")).first()
    if library is None or not ResourceIdentity.objects.filter(resource_id=LOOKED_AFTER[0]).exists():
        return
    _send_in(_draft(library, SENT_IN, author), author)
    _comment(_draft(library, BEGUN, author), reviewer)
    gone = _draft(library, THROWN_AWAY, publisher)
    gone.get_latest_revision().publish(user=publisher)
    gone.refresh_from_db()
    acts.put(gone, publisher)
    _look_after(author)
    MissingPath.objects.create(path="/en/resources/old-phone-guide/", day=timezone.localdate(), times=7)


def _draft(library: ResourceIndexPage, words: tuple[str, str, str], by: User) -> GuidePage:
    title, summary, text = words
    page = GuidePage(title=title, summary=summary, body=[("text", text)], owner=by, live=False, locale=library.locale)
    library.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return page


def _send_in(page: ResourcePage, by: User) -> None:
    if workflow := page.get_workflow():
        workflow.start(page, by)


def _comment(page: ResourcePage, by: User) -> None:
    Comment.objects.create(
        page=page,
        user=by,
        text="Good. Say who keeps the list afterwards.",
        contentpath="summary",
        revision_created=page.latest_revision,
    )


def _look_after(author: User) -> None:
    """The author looks after three texts, of which one is overdue and one is due soon."""
    soon = timezone.localdate() + dt.timedelta(days=30)
    keys = ResourceIdentity.objects.filter(resource_id__in=LOOKED_AFTER).values("translation_key")
    for page in Page.objects.filter(translation_key__in=keys, locale__language_code="en").specific():
        page.review_owner = author
        if page.slug == LOOKED_AFTER[1]:
            page.review_by = soon
        page.save(update_fields=["review_owner", "review_by"])
        # In the newest draft too, or the next one to publish it would undo it; no translation falls behind by it.
        if page.latest_revision:
            page.latest_revision.content.update(
                review_owner=author.pk, review_by=page.review_by and str(page.review_by)
            )
            page.latest_revision.save(update_fields=["content"])
