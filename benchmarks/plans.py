"""What planning many cases at once costs: opening, recording, solving, drawing.

    python -m benchmarks.plans [--cases 200] [--rounds 3]

Copies the database of HUB_DATA_DIR (run the demo first) and fills the copy with cases drawn from those of the
sample. One process, no network; the page is asked for as a coordinator's browser does.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
GIVEN = Path(os.environ.get("HUB_DATA_DIR", "var"))
COPY = Path(tempfile.mkdtemp(prefix="plans-"))
for part in ("hub.sqlite3", "search.sqlite3", "keys", "static"):
    if (GIVEN / part).is_dir():
        shutil.copytree(GIVEN / part, COPY / part)
    elif (GIVEN / part).exists():
        shutil.copy(GIVEN / part, COPY / part)
os.environ["HUB_DATA_DIR"] = str(COPY)

import django  # noqa: E402

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from casework import contents, needs  # noqa: E402
from casework.batch import choices, opening, showing, solving  # noqa: E402
from casework.clocks import answer_by, purge_on  # noqa: E402
from casework.demo import _read  # noqa: E402
from casework.desk.fitting import known  # noqa: E402
from casework.envelopes import Key, wrap_for_desk  # noqa: E402
from casework.models import Case, CaseHead, CaseKey  # noqa: E402
from casework.models.keys import at_desk  # noqa: E402
from casework.states import State, Urgency  # noqa: E402
from hub.sealing import Ciphertext  # noqa: E402
from trainers.models import Desk, Trainer  # noqa: E402
from trainers.sentences.filling import words_now  # noqa: E402

DESK, COORDINATOR = "desk-mesoamerica", "coordinator"
SAMPLE = Path(__file__).resolve().parents[1] / "sample" / "cases.json"


def a_case(need: needs.Answers, desk: Desk, order: int) -> None:
    """A case that waits at the desk; nobody has a passphrase for it."""
    today, key = timezone.localdate(), Key.new()
    case = Case(
        pk=uuid4(),
        code_hash=f"bench-{order}",
        desk=desk,
        state=State.NEW,
        urgency=needs.urgency(need),
        received_on=today,
        answer_by=answer_by(Urgency(needs.urgency(need)), today),
        last_message_on=today,
        purge_on=purge_on(State.NEW, today, None),
        order=order,
    )
    case.save(force_insert=True)
    wrapped = Ciphertext(wrap_for_desk(key, desk.public_id, str(case.pk)))
    CaseKey.objects.create(case=case, recipient=at_desk(desk.public_id), wrapped=wrapped)
    contents.write_need(case, key, need)


def fill(number: int) -> None:
    """Cases like those of the sample, each mixed from several."""
    draw, today = Random(11), timezone.localdate()  # noqa: S311 - nothing secret is drawn
    sample = [each.answers(today) for each in _read(SAMPLE)]
    desk = Desk.objects.get(public_id=DESK)
    start = CaseHead.objects.get(pk=1).number + 1
    with transaction.atomic():
        for order in range(number):
            one, other = draw.choice(sample), draw.choice(sample)
            mixed = replace(
                one,
                topics=other.topics,
                situation=draw.choice(("danger", "incident", "preparing", "preparing")),
                hours=draw.randint(4, 16),
                weeks=draw.randint(1, 6),
                participants=draw.randint(5, 25),
                format=draw.choice(("online", "online", "in_person", "hybrid")),
            )
            a_case(mixed, desk, start + order)


def steps(user: User) -> dict[str, float]:
    """The seconds of processor time of each step of one plan."""
    today, took, began = timezone.localdate(), {}, time.process_time()
    table = opening.table(user, today)
    took["open and record"], began = time.process_time() - began, time.process_time()
    everybody = solving.everybody(today)
    took["read the trainers"], began = time.process_time() - began, time.process_time()
    solved = solving.solve(table.opened, everybody, choices.Choices(), today)
    took["solve, and five times more for balance"], began = time.process_time() - began, time.process_time()
    showing.context(table, solved, choices.Choices(), known(), words_now())
    took["find the words"] = time.process_time() - began
    return took


def main() -> int:
    """Print the table."""
    read = argparse.ArgumentParser()
    read.add_argument("--cases", type=int, default=200)
    read.add_argument("--rounds", type=int, default=3)
    given = read.parse_args()
    user = User.objects.get(username=COORDINATOR)
    fill(given.cases)
    rounds = [steps(user) for _ in range(given.rounds)]
    print(f"{given.cases} cases, {Trainer.objects.count()} trainers; processor time, median of {given.rounds}")
    for name in rounds[0]:
        print(f"{name:45}{statistics.median(each[name] for each in rounds):8.2f} s")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    took, page = [], None
    for _ in range(given.rounds):
        began = time.process_time()
        with CaptureQueriesContext(connection) as asked:
            page = client.post("/admin/cases/plan/", {"act": "solve"})
        took.append(time.process_time() - began)
    if page is None or page.status_code != 200:
        print("The page was not drawn.")
        return 1
    print(f"{'the whole page':45}{statistics.median(took):8.2f} s, {len(asked)} queries, {len(page.content)} bytes")
    shutil.rmtree(COPY)
    return 0


if __name__ == "__main__":
    sys.exit(main())
