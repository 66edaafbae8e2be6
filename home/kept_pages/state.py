"""The state of all that public pages are made of: as long as it is the same, so are they.

Everything an editor, a desk or the timer writes gives one of these versions another token within its own transaction
(see `hub.versions`); the day and the chains of languages are of the state too. What ends by the clock has a moment.
"""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from django.apps import apps
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageLogEntry, Revision

from hub import chains, kept, versions
from trainers.keeping import next_expiry as next_expiry_of_entries

VERSIONS: Final = (*kept.VERSIONS, "directory")
# Rows of these apps that no reader's page shows.
NOT_SHOWN: Final = ("importrecord", "textremark")
Chains = tuple[tuple[str, tuple[str, ...]], ...]


class State(NamedTuple):
    """What pages are made of, as it is now."""

    tokens: tuple[str, ...]
    chains: Chains
    day: dt.date


class _Ends:
    """What was found last."""

    known: tuple[State | None, dt.datetime | None] = (None, None)


def watch() -> None:
    """Give one version to the texts and what belongs to them. Called from `AppConfig.ready`."""
    for app in ("resources", "files", "wagtail_localize"):
        versions.watch(kept.TEXTS, apps.get_app_config(app).label, but=NOT_SHOWN)
    for model in (Revision, PageLogEntry, Collection, CollectionViewRestriction):
        versions.watch_model(kept.TEXTS, model)


def now() -> State:
    """The state at this moment: one query."""
    return State(versions.of(*VERSIONS), _chains(), timezone.localdate())


def until(state: State, moment: dt.datetime) -> dt.datetime | None:
    """When the first thing after a moment ends by the clock, of all that is shown in a state: asked once for each."""
    known, ends = _Ends.known
    if known != state or (ends and ends <= moment):
        ends = _first_end(moment)
        _Ends.known = (state, ends)
    return ends


def _first_end(moment: dt.datetime) -> dt.datetime | None:
    ends = (kept.first_end(moment), next_expiry_of_entries(moment))
    return min((at for at in ends if at), default=None)


def _chains() -> Chains:
    return tuple(sorted(chains.handed().items()))
