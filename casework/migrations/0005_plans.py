"""What was asked for and not met: counted apart from cases, published by the half year."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

import hub.sealing


class Migration(migrations.Migration):
    """Counts of needs, and that a case was counted."""

    dependencies: ClassVar = [("casework", "0004_match_runs")]
    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="NeedPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=6, unique=True)),
                ("least", models.PositiveSmallIntegerField()),
                ("blocks", models.JSONField(default=list)),
            ],
            options={"ordering": ["-period"], "default_permissions": ()},
        ),
        migrations.CreateModel(
            name="NeedTally",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("period", models.CharField(max_length=6, unique=True)),
                ("body", hub.sealing.SealedTextField(purpose="casework.needs")),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="CountedNeed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="counted_need", to="casework.case"
                    ),
                ),
            ],
            options={"abstract": False, "default_permissions": ()},
        ),
    ]
