"""Write the vocabulary as SKOS."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from vocabulary.models import Scheme
from vocabulary.skos import store

FORMS = {"skos-jsonld": "jsonld", "skos-turtle": "turtle"}


class Command(BaseCommand):
    """`export_vocabulary`: all terms on standard output; importing them again changes nothing."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which form, which lists."""
        parser.add_argument("--format", choices=sorted(FORMS), default="skos-jsonld")
        parser.add_argument("--scheme", choices=Scheme.values, nargs="*", default=[], help="only these lists")

    def handle(self, *_: Any, scheme: list[str], **options: Any) -> None:
        """Write."""
        self.stdout.write(store.write(FORMS[options["format"]], scheme), ending="")
