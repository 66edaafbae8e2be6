"""The desk's side of own profiles: the link, the review, vouching, what ends soon."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.roles import DESK, EDITOR
from tests.factories.accounts import member
from tests.factories.trainers import bring_in, desk_record
from tests.trainers.own.situations import in_days, listed, wish, works_at
from trainers import records, vouching
from trainers.models import Desk, Pause, ProfileLink, Trainer, Vouching, VouchingChange, Wish
from trainers.own import ticking, wishes

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def desk(client: Client) -> Client:
    bring_in(desks=[desk_record()])
    client.force_login(works_at())
    return client


def two_desks() -> None:
    west = desk_record(id="west", name="West", central=False, fallback=["central-unit"], regions=["011"])
    bring_in(desks=[desk_record(), west])


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_link_is_shown_once_and_opens_the_profile(desk: Client) -> None:
    trainer = listed()
    sheet = reverse("directory_trainer_sheet", args=[trainer.pk])
    assert "Make a link for this person" in text(desk.get(sheet))
    page = desk.post(reverse("directory_link", args=[trainer.pk]), {"act": "make", "language": "es"})
    [key] = re.findall(r"/es/profile/\?key=([\w-]+)<", page.content.decode())
    assert "data:image/svg+xml" in text(page)
    assert "no-store" in page["Cache-Control"]
    assert key not in text(desk.get(sheet))
    assert "open until" in text(desk.get(sheet))
    form = "application/x-www-form-urlencoded"
    assert Client().post("/es/profile/", f"key={key}", content_type=form).status_code == 303
    assert "used on" in text(desk.get(sheet))
    desk.post(reverse("directory_link", args=[trainer.pk]), {"act": "make"})
    desk.post(reverse("directory_link", args=[trainer.pk]), {"act": "withdraw"})
    assert "withdrawn" in text(desk.get(sheet))
    acts = [act for act in AuditEvent.objects.values_list("act", flat=True) if act.startswith("profile.")]
    assert acts == ["profile.link", "profile.link", "profile.link-withdrawn"]


def test_only_the_desk_that_vouches_and_the_central_unit_let_somebody_in(client: Client) -> None:
    two_desks()
    trainer = listed()
    for user in (member(DESK), works_at("west"), member(EDITOR)):
        client.force_login(user)
        answer = client.post(reverse("directory_link", args=[trainer.pk]), {"act": "make"})
        assert (answer.status_code, ProfileLink.objects.count()) == (302, 0)
    client.force_login(works_at())
    assert client.post(reverse("directory_link", args=[trainer.pk]), {"act": "make"}).status_code == 200
    assert ProfileLink.objects.count() == 1


def test_a_desk_accepts_one_wish_and_refuses_another_with_a_reason(desk: Client) -> None:
    trainer = listed(display_name="Before")
    Trainer.objects.get().save_revision()
    [name, summary] = wish(trainer, display_name="After", summary={"en": "New words."})
    page = desk.get(reverse("directory_review", args=[trainer.pk]))
    assert "Before" in text(page)
    assert "New words." in text(page)
    assert str(trainer) in text(desk.get(reverse("directory_waiting")))
    address = reverse("directory_review", args=[trainer.pk])
    desk.post(address, {"act": "accept", "wish": name})
    assert Trainer.objects.get().display_name == "After"
    assert Trainer.objects.get().latest_revision.as_object().display_name == "After"
    assert "Write a reason" in text(desk.post(address, {"act": "refuse", "wish": summary}))
    desk.post(address, {"act": "refuse", "wish": summary, "reason": "Let us talk first."})
    record = records.trainer(Trainer.objects.whole().get())
    assert record["summary"] == {"en": "I train small groups."}
    assert record["last_review"] == timezone.localdate().isoformat()
    assert {(row.field, row.state, row.reason) for row in wishes.decided(trainer)} == {
        ("display_name", "accepted", ""),
        ("summary", "refused", "Let us talk first."),
    }
    assert desk.get(address).status_code == 404


def test_a_draft_that_a_colleague_works_on_stays_and_gets_what_was_accepted(desk: Client) -> None:
    trainer = listed()
    draft = Trainer.objects.get()
    draft.max_group_size = 7
    draft.save_revision()
    ids = wish(trainer, display_name="After")
    wishes.decide(trainer, ids, accept=True, reason="", by=works_at(), today=timezone.localdate())
    trainer = Trainer.objects.get()
    draft = trainer.latest_revision.as_object()
    assert (trainer.display_name, trainer.max_group_size, trainer.has_unpublished_changes) == ("After", 20, True)
    assert (draft.display_name, draft.max_group_size) == ("After", 7)


def test_what_was_decided_meanwhile_and_what_is_another_desks_is_refused(client: Client) -> None:
    two_desks()
    trainer, by = listed(), works_at()
    ids = wish(trainer, display_name="After")
    with pytest.raises(wishes.Refused):
        wishes.decide(trainer, ids, accept=True, reason="", by=works_at("west"), today=timezone.localdate())
    wishes.decide(trainer, ids, accept=True, reason="", by=by, today=timezone.localdate())
    with pytest.raises(wishes.Refused):
        wishes.decide(trainer, ids, accept=False, reason="no", by=by, today=timezone.localdate())
    client.force_login(works_at("west"))
    assert client.get(reverse("directory_review", args=[trainer.pk])).status_code == 404
    assert "After" not in text(client.get(reverse("directory_waiting")))


def test_the_review_says_what_would_not_fit_together(desk: Client) -> None:
    trainer = listed()
    wish(trainer, languages=[{"code": "en", "level": "basic", "can_train": True}])
    page = text(desk.get(reverse("directory_review", args=[trainer.pk])))
    assert "basic level only: English" in page
    assert "basic level only" not in text(desk.get(reverse("directory_trainer_sheet", args=[trainer.pk])))


def test_the_screen_of_vouching_does_it_and_keeps_the_history(desk: Client) -> None:
    trainer = listed()
    address = reverse("directory_vouching", args=[trainer.pk])
    sent = {"act": "vouch", "desk": Desk.objects.get().pk, "for_what": ["identity", "skills"], "knowledge": "Amina"}
    assert "too far away" in text(desk.post(address, {**sent, "until": in_days(2000)}))
    assert "This day is over" in text(desk.post(address, {**sent, "until": in_days(-1)}))
    assert VouchingChange.objects.count() == 1
    assert desk.post(address, {**sent, "until": in_days(300), "reason": "Met in May"}).status_code == 302
    page = text(desk.get(address))
    assert all(words in page for words in ("Renewed", "Met in May", "Amina", "what they can teach"))
    assert "Write a reason" in text(desk.post(address, {"act": "suspend", "reason": ""}))
    desk.post(address, {"act": "suspend", "reason": "A complaint"})
    assert Vouching.objects.get().standing == "suspended"
    assert "Put in force again" in text(desk.get(address))


def test_everyone_reads_who_vouches_for_what_and_until_when(desk: Client) -> None:
    trainer, by = listed(), works_at()
    said = {"until": in_days(300), "for_what": ["skills"], "knowledge": "Canary Knowledge", "reason": "Canary Reason"}
    vouching.vouch(trainer, Desk.objects.get(), by=by, today=timezone.localdate(), **said)
    page = text(Client().get(f"/en/trainers/{trainer.public_id}/"))
    assert "what they can teach" in page
    assert "Canary" not in page


def test_desks_are_told_of_an_end_twice_with_the_same_words_as_of_anything(desk: Client) -> None:
    trainer = listed(days=30)
    now = timezone.now()
    for day in (0, 1, 23, 24, 31):
        ticking.tick(now + dt.timedelta(days=day))
    wish(trainer, display_name="Canary")
    ticking.tick(now)
    ticking.tick(now)
    assert len(mail.outbox) == 3
    assert len({(each.subject, each.body) for each in mail.outbox}) == 1
    assert mail.outbox[0].to == ["central@desk.example"]
    assert "Canary" not in str([each.message().as_string() for each in mail.outbox])


def test_a_pause_that_is_over_is_taken_away_and_old_rows_go(desk: Client) -> None:
    trainer = listed()
    Pause.objects.create(trainer=trainer, back_on=in_days(1))
    wish(trainer, max_group_size=5)
    ticking.tick(timezone.now())
    assert Pause.objects.exists()
    ticking.tick(timezone.now() + dt.timedelta(days=1))
    assert not Pause.objects.exists()
    assert Wish.objects.count() == 1
    ticking.tick(timezone.now() + dt.timedelta(days=91))
    assert not Wish.objects.exists()
