"""A text of the library on its way through the review: who may do what, and who is told what."""

from __future__ import annotations

import smtplib

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Workflow
from wagtail.users.models import UserProfile

from accounts.models import StaffNotice
from accounts.roles import AUTHOR, PUBLISHER, REVIEWER, ensure_roles
from publishing.workflow import notices, setup
from resources.models import GuidePage
from tests.factories import accounts as staff
from tests.factories.resources import shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    """An author, two reviewers and a publisher, each with a mail address, and the library."""
    shelf("en")
    roles = {"author": AUTHOR, "reviewer": REVIEWER, "second": REVIEWER, "publisher": PUBLISHER}
    return {name: staff.member(role, username=name, email=f"{name}@staff.example") for name, role in roles.items()}


@pytest.fixture
def draft(people) -> GuidePage:
    """A new guide of the author."""
    return a_draft(people["author"])


def a_draft(by, **fields) -> GuidePage:
    """A guide that was never published."""
    page = GuidePage(title="Secret plan", slug="secret-plan", live=False, owner=by, locale=shelf("en").locale, **fields)
    shelf("en").add_child(instance=page)
    page.save_revision(user=by)
    return page


def submit(page: Page, by) -> None:
    """Send a draft into the review."""
    page.get_workflow().start(page, by)


def decide(page: Page, by, action: str) -> int:
    """Approve or send back, as the buttons do; answers the status."""
    client = Client()
    client.force_login(by)
    task = page.current_workflow_task_state
    path = f"/admin/pages/workflow/action/{page.pk}/{action}/{task.pk}/"
    return client.post(path, {"comment": "Say who it is for."} if action == "reject" else {}).status_code


def fresh(page: Page) -> GuidePage:
    """The page as it is now."""
    return GuidePage.objects.get(pk=page.pk)


def test_two_others_approve_and_then_it_is_public(people, draft) -> None:
    submit(draft, people["author"])
    assert decide(fresh(draft), people["publisher"], "approve") == 302
    assert fresh(draft).current_workflow_task.name == "Review", "a publisher is not asked in the first step"
    decide(fresh(draft), people["reviewer"], "approve")
    assert fresh(draft).current_workflow_task.name == "Approval"
    assert not fresh(draft).live
    decide(fresh(draft), people["publisher"], "approve")
    assert fresh(draft).live


def test_who_wrote_it_does_not_approve_it(people) -> None:
    page = a_draft(people["reviewer"])
    submit(page, people["author"])
    assert decide(fresh(page), people["reviewer"], "approve") in {302, 403}
    assert fresh(page).current_workflow_task.name == "Review"
    lock = fresh(page).get_lock()
    assert "You wrote this text" in str(lock.get_message(people["reviewer"]))
    decide(fresh(page), people["second"], "approve")
    assert fresh(page).current_workflow_task.name == "Approval"


def test_sending_back_asks_for_a_comment_first(people, draft) -> None:
    submit(draft, people["author"])
    client = Client()
    client.force_login(people["reviewer"])
    task = fresh(draft).current_workflow_task_state
    dialog = client.get(f"/admin/pages/workflow/collect_action_data/{draft.pk}/reject/{task.pk}/")
    assert dialog.status_code == 200
    assert 'name=\\"comment\\"' in dialog.content.decode()


def test_a_reviewer_sends_back_with_a_comment(people, draft) -> None:
    submit(draft, people["author"])
    decide(fresh(draft), people["reviewer"], "reject")
    assert fresh(draft).current_workflow_state.status == "needs_changes"
    assert StaffNotice.objects.get(user=people["author"]).kind == "sent-back"


def test_after_deciding_in_the_editor_a_reviewer_is_told_nothing_wrong(people, draft) -> None:
    submit(draft, people["author"])
    client = Client()
    client.force_login(people["reviewer"])
    sent = {"title": "Secret plan", "slug": "secret-plan", "action-workflow-action": "true"}
    sent |= {"workflow-action-name": "approve", "body-count": "0", "comments-TOTAL_FORMS": "0"}
    sent |= {"comments-INITIAL_FORMS": "0", "regions": "[]", "summary": "", "next": ""}
    answer = client.post(f"/admin/pages/{draft.pk}/edit/", sent)
    assert fresh(draft).current_workflow_task.name == "Approval"
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_what_is_not_advice_needs_no_review(people) -> None:
    assert shelf("en", "news").get_workflow() is None
    assert shelf("en").get_parent().get_workflow() is None
    assert shelf("en").get_workflow().name == shelf("ar").get_workflow().name == setup.NAME


def test_making_the_review_again_changes_nothing_an_operator_chose(people) -> None:
    own = Workflow.objects.create(name="Ours")
    library = shelf("en")
    library.workflowpage.workflow = own
    library.workflowpage.save()
    ensure_roles()
    ensure_roles()
    assert shelf("en").get_workflow() == own
    assert [each.task.name for each in Workflow.objects.get(name=setup.NAME).workflow_tasks.all()] == [
        "Review",
        "Approval",
    ]


class TestMails:
    """What leaves the site."""

    def test_a_mail_names_no_title_that_is_not_public(self, people, draft) -> None:
        submit(draft, people["author"])
        assert mail.outbox == [], "no mail inside a click"
        assert notices.tick(timezone.now())["notices sent"] == 2
        assert {each.to[0] for each in mail.outbox} == {"reviewer@staff.example", "second@staff.example"}
        assert all("Secret plan" not in each.subject + each.body for each in mail.outbox)
        assert "- A page waits for your approval" in mail.outbox[0].body
        assert notices.tick(timezone.now())["notices sent"] == 0

    def test_a_published_title_is_named_on_one_line(self, people, draft) -> None:
        draft.save_revision(user=people["author"]).publish()
        Page.objects.filter(pk=draft.pk).update(title="Public\r\nBcc: x@evil.example")
        live = fresh(draft)
        live.title = "Newer, not public"
        live.save_revision(user=people["author"])
        submit(fresh(draft), people["author"])
        notices.tick(timezone.now())
        assert "“Public Bcc: x@evil.example” waits" in mail.outbox[0].body
        assert "Newer" not in mail.outbox[0].body
        assert "\n" not in mail.outbox[0].subject

    def test_a_page_that_only_some_may_read_is_a_page(self, people, draft) -> None:
        draft.save_revision(user=people["author"]).publish()
        PageViewRestriction.objects.create(page=shelf("en"), restriction_type="login")
        fresh(draft).save_revision(user=people["author"])
        submit(fresh(draft), people["author"])
        notices.tick(timezone.now())
        assert "- A page waits for your approval" in mail.outbox[0].body
        assert all("Secret plan" not in each.subject + each.body for each in mail.outbox)

    def test_a_mail_speaks_its_readers_language(self, people, draft) -> None:
        UserProfile.objects.update_or_create(user=people["reviewer"], defaults={"preferred_language": "ar"})
        submit(draft, people["author"])
        StaffNotice.objects.exclude(user=people["reviewer"]).delete()
        used = []
        notices.send_mail, send = lambda *given: used.append(notices.translation.get_language()), notices.send_mail
        try:
            notices.tick(timezone.now())
        finally:
            notices.send_mail = send
        assert used == ["ar"]

    def test_a_mail_server_that_is_away_breaks_nothing(self, people, draft, monkeypatch) -> None:
        def away(*_given):
            raise smtplib.SMTPServerDisconnected

        monkeypatch.setattr(notices, "send_mail", away)
        submit(draft, people["author"])
        assert notices.tick(timezone.now())["notices sent"] == 0
        assert StaffNotice.objects.count() == 2
        late = timezone.now() + notices.KEPT
        assert notices.tick(late)["notices dropped"] == 2

    def test_comments_are_told_of_without_their_words(self, people, draft) -> None:
        client = Client()
        client.force_login(people["publisher"])
        notices.edit.send_notification([people["author"]], "updated_comments", {"page": draft, "new_comments": ["x"]})
        assert StaffNotice.objects.get().kind == "commented"
        notices.tick(timezone.now())
        assert "- A page has new comments" in mail.outbox[0].body
