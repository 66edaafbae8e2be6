"""A step of a review: members of a group approve, and nobody approves what they wrote."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask

from accounts.approving import Text, Verdict, may_approve
from accounts.models.core import User
from hub.retention import Retention

# Stored in English, shown in the language of who looks.
NAMES = (gettext_noop("Review"), gettext_noop("Approval"))
REASONS = {
    Verdict.OWN: _("You wrote this text. Somebody else has to approve it."),
    Verdict.NOT_ASKED: _("This text is being reviewed by others. It opens again for you when they are done."),
}


class ApprovalLock(WorkflowLock):
    """Says why somebody cannot change a text that is being reviewed."""

    def get_message(self, user: User) -> str | SafeString | None:
        """The reason, in the reader's language; nothing for who is asked to review."""
        verdict = self.task.verdict(self.object, user)
        return None if verdict is Verdict.YES else str(REASONS[verdict])


class ApprovalTask(AbstractGroupApprovalTask):
    """Wagtail's approval by a group, except for one's own text."""

    retention = Retention.NONE
    lock_class = ApprovalLock

    class Meta:
        verbose_name = _("approval by somebody else")
        verbose_name_plural = _("approvals by somebody else")

    def __str__(self) -> str:
        return str(_(self.name)) if self.name in NAMES else self.name

    def verdict(self, obj: Any, user: User) -> Verdict:
        """Whether somebody may approve this page now, and if not, why."""
        asked = bool(user.is_superuser or self._user_in_groups(user))
        return may_approve(user.pk, asked=asked, text=_text_of(obj))

    def locked_for_user(self, obj: Any, user: User) -> bool:
        """Who is not asked, and who wrote it, leaves the text as it is until the review ends."""
        return self.verdict(obj, user) is not Verdict.YES

    def user_can_access_editor(self, obj: Any, user: User) -> bool:
        """Who is asked may open the text, their own too: to read what the others say."""
        return bool(user.is_superuser or self._user_in_groups(user))

    def get_actions(self, obj: Any, user: User) -> list[tuple[str, str, bool]]:
        """Send back or approve; nothing for one's own text."""
        if self.verdict(obj, user) is not Verdict.YES:
            return []
        return [
            ("reject", str(_("Send back with a comment")), True),
            ("approve", str(_("Approve")), False),
            ("approve", str(_("Approve with comment")), True),
        ]

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> Any:
        """What waits for somebody, without what they sent in themselves."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> str:
        """What the choice of steps says of this one."""
        return str(_("Members of the groups approve, except for their own texts"))


def _text_of(page: Any) -> Text:
    """Who wrote what is being reviewed: who sent it, and who saved it since it was last published."""
    state = page.current_workflow_state
    if state is None:
        return Text(sent_by=None, written_by=frozenset())
    saved = page.revisions.filter(created_at__lte=state.created_at)
    if page.live_revision_id:
        saved = saved.filter(pk__gt=page.live_revision_id)
    writers = frozenset(saved.exclude(user=None).values_list("user_id", flat=True))
    return Text(sent_by=state.requested_by_id, written_by=writers)
