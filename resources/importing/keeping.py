"""How an import keeps what it writes: public at once, as the command does. Who brings texts in otherwise says so."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from wagtail.models import Revision

from resources.importing.faults import Fault
from resources.importing.indexing import Indexing
from resources.importing.library import Library, PageRow
from resources.importing.plan import Entry, Plan
from resources.importing.publishing import PublishNew
from resources.importing.report import Outcome, Report
from resources.models import ResourcePage


class Published:
    """Every text is published by nobody in particular; whoever may run the command may write everything."""

    user: Any = None

    def library(self) -> Library:
        """What the site has."""
        return Library.load()

    def sift(self, plan: Plan, library: Library, report: Report) -> None:
        """Take out of the plan what may not be written."""
        for path, entry in list(plan.entries.items()):
            try:
                self.check(entry, library)
            except Fault as fault:
                del plan.entries[path]
                report.add(Outcome.FAILED, path, fault.reason)

    def check(self, entry: Entry, library: Library) -> None:
        """Raises Fault where this file may not be written."""

    def indexed(self, indexing: Indexing) -> AbstractContextManager[None]:
        """How Wagtail's indexes follow."""
        return indexing.quiet()

    def made_from(self, original: PageRow) -> int | None:
        """The revision of the original that a translation is made from."""
        return original.live_revision

    def keep(self, page: ResourcePage, *, is_new: bool) -> Revision:
        """Store the page, which holds its new text in memory."""
        # Publishing validates the same content again, in the same transaction.
        revision: Revision = page.save_revision(clean=False, log_action=not is_new)
        if is_new:
            PublishNew(revision, page).execute()
        else:
            revision.publish()
            page.live, page.live_revision_id = True, revision.pk
        return revision
