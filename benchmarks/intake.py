"""What sending and opening cases costs beside a view that does nothing, and what reading keeps of its pace meanwhile.

    python -m benchmarks.intake [--seconds 10]

Makes a site of its own (sample directory, no library) in a folder that is thrown away, with passphrases as costly to
guess as on a live site. First table: one thread, no network, Django's test client. Second: gunicorn as it is shipped
(one process, four threads) on this machine, two readers, and beside them nobody, four who send, a hundred wrong
passphrases at once, or a hundred who guess without a pause. Ratios count, not the figures of one machine.
"""

from __future__ import annotations

import argparse
import atexit
import itertools
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

FOLDER = tempfile.mkdtemp(prefix="hub-intake-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["HUB_DATA_DIR"] = FOLDER
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.crowds import FORM, Crowd, server  # noqa: E402
from casework import codes, envelopes, needs, opening, passphrases, sending  # noqa: E402
from casework.sending import Sent  # noqa: E402
from casework.travelling import Luggage, packed  # noqa: E402
from home.trees import ensure_tree  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
NOTHING, READING, ASK, RETURN, CASE = "/-/health/", "/en/trainers/", "/en/request/", "/en/case/", "/en/case/open/"
LONG = "What happened, in some sentences. " * 20
GIVEN = {
    "country": ("Kenya",),
    "group_kind": ("collective",),
    "participants": ("12",),
    "situation": ("incident",),
    "happened": (LONG,),
    "worries": (LONG,),
    "risk_level": ("medium",),
    "topics": ("phishing",),
    "language": ("English",),
    "format": ("online",),
    "length": ("short",),
    "tell": ("code",),
}
READERS, SENDERS, GUESSERS = 2, 4, 100


def prepare() -> None:
    """A site with desks and trainers; the day on which cases go must lie ahead."""
    call_command("migrate", verbosity=0)
    ensure_tree("en")
    call_command("import_directory", str(ROOT / "sample" / "directory.json"), move_dates=True, stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.ALLOWED_HOSTS = ["*"]


def request_body() -> str:
    """The form after the fourth step, of somebody who has not sent it yet."""
    return urlencode({"travel": packed(Luggage(given=GIVEN)), "step": 5, "to": "send"})


def guess_body() -> str:
    """A code that could be one, and a passphrase."""
    return urlencode({"code": codes.make(), "passphrase": " ".join(passphrases.make("en"))})


def a_case() -> Sent:
    """A case that its requester can open."""
    need, token, today = (
        needs.Answers(country="KE", languages=("en",), happened=LONG),
        Luggage().token,
        timezone.localdate(),
    )
    sent = sending.send(need, token=token, language="en", today=today)
    sending.confirm(token, today)
    return sent


# --- One after the other ----------------------------------------------------------------------------------------


def posting(client: Client, address: str, body: Callable[[], str], status: int, part: bytes) -> Callable[[], None]:
    """Send a form and be sure of the answer."""

    def act() -> None:
        found = client.post(address, body(), content_type=FORM)
        assert found.status_code == status, f"{address} answered {found.status_code}"
        assert part in found.content, f"{address} answered something else"

    return act


def getting(client: Client, address: str) -> Callable[[], None]:
    """Get a page and be sure of it."""

    def act() -> None:
        assert client.get(address).status_code == 200, address

    return act


def acts() -> Iterator[tuple[str, Callable[[], None]]]:
    """What is measured, the view that does nothing first."""
    client = Client()
    yield "nothing (baseline)", getting(client, NOTHING)
    yield "first step of asking", getting(client, ASK)
    yield "one derivation alone", envelopes.spend_as_much
    yield "sending a request", posting(client, ASK, request_body, 200, b'name="receipt"')
    yield "wrong code or passphrase", posting(client, RETURN, guess_body, 200, b'name="passphrase"')
    sent = [a_case() for _ in range(3)]
    right = [urlencode({"code": each.code, "passphrase": " ".join(each.passphrase)}) for each in sent]
    turns = itertools.cycle(right)
    yield "opening a case", posting(client, RETURN, lambda: next(turns), 303, b"")
    opened = opening.open_case(sent[0].code, " ".join(sent[0].passphrase))
    assert opened is not None
    client.cookies[settings.HUB_CASE_COOKIE] = opening.remember(opened, timezone.localdate())
    yield "the page of a case", getting(client, CASE)


def one_after_the_other(seconds: float) -> None:
    """Print the first table; processor time is what other work on the machine does not change."""
    print(f"{'one thread':<28}{'per s':>9}{'median ms':>11}{'CPU ms':>9}{'× nothing':>11}")
    base = 0.0
    for name, act in acts():
        act()
        times, worked = [], []
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            began, before = time.perf_counter(), time.process_time()
            act()
            times.append(time.perf_counter() - began)
            worked.append(time.process_time() - before)
        median, cpu = statistics.median(times) * 1000, statistics.median(worked) * 1000
        base = base or cpu
        print(f"{name:<28}{len(times) / sum(times):>9.1f}{median:>11.1f}{cpu:>9.1f}{cpu / base:>11.1f}", flush=True)


# --- Side by side -----------------------------------------------------------------------------------------------


def side_by_side(seconds: float) -> None:
    """Print the second table."""
    print(f"\n{'two readers, and beside them':<40}{'pages/s':>9}{'kept':>7}{'median ms':>11}{'95 % ms':>9}  the others")
    with server(READING) as port:
        send, guess = (ASK, request_body), (RETURN, guess_body)
        others = {
            "nobody": [],
            "4 send without a pause": [(SENDERS, *send, False)],
            "100 wrong passphrases at once, 1 sends": [(GUESSERS, *guess, True), (1, *send, False)],
            "100 guess without a pause, 1 sends": [(GUESSERS, *guess, False), (1, *send, False)],
        }
        base = 0.0
        for name, wanted in others.items():
            crowds = [Crowd(port, many, address, body, once=once) for many, address, body, once in wanted]
            rate, times = _read_beside(port, crowds, seconds)
            base = base or rate
            told = "; ".join(crowd.told() for crowd in crowds)
            middle, late = statistics.median(times) * 1000, statistics.quantiles(times, n=20)[-1] * 1000
            print(f"{name:<40}{rate:>9.1f}{rate / base:>7.0%}{middle:>11.0f}{late:>9.0f}  {told}", flush=True)


def _read_beside(port: int, crowds: list[Crowd], seconds: float) -> tuple[float, list[float]]:
    for crowd in crowds:
        crowd.__enter__()
    try:
        began = time.perf_counter()
        with Crowd(port, READERS, READING, None, once=False) as readers:
            time.sleep(seconds)
        return len(readers.times) / (time.perf_counter() - began), readers.times
    finally:
        for crowd in crowds:
            crowd.stopped.set()
        for crowd in crowds:
            crowd.__exit__()


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    seconds = parser.parse_args().seconds
    prepare()
    one_after_the_other(seconds / 2)
    side_by_side(seconds)


if __name__ == "__main__":
    main()
