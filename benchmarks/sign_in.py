"""Whether the time of a refused sign-in tells if an account exists.

    python -m benchmarks.sign_in [--tries 100]

Makes a site of its own in a folder that is thrown away, with password hashes as costly as on a live site. Names that
have an account and names that have none are tried in turns with a wrong password, each name once.
"""

from __future__ import annotations

import argparse
import atexit
import os
import shutil
import statistics
import tempfile
import time

FOLDER = tempfile.mkdtemp(prefix="hub-sign-in-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["HUB_DATA_DIR"] = FOLDER
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402

ADDRESS, WRONG = "/staff/login/", "certainly not the password"


def prepare(tries: int) -> None:
    """As many accounts as tries; one hash serves all of them, since nobody gets in."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.ALLOWED_HOSTS = ["*"]
    one = make_password("what none of them will type")
    User.objects.bulk_create(User(username=f"known-{number}", password=one) for number in range(tries))


def refused(name: str) -> float:
    """Milliseconds until a wrong password was refused."""
    begun = time.perf_counter()
    answer = Client().post(ADDRESS, {"login": name, "password": WRONG})
    taken = (time.perf_counter() - begun) * 1000
    assert answer.status_code == 200, answer.status_code
    return taken


def main() -> None:
    """Measure in turns and print the ratio of the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tries", type=int, default=100)
    tries = parser.parse_args().tries
    prepare(tries)
    refused("somebody")
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(tries):
        for kind, found in times.items():
            found.append(refused(f"{kind}-{number}"))
    medians = {kind: statistics.median(found) for kind, found in times.items()}
    print(f"{'account':<10} {'tries':>6} {'median ms':>10} {'95 % ms':>9}")
    for kind, found in times.items():
        print(f"{kind:<10} {tries:>6} {medians[kind]:>10.1f} {statistics.quantiles(found, n=20)[-1]:>9.1f}")
    print(f"known : unknown = {medians['known'] / medians['unknown']:.3f} (0.9 to 1.1 tells nothing)")


if __name__ == "__main__":
    main()
