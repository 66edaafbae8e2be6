"""`manage.py match FILE.json`: who fits, as a desk sees it. Stores nothing."""

from __future__ import annotations

import datetime as dt
import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from hub import languages
from trainers import answers
from trainers.sentences.filling import words_now
from trainers.weighing import current
from trainers.weighing.models import WeightsVersion
from trainers.weighing.presets import BY_CODE


class Command(BaseCommand):
    """Answers one request or a list of them with JSON on standard output."""

    help = "Matches one request, or each of a list of them, with the trainers, as a protection desk sees it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and what an answer depends on besides it."""
        parser.add_argument("file", type=Path, metavar="FILE.json")
        parser.add_argument("--today", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="as if it were this day")
        parser.add_argument("--seed", type=int, help="the draw among equals; by default the day decides")
        parser.add_argument(
            "--weights",
            metavar="NUMBER|PRESET",
            help="a saved version, or ready-made ones such as as-designed; by default those that hold",
        )
        parser.add_argument("--language", default=languages.DEFAULT.code, choices=sorted(languages.BY_CODE))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the answers; a request that cannot be read is told in its place, with exit status 1."""
        value = _read(options["file"])
        today = options["today"] or timezone.localdate()
        requests = value if isinstance(value, list) else [value]
        with translation.override(options["language"]):
            asking = partial(_answer, today=today, seed=options["seed"], weights=_weights(options["weights"]))
            found = [asking(request) for request in requests]
        self.stdout.write(json.dumps(found if isinstance(value, list) else found[0], ensure_ascii=False, indent=2))
        wrong = [(number, answer) for number, answer in enumerate(found, start=1) if "errors" in answer]
        for number, answer in wrong:
            for problem in answer["errors"]:
                self.stderr.write(f"request {number}: {problem['field']}: {problem['message']}")
        if wrong:
            sys.exit(1)


def _read(path: Path) -> object:
    try:
        value, fault = answers.decoded(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    if fault:
        raise CommandError(f"{path}: {answers.problems((fault,), words_now())[0]['message']}")
    return value


def _weights(wanted: str | None) -> Mapping[str, int] | None:
    if wanted is None:
        return None
    if wanted in BY_CODE:
        return BY_CODE[wanted].weights
    row = WeightsVersion.objects.filter(number=int(wanted)).first() if wanted.isdecimal() else None
    if row is None:
        known = ", ".join(BY_CODE)
        raise CommandError(f"--weights {wanted}: no saved version, and none of {known}")
    return current.whole(row.weights)


def _answer(request: object, today: dt.date, seed: int | None, weights: Mapping[str, int] | None) -> answers.Answer:
    words = words_now()
    asked = answers.asked(request, today)
    if asked.need is None:
        return {"errors": answers.problems(asked.faults, words)}
    return answers.desk_answer(answers.desk_outcome(asked.need, today, seed, weights), asked.assumed, words)
