"""`manage.py collect_messages`: bring the catalogues up to the texts of the code and templates."""

from __future__ import annotations

from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub import catalogues


class Command(BaseCommand):
    """Add new messages to each catalogue, drop those that no file shows any more."""

    help = "Bring locale/*/LC_MESSAGES/django.po up to the texts in code and templates."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` writes nothing and fails when something would change."""
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file would change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the catalogues and say what each still lacks."""
        messages = catalogues.collect(settings.BASE_DIR)
        stale = [language for language in catalogues.TRANSLATED if self.update(language, messages, options["check"])]
        if options["check"] and stale:
            raise CommandError(f"Run `make messages`: {', '.join(stale)} are behind the code.")

    def update(self, language: str, messages: dict[catalogues.Key, catalogues.Message], check: bool) -> bool:
        """Bring one catalogue up to date; tells whether its messages differed."""
        path = catalogues.file_of(settings.BASE_DIR, language)
        old = polib.pofile(str(path)) if path.exists() else polib.POFile()
        new = catalogues.merged(old, messages, language)
        before = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in old if not entry.obsolete}
        after = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in new}
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            new.save(str(path))
        self.stdout.write(
            f"{language}: {len(new)} messages, {len(after - before)} new, {len(before - after)} dropped, "
            f"{len(new.untranslated_entries())} to translate"
        )
        return before != after
