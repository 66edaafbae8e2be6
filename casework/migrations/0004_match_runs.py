"""Matches of a case as they were seen, and what a vetted organisation opened."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

import casework.models.base


class Migration(migrations.Migration):
    """New tables only."""

    dependencies: ClassVar = [("casework", "0003_proposals"), ("trainers", "0005_weights")]
    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="MatchRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("body", casework.models.base.CaseSealedField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="runs", to="casework.case"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("case", "number"), name="match_run_number_once")],
            },
        ),
        migrations.CreateModel(
            name="VettedMark",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="vetted", to="casework.case"
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="trainers.desk"
                    ),
                ),
            ],
            options={"abstract": False, "default_permissions": ()},
        ),
        migrations.CreateModel(
            name="VettedOpening",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("body", casework.models.base.CaseSealedField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="vetted_openings", to="casework.case"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("case", "number"), name="vetted_opening_number_once")],
            },
        ),
    ]
