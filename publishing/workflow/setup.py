"""The review in two steps on the library of each language, made and kept by code."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from accounts.models import ApprovalTask
from accounts.roles import PUBLISHER, REVIEWER, Role, roles_ready
from resources.models import ResourceIndexPage

NAME: Final = "Review of advice"
# Each step and who takes it; the second one publishes.
STEPS: Final = (("Review", REVIEWER), ("Approval", PUBLISHER))
# Wagtail's own, on the whole tree: news and standing pages are published without a review.
WAGTAILS: Final = "Moderators approval"


@transaction.atomic
def ensure_review() -> Workflow:
    """The workflow with its steps, on every library that no operator gave another workflow."""
    workflow, made = Workflow.objects.get_or_create(name=NAME, defaults={"active": True})
    if made:
        for order, (name, role) in enumerate(STEPS):
            step = WorkflowTask(task=_step(name, role), sort_order=order)
            workflow.workflow_tasks.add(step)
        workflow.save()
    WorkflowPage.objects.filter(workflow__name=WAGTAILS, page=Page.get_first_root_node()).delete()
    for library in ResourceIndexPage.objects.filter(workflowpage=None):
        WorkflowPage.objects.create(workflow=workflow, page=library)
    return workflow


def _step(name: str, role: Role) -> ApprovalTask:
    step, made = ApprovalTask.objects.get_or_create(name=name, defaults={"active": True})
    if made:
        step.groups.set(Group.objects.filter(name=role.name))
    return step


def on_roles_ready(**_signal: Any) -> None:
    """The groups exist: the steps can name them."""
    ensure_review()


def on_library_made(*, instance: ResourceIndexPage, created: bool, **_signal: Any) -> None:
    """A language that gets its library gets the review."""
    workflow = Workflow.objects.filter(name=NAME).first() if created else None
    if workflow is not None:
        WorkflowPage.objects.get_or_create(page=instance, defaults={"workflow": workflow})


def connect() -> None:
    """Make the review when the roles are made, and for each new library."""
    roles_ready.connect(on_roles_ready, dispatch_uid="review-of-advice")
    post_save.connect(on_library_made, sender=ResourceIndexPage, dispatch_uid="review-of-new-libraries")
