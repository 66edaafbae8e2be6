"""Versions of the weights, and the values of recent runs."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

import hub.sealing


class Migration(migrations.Migration):
    """New tables only."""

    dependencies: ClassVar = [("trainers", "0004_applications")]
    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="WeightsVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("weights", models.JSONField()),
                ("why", models.CharField(max_length=300)),
                ("who", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("same_as", models.PositiveIntegerField(null=True)),
            ],
            options={"default_permissions": (), "ordering": ["-number"]},
        ),
        migrations.CreateModel(
            name="RecentRuns",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("values", hub.sealing.SealedJSONField(default=list, purpose="trainers.recent-runs")),
            ],
            options={"default_permissions": ()},
        ),
    ]
