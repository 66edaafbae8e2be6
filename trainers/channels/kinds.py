"""The ways of contact that an entry may have."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChannelKind(models.TextChoices):
    """How somebody is reached."""

    SIGNAL = "signal", "Signal"
    PGP = "pgp", _("OpenPGP key")
    ONION = "onion", _("Onion address (Tor)")
    EMAIL = "email", _("E-mail")
    WEB = "web", _("Website")


class SayingKind(models.TextChoices):
    """What an entry says in its own words besides its summary."""

    HOW = "how_they_work", _("How they work")
    ASK = "questions", _("Questions to ask before you choose")
