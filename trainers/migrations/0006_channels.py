"""Ways of contact, sayings, proposals from other directories, and checks of links."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

import hub.sealing


class Migration(migrations.Migration):
    """New tables only."""

    dependencies: ClassVar = [
        ("trainers", "0005_weights"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Channel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "trainer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to="trainers.trainer",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to="trainers.organisation",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to="trainers.desk",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signal", "Signal"),
                            ("pgp", "OpenPGP key"),
                            ("onion", "Onion address (Tor)"),
                            ("email", "E-mail"),
                            ("web", "Website"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("public", "Everyone"),
                            ("vetted", "Vetted organisations"),
                            ("desk", "Protection desk only"),
                        ],
                        default="desk",
                        max_length=6,
                        verbose_name="who may see it",
                    ),
                ),
                ("value", hub.sealing.SealedTextField(purpose="trainers.channel", verbose_name="contact")),
                (
                    "facts",
                    hub.sealing.SealedJSONField(
                        blank=True, default=dict, purpose="trainers.channel", verbose_name="what is known of a key"
                    ),
                ),
            ],
            options={
                "verbose_name": "way of contact",
                "ordering": ["order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("desk__isnull", True), ("organisation__isnull", True), ("trainer__isnull", False)
                            ),
                            models.Q(
                                ("desk__isnull", True), ("organisation__isnull", False), ("trainer__isnull", True)
                            ),
                            models.Q(
                                ("desk__isnull", False), ("organisation__isnull", True), ("trainer__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="channel_of_one_entry",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["signal", "pgp", "onion", "email", "web"])),
                        name="channel_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tier__in", ["public", "vetted", "desk"])), name="channel_tier_known"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Saying",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "trainer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sayings",
                        to="trainers.trainer",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sayings",
                        to="trainers.organisation",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sayings",
                        to="trainers.desk",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("how_they_work", "How they work"),
                            ("questions", "Questions to ask before you choose"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("public", "Everyone"),
                            ("vetted", "Vetted organisations"),
                            ("desk", "Protection desk only"),
                        ],
                        default="desk",
                        max_length=6,
                        verbose_name="who may see it",
                    ),
                ),
                ("texts", hub.sealing.SealedJSONField(default=dict, purpose="trainers.saying", verbose_name="texts")),
            ],
            options={
                "verbose_name": "text of a profile",
                "ordering": ["kind"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("desk__isnull", True), ("organisation__isnull", True), ("trainer__isnull", False)
                            ),
                            models.Q(
                                ("desk__isnull", True), ("organisation__isnull", False), ("trainer__isnull", True)
                            ),
                            models.Q(
                                ("desk__isnull", False), ("organisation__isnull", True), ("trainer__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="saying_of_one_entry",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["how_they_work", "questions"])), name="saying_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tier__in", ["public", "vetted", "desk"])), name="saying_tier_known"
                    ),
                    models.UniqueConstraint(fields=("trainer", "kind"), name="saying_once_per_trainer"),
                    models.UniqueConstraint(fields=("organisation", "kind"), name="saying_once_per_organisation"),
                    models.UniqueConstraint(fields=("desk", "kind"), name="saying_once_per_desk"),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FeedEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("source", models.CharField(max_length=200, verbose_name="from")),
                ("foreign_id", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[("organisation", "Organisation"), ("trainer", "Trainer")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("accepted", "Taken as a draft"), ("refused", "Refused")],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("received", models.DateField(verbose_name="received on")),
                ("digest", models.CharField(max_length=64)),
                ("made", models.CharField(blank=True, default="", max_length=60, verbose_name="became")),
                ("content", hub.sealing.SealedJSONField(purpose="trainers.feed", verbose_name="what it says")),
            ],
            options={
                "verbose_name": "proposal from another directory",
                "verbose_name_plural": "proposals from other directories",
                "ordering": ["received", "source", "foreign_id"],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "foreign_id"), name="feed_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "accepted", "refused"])), name="feed_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["organisation", "trainer"])), name="feed_kind_known"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="LinkCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "trainer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="link_checks",
                        to="trainers.trainer",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="link_checks",
                        to="trainers.organisation",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="link_checks",
                        to="trainers.desk",
                    ),
                ),
                ("mark", models.CharField(max_length=64, unique=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("fine", "answers"),
                            ("silent", "does not answer"),
                            ("wrong", "answers with an error"),
                            ("elsewhere", "leads to another site"),
                            ("refused", "is not asked: its address is private or not known"),
                        ],
                        max_length=9,
                        verbose_name="answer",
                    ),
                ),
                ("checked", models.DateField(verbose_name="checked on")),
                ("failing_since", models.DateField(blank=True, null=True, verbose_name="since")),
            ],
            options={
                "verbose_name": "check of a link",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("desk__isnull", True), ("organisation__isnull", True), ("trainer__isnull", False)
                            ),
                            models.Q(
                                ("desk__isnull", True), ("organisation__isnull", False), ("trainer__isnull", True)
                            ),
                            models.Q(
                                ("desk__isnull", False), ("organisation__isnull", True), ("trainer__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="link_check_of_one_entry",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["fine", "silent", "wrong", "elsewhere", "refused"])),
                        name="link_outcome_known",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
