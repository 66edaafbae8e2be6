"""Somebody carries off the disk: what opens with the database and the key files but without a desk's key: nothing.

The attacker here has our code, every row, every other key file, `SECRET_KEY` and every text that lies in the
database, and tries each of them on each ciphertext, in each way in which our code would use it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import permutations
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connection, models

from casework import contents, desk_work, envelopes, requester
from casework.envelopes import Key, Place
from casework.models import Case, CaseHead, CaseKey, Contact, Counter, Message, NeedsAssessment, OpenedCase, Proposal
from casework.models.base import CaseSealedField
from casework.models.keys import PASSPHRASE, at_desk
from casework.opening import recall, remember
from casework.proposals import links
from hub import keys
from hub.checks import own_models
from hub.sealing import CannotBeOpened, Ciphertext
from tests.casework import proposing_cases as proposing
from tests.factories.casework import CANARY, CENTRAL, HERE, TODAY, Kept, confirmed, coordinator, sent, three_desks
from trainers.models import Desk

pytestmark = [pytest.mark.any_database, pytest.mark.django_db, pytest.mark.slow]
CASES = 20
CONTENT = (NeedsAssessment, Contact, Message)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Iterator[Path]:
    """A site with three desks, and keys of its own."""
    settings.HUB_DATA_DIR = tmp_path / "site"
    three_desks()
    yield tmp_path / "site"
    keys._load.cache_clear()
    keys._derived.cache_clear()


@pytest.fixture
def cases(folder: Path) -> list[Kept]:
    """Cases as they lie on a disk in use: waiting, read, answered, with messages, some open in a browser."""
    user = coordinator(HERE, CENTRAL)
    kept = [confirmed(country="KE" if number % 2 else "FR", called=f"{CANARY}-{number}") for number in range(CASES)]
    for number, one in enumerate(kept):
        opened = one.opened()
        requester.add_message(opened, f"Please hurry. {CANARY}", TODAY)
        if number % 3 == 0:
            desk_work.read(user, one.case.pk, TODAY)
        if number % 4 == 0:
            desk_work.answer(user, one.case.pk, f"We come. {CANARY}", TODAY)
        if number % 5 == 0:
            remember(one.opened(), TODAY)
    sent()
    return kept


def carried_off(folder: Path, to: Path, *, without: str) -> Path:
    """A copy of the keys folder, without the files that a pattern names."""
    shutil.copytree(folder, to)
    for path in (to / "keys").glob(without):
        path.unlink()
    return to


def texts() -> set[str]:
    """Every value of every column of every table of the site, as text."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            found.update(str(value) for row in cursor.fetchall() for value in row if value not in (None, ""))
    return found


def secrets_of(folder: Path) -> set[bytes]:
    """All 32 bytes that the key files and the settings give, as they are and as our code derives them."""
    raw = {path.read_bytes() for path in (folder / "keys").glob("*.key")}
    purposes = (
        "casework.code",
        "casework.token",
        "casework.receipt",
        "casework.opened",
        "casework.asking",
        "case/proof",
    )
    derived = {
        keys.derived(path.name.split(".")[0], int(path.name.split(".")[1]), purpose)
        for path in (folder / "keys").glob("*.key")
        for purpose in purposes
    }
    return raw | derived | {hashlib.sha256(site.SECRET_KEY.encode()).digest()}


def tries(case: Case, candidates: set[str], found: set[bytes]) -> Iterator[Callable[[], Key]]:
    """Each way in which our code opens a case, with each thing the attacker has."""
    for row in case.keys.all():
        desks = [desk.public_id for desk in Desk.objects.all()]
        yield from (
            lambda row=row, desk=desk: envelopes.unwrap_at_desk(row.wrapped, desk, str(case.pk)) for desk in desks
        )
        if row.recipient == PASSPHRASE:
            guesses = {*candidates, "", site.SECRET_KEY}
            yield from (
                lambda row=row, guess=guess: envelopes.unwrap_with_passphrase(row.wrapped, guess, str(case.pk))
                for guess in guesses
            )
    for opened in case.opened.all():
        as_bytes = {text.encode() for text in candidates if len(text) >= envelopes.SHORTEST_SECRET}
        yield from (
            lambda opened=opened, secret=secret: envelopes.unwrap_with_secret(opened.wrapped, secret, str(case.pk))
            for secret in found | as_bytes
        )
    yield from (lambda secret=secret: Key(secret) for secret in found)


def opens(case: Case, candidates: set[str], found: set[bytes]) -> bool:
    """Whether any of it opens a text of a case."""
    rows = [row for model in CONTENT for row in model.objects.filter(case=case)]
    assert rows
    for attempt in tries(case, candidates, found):
        with suppress(CannotBeOpened):
            key = attempt()
            for row in rows:
                with suppress(CannotBeOpened):
                    contents.text_of(row, key)
                    return True
    return False


def opened_by(copy: Path, settings, cases: list[Kept]) -> int:
    """How many cases somebody opens with a copy of the database and of a keys folder."""
    # Codes in the copy are hashes; short texts (numbers, states) are many and no key.
    candidates = {text for text in texts() if 8 <= len(text) <= 100}
    rows = [kept.case for kept in cases]
    settings.HUB_DATA_DIR = copy
    found = secrets_of(copy)
    return sum(opens(case, candidates, found) for case in rows)


def test_without_a_desks_key_no_case_opens(folder: Path, tmp_path: Path, settings, cases: list[Kept]) -> None:
    copy = carried_off(folder, tmp_path / "copy", without="desk-*")
    assert len(list((copy / "keys").iterdir())) >= 2
    assert opened_by(copy, settings, cases) == 0


def test_the_attack_is_not_blind(folder: Path, tmp_path: Path, settings, cases: list[Kept]) -> None:
    """With one desk's key file it opens that desk's cases and no other's: this is what the files must be kept for."""
    copy = carried_off(folder, tmp_path / "copy", without=f"desk-{CENTRAL}.*")
    assert opened_by(copy, settings, cases) == CASES // 2


def test_nothing_readable_lies_in_the_database(cases: list[Kept]) -> None:
    everything = "\n".join(texts())
    assert CANARY not in everything
    for kept in cases:
        assert kept.sent.code not in everything
        assert kept.sent.code.replace(" ", "") not in everything
        assert " ".join(kept.sent.passphrase) not in everything


def test_an_opened_case_needs_its_cookie(cases: list[Kept]) -> None:
    first, second = (kept.opened() for kept in cases[:2])
    cookie, other = remember(first, TODAY), remember(second, TODAY)
    rows = {row.case_id: row for row in OpenedCase.objects.filter(case__in=(first.case, second.case))}
    assert recall(cookie, TODAY) == first
    # Somebody who writes to the database gives a row to the holder of another cookie.
    mine, theirs = rows[first.case.pk], rows[second.case.pk]
    hashed = theirs.key_hash
    theirs.key_hash = "moved"
    theirs.save()
    mine.key_hash = hashed
    mine.save()
    assert recall(other, TODAY) is None


# --- Erased: nothing is left to open -------------------------------------------------------------------------


def test_what_is_erased_leaves_nothing_even_to_who_has_every_key(folder: Path, cases: list[Kept]) -> None:
    """The desk's key, the code and the passphrase at hand: there is no row left that they would open."""
    gone, stays = cases[0], cases[1]
    identifier = gone.case.pk
    sealed = [row.body for model in CONTENT for row in model.objects.filter(case=identifier)]
    sealed += [row.wrapped for row in CaseKey.objects.filter(case=identifier)]
    opened = gone.opened()
    cookie = remember(opened, TODAY)
    assert requester.erase(opened, TODAY)
    left = texts()
    assert not left & {str(text) for text in sealed}
    assert not left & {str(identifier), identifier.hex}
    assert gone.open() is None
    assert recall(cookie, TODAY) is None
    assert stays.open()


def test_every_table_with_rows_of_a_case_loses_them(cases: list[Kept]) -> None:
    of_case = [model for model in own_models() if model is not Case and any(points_at_case(model))]
    assert {CaseKey, OpenedCase, *CONTENT} <= set(of_case)
    for kept in cases:
        requester.erase(kept.opened(), TODAY) if kept.open() else kept.case.delete()
    Case.objects.all().delete()
    assert [model for model in of_case if model._default_manager.exists()] == []


def test_only_counts_remain(cases: list[Kept]) -> None:
    for kept in cases:
        requester.erase(kept.opened(), TODAY)
    Case.objects.all().delete()
    casework = [model for model in own_models() if model._meta.app_label == "casework" and model.objects.exists()]
    assert set(casework) == {CaseHead, Counter}
    assert {field.name for field in Counter._meta.get_fields()} == {"id", "year", "month", "desk", "what", "number"}


# --- Moved: a ciphertext opens at its own place only ------------------------------------------------------------


def test_every_pair_of_swapped_texts_is_refused(cases: list[Kept]) -> None:
    """Between cases, between tables and within a case, written straight to the database."""
    chosen = [kept for kept in cases if kept.case.messages.count() > 1][:3]
    found = {kept.case.pk: kept.opened().key for kept in chosen}
    rows = [row for model in CONTENT for row in model.objects.filter(case__in=found)]
    assert len(rows) >= 12
    for here, there in permutations(rows, 2):
        swap(here, there.body)
        with pytest.raises(CannotBeOpened):
            contents.text_of(type(here).objects.get(pk=here.pk), found[here.case_id])
        swap(here, here.body)
    assert all(contents.text_of(row, found[row.case_id]) for row in rows)


def test_a_case_with_the_texts_of_another_is_refused_to_both_sides(cases: list[Kept]) -> None:
    user = coordinator(HERE, CENTRAL)
    mine, theirs = cases[0], cases[1]
    swap(mine.case.contact, theirs.case.contact.body)
    with pytest.raises(CannotBeOpened):
        requester.read(mine.opened())
    with pytest.raises(desk_work.NotAllowed) as refused:
        desk_work.read(user, mine.case.pk, TODAY)
    assert refused.value.reason == "cannot_be_opened"


def test_rows_moved_to_another_case_are_refused(cases: list[Kept]) -> None:
    """Somebody hangs a message on their own case, to read it with their own passphrase."""
    mine, theirs = cases[0], cases[1]
    Message.objects.filter(case=mine.case).delete()
    Message.objects.filter(case=theirs.case).update(case=mine.case)
    with pytest.raises(CannotBeOpened):
        requester.read(mine.opened())


def test_the_key_of_another_case_is_refused(cases: list[Kept]) -> None:
    """Nor do both together help: the wrapped key says its case as the texts do."""
    mine, theirs = cases[1], cases[3]
    assert mine.case.desk == theirs.case.desk
    recipient = at_desk(mine.case.desk.public_id)
    for name in (PASSPHRASE, recipient):
        swap(
            CaseKey.objects.get(case=mine.case, recipient=name),
            CaseKey.objects.get(case=theirs.case, recipient=name).wrapped,
        )
    assert mine.open() is None
    with pytest.raises(desk_work.NotAllowed):
        desk_work.read(coordinator(HERE, CENTRAL), mine.case.pk, TODAY)
    assert theirs.open()


def test_any_changed_sign_is_refused_to_the_desk_and_never_garbage(cases: list[Kept]) -> None:
    user, kept = coordinator(HERE, CENTRAL), cases[0]
    message = kept.case.messages.first()
    whole = str(message.body)
    for position in range(0, len(whole), 7):
        other = "A" if whole[position] != "A" else "B"
        swap(message, whole[:position] + other + whole[position + 1 :])
        with pytest.raises(desk_work.NotAllowed) as refused:
            desk_work.read(user, kept.case.pk, TODAY)
        assert refused.value.reason == "cannot_be_opened"
    swap(message, whole)
    assert desk_work.read(user, kept.case.pk, TODAY).messages


def test_every_sealed_column_of_casework_was_swapped_here() -> None:
    """A column that comes later must come into these tests."""
    sealed = {
        (model.__name__, field.name)
        for model in own_models()
        if model._meta.app_label == "casework"
        for field in model._meta.get_fields()
        if isinstance(field, CaseSealedField)
    }
    assert sealed == {
        *((model.__name__, "body") for model in CONTENT),
        ("CaseKey", "wrapped"),
        ("OpenedCase", "wrapped"),
        # In tests of their own: test_proposals, tests of kept runs and of vetted openings.
        *(("Proposal", column) for column in ("body", "answer", "outline")),
        *((table, "body") for table in ("MatchRun", "VettedOpening")),
    }


def test_who_has_everything_but_the_link_learns_nothing_of_what_it_shows(folder: Path) -> None:
    """Every key file, the desks' included, the code and the passphrase at hand."""
    proposing.trainers()
    kept = proposing.a_case()
    (token,) = proposing.asked(coordinator(HERE), kept)
    row = Proposal.objects.get()
    found = secrets_of(folder)
    for guess in ["", kept.sent.code, kept.passphrase, *(text for text in texts() if len(text) <= 100)]:
        with pytest.raises(CannotBeOpened):
            links.shown_by(row, guess)
    for key in (kept.opened().key, *(Key(secret) for secret in found)):
        with pytest.raises(CannotBeOpened):
            envelopes.unseal(key, row.outline, links._place(row))
    assert links.shown_by(row, token)["region"] == "014"


def test_the_place_of_a_text_names_case_table_row_and_column(cases: list[Kept]) -> None:
    row = cases[0].case.contact
    assert contents.place(row) == Place(str(row.case_id), "casework.contact", str(row.pk), "body")


def swap(row: models.Model, text: str) -> None:
    """Write a ciphertext into a row as somebody with the database does."""
    name = "wrapped" if isinstance(row, CaseKey | OpenedCase) else "body"
    type(row)._default_manager.filter(pk=row.pk).update(**{name: Ciphertext(text)})


def points_at_case(model: type[models.Model]) -> Iterator[bool]:
    """Whether a model has a foreign key to a case, field by field."""
    return (isinstance(field, models.ForeignKey) and field.related_model is Case for field in model._meta.get_fields())
