"""Ways of contact and sayings: always sealed, each with its tier, on a desk, an organisation or a trainer."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.retention import Retention
from hub.sealing import SealedJSONField, SealedModel, SealedTextField
from trainers.channels.kinds import ChannelKind, SayingKind
from trainers.choices import Tier
from trainers.models.base import DirectoryEntry, once, one_of
from trainers.models.desk import Desk
from trainers.models.organisation import Organisation
from trainers.models.trainer import Trainer

OWNERS = ("trainer", "organisation", "desk")


def of_one_entry(name: str) -> models.CheckConstraint:
    """A row hangs on exactly one entry."""
    alone = models.Q()
    for owner in OWNERS:
        others = {f"{other}__isnull": other != owner for other in OWNERS}
        alone |= models.Q(**others)
    return models.CheckConstraint(condition=alone, name=name)


def an_owner(model: type[DirectoryEntry], related_name: str) -> Any:
    return models.ForeignKey(model, models.CASCADE, null=True, blank=True, related_name=related_name)


def owner_of(entry: DirectoryEntry) -> dict[str, DirectoryEntry]:
    """How a row below names the entry it hangs on."""
    return {str(entry._meta.model_name): entry}


class Channel(SealedModel):
    """A way of contact; its value and what is known of it are sealed, whatever its tier."""

    retention = Retention.PRIVATE_CONTACT
    wagtail_reference_index_ignore = True
    trainer = an_owner(Trainer, "channels")
    organisation = an_owner(Organisation, "channels")
    desk = an_owner(Desk, "channels")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=8, choices=ChannelKind.choices)
    tier = models.CharField(_("who may see it"), max_length=6, choices=Tier.choices, default=Tier.DESK)
    value = SealedTextField(_("contact"), purpose="trainers.channel")
    facts: Any = SealedJSONField(_("what is known of a key"), purpose="trainers.channel", default=dict, blank=True)

    class Meta:
        """One owner, known kind and tier, in the order given."""

        verbose_name = _("way of contact")
        ordering = ["order"]
        constraints = [
            of_one_entry("channel_of_one_entry"),
            one_of("kind", ChannelKind, "channel_kind_known"),
            one_of("tier", Tier, "channel_tier_known"),
        ]

    def __str__(self) -> str:
        """Which kind; never what it holds."""
        return self.kind


class Saying(SealedModel):
    """How an entry works, or what to ask it: texts by language, and who may read them."""

    retention = Retention.LISTING
    wagtail_reference_index_ignore = True
    trainer = an_owner(Trainer, "sayings")
    organisation = an_owner(Organisation, "sayings")
    desk = an_owner(Desk, "sayings")
    kind = models.CharField(_("kind"), max_length=16, choices=SayingKind.choices)
    tier = models.CharField(_("who may see it"), max_length=6, choices=Tier.choices, default=Tier.DESK)
    texts: Any = SealedJSONField(_("texts"), purpose="trainers.saying", default=dict)

    class Meta:
        """One owner, one of a kind."""

        verbose_name = _("text of a profile")
        ordering = ["kind"]
        constraints = [
            of_one_entry("saying_of_one_entry"),
            one_of("kind", SayingKind, "saying_kind_known"),
            one_of("tier", Tier, "saying_tier_known"),
            *(once(owner, "kind", f"saying_once_per_{owner}") for owner in OWNERS),
        ]

    def __str__(self) -> str:
        """Which kind; never what it says."""
        return self.kind
