"""An import from beginning to end: once, again, after edits, with moved dates."""

from __future__ import annotations

import datetime as dt
import json
import stat
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from wagtail.models import Revision

from tests.factories.trainers import a_file, bring_in, organisation_record, trainer_record
from trainers.exporting import document
from trainers.models import Consent, Exclusions, ImportRecord, Organisation, Trainer, TrainerContact, Vouching
from trainers.store import count_listed

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).resolve().parents[3] / "sample" / "directory.json"


def write(folder: Path, raw: bytes) -> Path:
    file = folder / "directory.json"
    file.write_bytes(raw)
    return file


def the_file_again(**changes: Any) -> Any:
    record = trainer_record(id="one", display_name="One", email="one@trainers.example", **changes)
    return bring_in(record, organisations=[organisation_record()])


def test_again_changes_nothing() -> None:
    assert the_file_again().counts["trainers"] == {"created": 1}
    revisions = Revision.objects.count()
    assert the_file_again().counts["trainers"] == {"unchanged": 1}
    assert Revision.objects.count() == revisions


def test_a_change_in_the_file_comes_in_with_a_revision() -> None:
    the_file_again()
    report = the_file_again(max_group_size=7, worked_in=["TZ"], vetted_until=None, vetted_by=None, availability=None)
    assert report.counts["trainers"] == {"updated": 1}
    trainer = Trainer.objects.get()
    assert (trainer.max_group_size, [row.code for row in trainer.worked_in.all()]) == (7, ["TZ"])
    assert not Vouching.objects.filter(standing="vouched").exists()
    assert not hasattr(trainer, "availability")
    assert Revision.objects.for_instance(trainer).count() == 2
    assert trainer.latest_revision.as_object().max_group_size == 7


def test_the_order_of_lists_and_unnamed_tiers_are_no_change() -> None:
    bring_in(trainer_record(id="one", display_name="One", email="a@b.example", worked_in=["KE", "UG"], tiers={}))
    again = trainer_record(id="one", display_name="One", email="a@b.example", worked_in=["UG", "KE"])
    assert bring_in({**again, "tiers": {"email": "desk"}}).counts["trainers"] == {"unchanged": 1}


@pytest.mark.parametrize(
    "edit",
    [
        lambda trainer: Trainer.objects.filter(pk=trainer.pk).update(max_group_size=3),
        lambda trainer: Trainer.objects.filter(pk=trainer.pk).update(live=False),
        lambda trainer: Vouching.objects.filter(pk=trainer.pk).update(until=dt.date(2030, 1, 1)),
        lambda trainer: trainer.languages.all().delete(),
        lambda trainer: Exclusions(trainer=trainer, countries=["RW"]).save(),
        lambda trainer: TrainerContact(trainer=trainer, email="new@trainers.example").save(),
        lambda trainer: Consent(trainer=trainer, code="woman", consented="2026-01-01", expires="2027-01-01").save(),
    ],
)
def test_what_was_edited_here_is_a_conflict_and_stays(edit: Any) -> None:
    the_file_again()
    edit(Trainer.objects.get())
    edited = document(dt.date(2026, 12, 1), "")["trainers"]
    report = the_file_again(max_group_size=9)
    assert report.counts["trainers"] == {"conflict": 1}
    assert "edited here since its last import" in report.lines[0]
    assert document(dt.date(2026, 12, 1), "")["trainers"] == edited


def test_a_draft_that_waits_is_an_edit_too() -> None:
    the_file_again()
    trainer = Trainer.objects.get()
    trainer.display_name = "One, anew"
    trainer.save_revision()
    assert the_file_again(max_group_size=9).counts["trainers"] == {"conflict": 1}
    assert the_file_again().counts["trainers"] == {"unchanged": 1}


def test_take_theirs_takes_the_files() -> None:
    the_file_again()
    Trainer.objects.update(max_group_size=3)
    record = trainer_record(id="one", display_name="One", email="one@trainers.example", max_group_size=9)
    assert bring_in(record, take_theirs=True).counts["trainers"] == {"updated": 1}
    assert Trainer.objects.get().max_group_size == 9
    assert bring_in(record).counts["trainers"] == {"unchanged": 1}


def test_what_the_file_no_longer_has_is_reported_and_kept() -> None:
    bring_in(trainer_record(id="old"), trainer_record(id="new"))
    report = bring_in(trainer_record(id="other"))
    assert "not in the file, kept: trainers/old" in report.lines
    assert Trainer.objects.count() == 3


def test_who_was_removed_here_does_not_come_back_by_an_old_file() -> None:
    the_file_again()
    Trainer.objects.all().delete()
    report = the_file_again()
    assert report.counts["trainers"] == {"conflict": 1}
    assert "removed here since its last import" in report.lines[0]
    assert not Trainer.objects.exists()
    record = trainer_record(id="one", display_name="One", email="one@trainers.example")
    assert bring_in(record, take_theirs=True).counts["trainers"] == {"created": 1}


def test_an_export_says_what_is_not_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Trainer.objects.create(public_id="bare", display_name="Bare", base_country="KE", last_review=dt.date(2026, 1, 1))
    call_command("export_directory", tmp_path / "out.json")
    said = capsys.readouterr().err
    assert "trainers/bare: email: is not a mail address" in said


def test_a_trainer_of_an_organisation_that_failed_comes_in_when_it_is_mended() -> None:
    member = trainer_record(id="member", organisation="open-harbour")
    first = bring_in(member, organisations=[organisation_record(kind="club")])
    assert first.counts["trainers"] == {"failed": 1}
    second = bring_in(member, organisations=[organisation_record()])
    assert second.counts["trainers"] == {"created": 1}
    assert Trainer.objects.get().organisation == Organisation.objects.get()


def test_a_record_that_the_database_refuses_leaves_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        connection.cursor().execute("INSERT INTO trainers_vouching (trainer_id) VALUES (NULL)")

    monkeypatch.setattr("trainers.importing.writing_trainers._availability", refuse)
    report = bring_in(trainer_record(id="half"))
    assert report.counts["trainers"] == {"failed": 1}
    assert not Trainer.objects.exists()


def test_a_decomposed_name_survives_as_it_was_written() -> None:
    name = unicodedata.normalize("NFD", "Zoé Nguyễn Lefèvre")
    bring_in(trainer_record(id="zoe", display_name=name))
    [out] = document(dt.date(2026, 12, 1), "")["trainers"]
    assert out["display_name"] == name
    assert bring_in(trainer_record(**{**out, "id": "zoe"})).counts["trainers"] == {"unchanged": 1}


def test_a_dry_run_says_all_and_stores_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, a_file(trainer_record(), trainer_record(max_group_size=0)))
    with pytest.raises(CommandError, match="1 records failed"):
        call_command("import_directory", file, "--dry-run")
    assert "trainers: created 1, updated 0, unchanged 0, failed 1, conflict 0" in capsys.readouterr().out
    assert not Trainer.objects.exists()


def test_dates_move_by_the_days_since_the_file(tmp_path: Path) -> None:
    closed = [{"from": "2026-12-20", "to": "2027-01-06"}]
    times = {"timezone": "UTC", "weekly": [], "periods": [], "closed": closed}
    file = write(tmp_path, a_file(trainer_record(last_offered="2026-11-30", availability=times)))
    with time_machine.travel("2027-12-11", tick=False):
        call_command("import_directory", file, "--move-dates")
    [out] = document(dt.date(2027, 12, 11), "")["trainers"]
    assert (out["last_offered"], out["vetted_until"]) == ("2027-12-10", "2028-07-09")
    assert out["availability"]["closed"] == [{"from": "2027-12-30", "to": "2028-01-16"}]


def test_a_date_beyond_the_calendar_fails_its_record_alone(tmp_path: Path) -> None:
    file = write(tmp_path, a_file(trainer_record(vetted_until="9999-12-31"), trainer_record(id="sound")))
    with time_machine.travel("2035-01-01", tick=False), pytest.raises(CommandError):
        call_command("import_directory", file, "--move-dates")
    assert [row.public_id for row in Trainer.objects.all()] == ["sound"]


@pytest.mark.slow
def test_the_sample_comes_in_goes_out_and_comes_back_unchanged(tmp_path: Path) -> None:
    call_command("import_directory", SAMPLE)
    out = tmp_path / "out.json"
    call_command("export_directory", out, "--licence", "CC0-1.0")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    before, after = (json.loads(file.read_text("utf-8")) for file in (SAMPLE, out))
    for kind in ("desks", "organisations", "trainers"):
        assert [row["id"] for row in before[kind]] == [row["id"] for row in after[kind]]
    revisions = Revision.objects.count()
    call_command("import_directory", out)
    call_command("import_directory", SAMPLE)
    assert Revision.objects.count() == revisions


@pytest.mark.slow
@pytest.mark.parametrize("today", ["2025-03-01", "2028-02-29", "2035-12-31"])
def test_the_sample_is_as_fresh_in_any_year(today: str) -> None:
    with time_machine.travel(today, tick=False):
        call_command("import_directory", SAMPLE, "--move-dates")
        assert count_listed(dt.date.fromisoformat(today)) == 199


def test_the_sample_is_the_directory_beside_the_project(shared_data: Path) -> None:
    assert SAMPLE.read_bytes() == (shared_data / "directory" / "directory.json").read_bytes()


def test_a_trainer_is_tied_to_no_organisation_that_was_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise IntegrityError("refused")

    monkeypatch.setattr("trainers.importing.writing.keep_revision", refuse)
    member = trainer_record(organisation="open-harbour")
    report = bring_in(member, desks=[], organisations=[organisation_record()])
    assert any("there is no organisation “open-harbour” here" in line for line in report.lines)


def test_what_is_kept_fits_its_columns() -> None:
    the_file_again()
    for record in ImportRecord.objects.all():
        record.full_clean()
