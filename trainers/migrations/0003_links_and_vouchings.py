"""A vouching says how it stands and for what, each change stays as a row, and trainers keep their own profile."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

import hub.sealing


class Migration(migrations.Migration):
    """See the models’ docstrings."""

    dependencies: ClassVar = [("trainers", "0002_desk_members")]
    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "trainer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="pause",
                        serialize=False,
                        to="trainers.trainer",
                    ),
                ),
                ("back_on", models.DateField(verbose_name="back on")),
            ],
            options={
                "verbose_name": "pause",
            },
        ),
        migrations.CreateModel(
            name="ProfileLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_on", models.DateField(verbose_name="made on")),
                ("ends_at", models.DateTimeField(verbose_name="valid until")),
                ("who", models.CharField(max_length=80)),
                ("used_on", models.DateField(null=True, verbose_name="used on")),
                ("withdrawn_on", models.DateField(null=True, verbose_name="withdrawn on")),
            ],
            options={
                "verbose_name": "link to a profile",
                "ordering": ["-ends_at"],
            },
        ),
        migrations.CreateModel(
            name="ProfileSitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key_hash", models.CharField(max_length=64, unique=True)),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "open profile",
            },
        ),
        migrations.CreateModel(
            name="VouchingChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("on", models.DateField(verbose_name="on")),
                ("who", models.CharField(max_length=80)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("vouch", "Vouched"),
                            ("renew", "Renewed"),
                            ("suspend", "Suspended"),
                            ("resume", "In force again"),
                            ("withdraw", "Withdrawn"),
                            ("import", "Came with a file"),
                        ],
                        max_length=8,
                        verbose_name="change",
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("never", "Never vouched for"),
                            ("vouched", "Vouched for"),
                            ("soon", "Vouched for, ends soon"),
                            ("ended", "Ended"),
                            ("suspended", "Suspended"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=9,
                        verbose_name="from",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("never", "Never vouched for"),
                            ("vouched", "Vouched for"),
                            ("soon", "Vouched for, ends soon"),
                            ("ended", "Ended"),
                            ("suspended", "Suspended"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=9,
                        verbose_name="to",
                    ),
                ),
                ("until", models.DateField(null=True, verbose_name="until")),
                (
                    "reason",
                    hub.sealing.SealedTextField(
                        blank=True, default="", purpose="trainers.vouching", verbose_name="reason"
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a vouching",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("field", models.CharField(max_length=40)),
                ("wished", hub.sealing.SealedJSONField(null=True, purpose="trainers.wish", verbose_name="wished")),
                ("before", hub.sealing.SealedJSONField(null=True, purpose="trainers.wish", verbose_name="before")),
                ("on", models.DateField(verbose_name="on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for the desk"),
                            ("done", "Changed at once"),
                            ("accepted", "Accepted"),
                            ("refused", "Not accepted"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                (
                    "reason",
                    hub.sealing.SealedTextField(blank=True, default="", purpose="trainers.wish", verbose_name="reason"),
                ),
                ("decided_on", models.DateField(null=True, verbose_name="decided on")),
                ("who", models.CharField(blank=True, default="", max_length=80)),
                ("told", models.BooleanField(default=False)),
                ("desk_told", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "wished change",
                "verbose_name_plural": "wished changes",
                "ordering": ["on", "field"],
            },
        ),
        migrations.AddField(
            model_name="vouching",
            name="for_what",
            field=models.JSONField(blank=True, default=list, verbose_name="for what"),
        ),
        migrations.AddField(
            model_name="vouching",
            name="knowledge",
            field=hub.sealing.SealedTextField(
                blank=True, null=True, purpose="trainers.vouching", verbose_name="from whose knowledge"
            ),
        ),
        migrations.AddField(
            model_name="vouching",
            name="standing",
            field=models.CharField(
                choices=[("vouched", "vouched for"), ("suspended", "suspended"), ("withdrawn", "withdrawn")],
                default="vouched",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="vouching",
            name="told",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="vouching",
            constraint=models.CheckConstraint(
                condition=models.Q(("standing__in", ["vouched", "suspended", "withdrawn"])),
                name="vouching_standing_known",
            ),
        ),
        migrations.AddField(
            model_name="profilelink",
            name="trainer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="profile_links", to="trainers.trainer"
            ),
        ),
        migrations.AddField(
            model_name="profilesitting",
            name="trainer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="profile_sittings", to="trainers.trainer"
            ),
        ),
        migrations.AddField(
            model_name="vouchingchange",
            name="desk",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="trainers.desk",
                verbose_name="desk",
            ),
        ),
        migrations.AddField(
            model_name="vouchingchange",
            name="trainer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="vouching_changes", to="trainers.trainer"
            ),
        ),
        migrations.AddField(
            model_name="wish",
            name="trainer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="trainers.trainer"
            ),
        ),
        migrations.AddConstraint(
            model_name="profilelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("used_on", None), ("withdrawn_on", None)),
                fields=("trainer",),
                name="profile_link_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="vouchingchange",
            constraint=models.UniqueConstraint(fields=("trainer", "number"), name="vouching_change_number"),
        ),
        migrations.AddConstraint(
            model_name="vouchingchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("act__in", ["vouch", "renew", "suspend", "resume", "withdraw", "import"])),
                name="vouching_change_act_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("trainer", "field"), name="wish_waits_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "done", "accepted", "refused"])), name="wish_state_known"
            ),
        ),
    ]
