"""`manage.py setup`: a real, empty site."""

from __future__ import annotations

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Error, run_checks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from home import setup


class Command(BaseCommand):
    """Asks, or reads a file; makes the database if there is none; creates no sample."""

    help = "Make a real, empty site: asks for its name, languages, first desk and first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A file instead of questions."""
        parser.add_argument("--file", type=Path, help="answers as TOML: name, languages, desk_name, …")

    def handle(self, *, file: Path | None, **_: Any) -> None:
        """Refuse unsafe settings, ask, make."""
        refused = [each for each in run_checks(include_deployment_checks=True) if isinstance(each, Error)]
        if refused:
            raise CommandError("\n".join(f"{each.id}: {each.msg} {each.hint or ''}" for each in refused))
        Path(settings.HUB_DATA_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("compile_catalogues", verbosity=0)
        if not setup.is_new():
            raise CommandError("Somebody has an account here already: this site is set up.")
        try:
            answers = setup.from_file(file.read_text("utf-8")) if file else setup.from_person(self._ask)
        except (setup.NotAnAnswer, OSError) as why:
            raise CommandError(str(why)) from why
        setup.make(answers)
        call_command("rebuild_search", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(f"Made. {answers.admin} signs in at /staff/login/ and then adds a second factor.")

    @staticmethod
    def _ask(question: str, key: str) -> str:
        return getpass.getpass(question) if key == "password" else input(question)
