"""The first screen after sign-in: each role sees what waits for it, and nothing of the others."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, CommentReply, Page
from wagtail.users.models import UserProfile

from accounts.invitations import invite
from accounts.models import User
from accounts.roles import AUTHOR, DESK, OPERATOR, PUBLISHER, REVIEWER, TRANSLATOR
from accounts.translating import set_languages
from publishing.first_screen import others, parts, steps
from resources.models import GuidePage
from tests.factories import casework as cases
from tests.factories.accounts import member
from tests.factories.resources import changed, published, shelf, translation

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
HOME = "wagtailadmin_home"
# Some fifteen of them are Wagtail's own, for its menu.
MOST_QUERIES = 25
MOST_QUERIES_OF_ALL_ROLES = 36


@pytest.fixture
def no_probes(monkeypatch: Any) -> None:
    """The site is well; its probes have tests of their own."""
    monkeypatch.setattr(others, "unwell", lambda: iter(()))


def screen(user: User) -> BeautifulSoup:
    """The panel, as this person has it."""
    client = Client()
    client.force_login(user)
    answer = client.get(reverse(HOME))
    assert answer.status_code == 200
    found = BeautifulSoup(answer.content, "html.parser").select_one(".first")
    assert found is not None
    return found


def queries_of(user: User) -> int:
    """What opening the screen costs once somebody is signed in."""
    client = Client()
    client.force_login(user)
    client.get(reverse(HOME))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(HOME))
    return len(queries)


def said(user: User) -> dict[str, list[str]]:
    """For each part of somebody's screen the words of its rows."""
    return {
        section.h2.get_text(strip=True): [" ".join(row.get_text(" ").split()) for row in section.select("li")]
        for section in screen(user).select("section")
        if section.h2["id"] != "first-steps"
    }


def draft(by: User, slug: str = "a-plan") -> GuidePage:
    """A guide that was never published."""
    library = shelf("en")
    page = GuidePage(title=slug.capitalize(), slug=slug, live=False, owner=by, locale=library.locale)
    library.add_child(instance=page)
    page.save_revision(user=by)
    return page


def many(author: User, reviewer: User, times: int, start: int = 0) -> None:
    """Drafts, drafts that were sent in, comments and reviews, so many of each."""
    for number in range(start, start + times):
        page = draft(author, f"draft-{number}")
        sent = draft(author, f"sent-{number}")
        sent.get_workflow().start(sent, author)
        Comment.objects.create(page=page, user=reviewer, text="Who?", contentpath="title")
        day = timezone.localdate() - dt.timedelta(days=number)
        published(slug=f"old-{number}", review_by=day, review_owner=author)


class TestAuthorsAndReviewers:
    def test_an_author_sees_drafts_comments_and_reviews_and_what_came_back_first(self) -> None:
        author, reviewer = member(AUTHOR), member(REVIEWER)
        many(author, reviewer, 1)
        back = draft(author, "came-back")
        back.get_workflow().start(back, author)
        back.current_workflow_task_state.reject(user=reviewer, comment="Say who it is for.")
        published(slug="not-mine", review_by=dt.date(2020, 1, 1))
        found = said(author)
        assert list(found) == ["Your drafts", "Comments to answer", "Reviews due"]
        assert found["Your drafts"] == ["Came-back Came back to you with a comment", "Draft-0 Not published yet"]
        assert found["Comments to answer"] == ["Draft-0 1 comment"]
        assert found["Reviews due"][0].startswith("Old 0 Due on")

    def test_a_comment_waits_for_whoever_did_not_have_the_last_word(self) -> None:
        author, reviewer = member(AUTHOR), member(REVIEWER)
        page = draft(author)
        comment = Comment.objects.create(page=page, user=reviewer, text="Who?", contentpath="title")
        assert "Comments to answer" in said(author)
        CommentReply.objects.create(comment=comment, user=author, text="Everybody.")
        assert "Comments to answer" not in said(author)
        CommentReply.objects.create(comment=comment, user=reviewer, text="Really?")
        assert "Comments to answer" in said(author)
        Comment.objects.update(resolved_at=timezone.now())
        assert "Comments to answer" not in said(author)

    def test_a_reviewer_sees_what_was_sent_in_and_no_draft_of_others(self) -> None:
        author, reviewer = member(AUTHOR), member(REVIEWER)
        draft(author)
        page = draft(author, "sent")
        page.get_workflow().start(page, author)
        found = said(reviewer)
        assert list(found) == ["To approve"]
        assert found["To approve"][0].startswith("Sent Sent in on")
        assert "To approve" not in said(author)

    def test_it_costs_the_same_for_few_and_many_and_shows_five(self) -> None:
        author = member(AUTHOR)
        reviewer = member(PUBLISHER)
        reviewer.groups.add(*member(REVIEWER).groups.all(), *member(TRANSLATOR).groups.all())
        set_languages(reviewer, ["fr"])
        shelf("fr")
        many(author, reviewer, 1)
        few = [queries_of(person) for person in (author, reviewer)]
        many(author, reviewer, 6, start=10)
        assert [queries_of(person) for person in (author, reviewer)] == few
        assert few[0] <= MOST_QUERIES
        assert few[1] <= MOST_QUERIES_OF_ALL_ROLES
        assert len(said(author)["Reviews due"]) == parts.SHOWN
        assert "and 2 more." in screen(author).get_text()


class TestTranslators:
    def test_a_translator_sees_the_own_languages_the_riskiest_first(self) -> None:
        translator = member(TRANSLATOR)
        set_languages(translator, ["fr"])
        shelf("fr"), shelf("es")
        original = published(slug="phones")
        translation(original, "fr", slug="telephones", title="Téléphones")
        changed(original)
        published(slug="alone")
        (rows,) = said(translator).values()
        assert rows == ["Téléphones Français · 1 change behind", "Alone Français · Missing"]


class TestDesks:
    def test_only_its_members_see_a_desks_cases_and_no_word_of_them(self) -> None:
        cases.three_desks()
        kept = cases.confirmed(today=timezone.localdate())
        ana = cases.coordinator(cases.HERE, role=DESK)
        (rows,) = said(ana).values()
        assert re.match(r"[0-9a-f]{8} \w+ · ", rows[0])
        assert cases.CANARY not in str(screen(ana))
        assert kept.sent.code not in str(screen(ana))
        boss = User.objects.create_superuser("boss", "boss@example.org", "x")
        for other in (cases.coordinator(cases.NEIGHBOUR, role=DESK), member(DESK), boss):
            assert "Cases" not in said(other)


class TestOperators:
    def test_they_see_what_is_not_well_and_who_is_missing(self, settings: Any) -> None:
        settings.HUB_HEALTH = [("database", "hub.health.database"), ("purging", "casework.health.nowhere")]
        operator = member(OPERATOR)
        invite(operator, roles=["Authors"], languages=[])
        found = said(operator)
        assert found["Not well on this site"] == ["purging AttributeError"] or "purging" in str(found)
        assert found["People to invite"][0].startswith("Reviewer Nobody has this role")
        assert found["People to invite"][-1].startswith("1 invitation is open")
        member(REVIEWER), member(PUBLISHER)
        assert len(said(operator)["People to invite"]) == 1

    def test_nothing_waits_where_all_is_well(self, no_probes: None) -> None:
        member(REVIEWER), member(PUBLISHER)
        assert "Nothing waits for you." in screen(member(OPERATOR)).get_text()


class TestFirstSteps:
    def test_they_go_one_by_one_or_all_at_once_and_keep_their_names_only(self, client: Client) -> None:
        author = member(AUTHOR)
        client.force_login(author)
        assert len(screen(author).select(".first-steps li")) == 3
        client.post(reverse("publishing_first_steps"), {"step": "write"})
        client.post(reverse("publishing_first_steps"), {"step": "<nonsense>"})
        assert len(screen(author).select(".first-steps li")) == 2
        assert User.objects.get(pk=author.pk).wagtail_userprofile.dismissibles == {steps.KEY: ["write"]}
        client.post(reverse("publishing_first_steps"), {"away": "1"})
        assert not screen(author).select(".first-steps")
        assert client.get(reverse("publishing_first_steps")).status_code == 405

    @pytest.mark.parametrize("role", ["Authors", "Translators", "Reviewers", "Editors", "Operators"])
    def test_every_role_has_three_that_lead_somewhere(self, role: str) -> None:
        found = steps.steps_of({role}, at_desk=False)
        assert len(found) == 3
        assert any(step.url for step in found)

    @pytest.mark.parametrize(("interface", "library"), [("fr", "fr"), ("es", "en")])
    def test_a_first_draft_begins_in_the_library_of_ones_own_language(self, interface: str, library: str) -> None:
        places = {code: shelf(code).pk for code in ("en", "fr")}
        author, publisher = member(AUTHOR), member(PUBLISHER)
        for person in (author, publisher):
            UserProfile.objects.create(user=person, preferred_language=interface)
        begin, open_one = (screen(person).select(".first-steps a") for person in (author, publisher))
        place = reverse("wagtailadmin_pages:add_subpage", args=[places[library]])
        assert begin[0]["href"] == place
        assert open_one[1]["href"] == reverse("wagtailadmin_explore", args=[places[library]])
        client = Client()
        client.force_login(author)
        assert client.get(place).status_code == 200

    def test_wagtails_own_panels_and_counts_are_gone(self, admin_client: Client, no_probes: None) -> None:
        page = admin_client.get(reverse(HOME)).content.decode()
        assert "w-summary" not in page
        assert "Your most recent edits" not in page
        assert Page.objects.count()
