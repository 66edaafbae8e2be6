"""`manage.py match`: one request or a list, answered as a desk sees it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from benchmarks import matching_quality as quality
from tests.factories import trainers as directory
from trainers import store
from trainers.importing.reading import read
from trainers.importing.running import Options, run

pytestmark = pytest.mark.django_db
REQUEST: dict[str, Any] = {
    "country": "KE",
    "languages": [{"code": "en", "need": "must"}],
    "topics": [{"code": "phishing"}],
    "format": "in_person",
    "risk_level": "medium",
    "start_by": "2027-01-11",
}


def answer(tmp_path: Path, request: object, *options: str) -> tuple[Any, str, int]:
    """The JSON on standard output, the words on standard error, the exit status."""
    file = tmp_path / "request.json"
    file.write_text(json.dumps(request), encoding="utf-8")
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("match", str(file), "--today", "2026-12-01", *options, stdout=out, stderr=err)
    except SystemExit as ended:
        status = int(ended.code or 0)
    return json.loads(out.getvalue()), err.getvalue(), status


def test_a_desk_sees_bars_gates_and_who_is_off_topic(tmp_path: Path) -> None:
    directory.bring_in(
        directory.trainer_record(id="amina"),
        directory.trainer_record(id="far", base_country="FR"),
        directory.trainer_record(id="gone", published=False, formats=["online"]),
        directory.trainer_record(id="other", topics=[{"code": "stress", "level": 3}]),
    )
    found, _, status = answer(tmp_path, REQUEST)
    (match,) = found["matches"]
    assert (status, match["trainer"]) == (0, "amina")
    assert match["score"] == round(sum(match["bars"].values()), 1)
    assert found["excluded"] == {"far": ["G11"], "gone": ["G1", "G4"]}
    assert found["off_topic"] == ["other"]
    assert found["excluded_count"] == 2
    assert found["hints"][0]["relax"] == {"format": "online"}


def test_what_trainers_told_the_desk_counts_here(tmp_path: Path) -> None:
    consent = {"code": "woman", "consented": "2026-01-01", "expires": "2028-01-01"}
    directory.bring_in(
        directory.trainer_record(id="amina", facilitator_attributes=[consent]),
        directory.trainer_record(id="bola"),
        directory.trainer_record(id="cheb", exclusions={"countries": ["KE"], "organisations": [], "people": []}),
    )
    found, _, _ = answer(tmp_path, {**REQUEST, "facilitator": {"must": ["woman"]}, "declined": ["bola"]})
    assert [match["trainer"] for match in found["matches"]] == ["amina"]
    assert found["excluded"] == {"bola": ["G9", "G13"], "cheb": ["G8", "G9"]}


def test_a_list_is_answered_by_a_list_and_a_bad_request_in_its_place(tmp_path: Path) -> None:
    directory.a_trainer(id="amina")
    found, told, status = answer(tmp_path, [REQUEST, {**REQUEST, "country": "XX"}, 7])
    assert [match["trainer"] for match in found[0]["matches"]] == ["amina"]
    assert [error["field"] for error in found[1]["errors"]] == ["country"]
    assert [error["field"] for error in found[2]["errors"]] == ["request"]
    assert status == 1
    assert "request 2: country:" in told
    assert answer(tmp_path, [])[0] == []


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_bytes(b"{")
    for name in ("broken.json", "missing.json"):
        with pytest.raises(CommandError, match=name):
            call_command("match", str(tmp_path / name))


@pytest.mark.slow
def test_rows_give_the_same_answers_as_the_file(shared_data: Path) -> None:
    folder = shared_data / "directory"
    run(read((folder / "directory.json").read_bytes()), Options())
    everyone = store.candidates(directory.TODAY)
    for judged, again in zip(quality.judge_all(folder), quality.judge_all(folder, everyone), strict=True):
        assert again.outcome == judged.outcome, judged.name
