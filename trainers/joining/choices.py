"""The closed lists of asking to be listed and of remarks, and which state may follow which. Pure."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class JoiningKind(models.TextChoices):
    """Who asks to be listed."""

    TRAINER = "trainer", _("A person who trains")
    ORGANISATION = "organisation", _("An organisation")


class Joining(models.TextChoices):
    """What became of it so far."""

    WAITING = "waiting", _("Waits for the desk")
    ASKED = "asked", _("The desk has a question")
    LISTED = "listed", _("Listed")
    REFUSED = "refused", _("Refused")
    DUPLICATE = "duplicate", _("Was there already")


OPEN: Final = frozenset({Joining.WAITING, Joining.ASKED})
MOVES: Final[dict[Joining, frozenset[Joining]]] = {
    Joining.WAITING: frozenset({Joining.ASKED, Joining.LISTED, Joining.REFUSED, Joining.DUPLICATE}),
    Joining.ASKED: frozenset(
        {Joining.WAITING, Joining.ASKED, Joining.LISTED, Joining.REFUSED, Joining.DUPLICATE},
    ),
    Joining.LISTED: frozenset(),
    Joining.REFUSED: frozenset(),
    Joining.DUPLICATE: frozenset(),
}


def may_follow(now: str, then: str) -> bool:
    """Whether a state may follow another."""
    return Joining(then) in MOVES[Joining(now)]


class Refusal(models.TextChoices):
    """Why somebody is not listed, as they read it in their own language."""

    UNKNOWN = "unknown", _("Nobody we trust could tell us about this work")
    NOT_HERE = "not-here", _("What is offered is not what this directory is for")
    NOT_NOW = "not-now", _("The desk cannot check new profiles at present")
    SOMEBODY_ELSE = "somebody", _("It seems to be about somebody else than who sent it")
    DANGER = "danger", _("Being listed could bring this person or others into danger")
    OTHER = "other", _("Another reason, which the desk writes below")


class WrongWith(models.TextChoices):
    """What a remark is about."""

    TRAINER = "trainer", _("Trainer")
    ORGANISATION = "organisation", _("Organisation")
    DESK = "desk", _("Desk")


class WrongHere(models.TextChoices):
    """What somebody says is wrong."""

    CONTACT = "contact", _("A way to reach them does not work")
    OLD = "old", _("Something is out of date")
    UNTRUE = "untrue", _("Something is not true")
    SOMEBODY_ELSE = "somebody", _("This is about me, and I did not ask for it")
    DANGER = "danger", _("It puts somebody in danger")
    CONDUCT = "conduct", _("They did not deal well with people at risk")
    OTHER = "other", _("Something else")
