"""`manage.py remove_second_factor NAME`: for somebody who lost app, keys and recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts import audit
from accounts.models import User


class Command(BaseCommand):
    """Removes every second factor of one account; the next sign-in asks for a new one where the site requires it."""

    help = "Remove the second factors of an account. First make sure, by another channel, who is asking."

    def add_arguments(self, parser: CommandParser) -> None:
        """The account."""
        parser.add_argument("name", help="user name of the account")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Remove them and record it, both or neither."""
        try:
            user = User.objects.get_by_natural_key(options["name"])
        except User.DoesNotExist:
            raise CommandError(f"There is no account named {options['name']}.") from None
        with transaction.atomic():
            removed, _per_model = Authenticator.objects.filter(user=user).delete()
            audit.record(who=audit.SYSTEM, act="factor.remove-all", what=f"user:{user.pk}")
        self.stdout.write(f"{removed} removed. {user.username} signs in with the password alone, then adds a new one.")
