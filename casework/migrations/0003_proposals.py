"""A case is proposed to trainers by one-time links."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

import casework.models.base

STAGES = [(stage, stage) for stage in ("open", "yes", "dates", "no", "agreed", "refused", "withdrawn", "passed")]


class Migration(migrations.Migration):
    """A table for proposals, and a mark on cases that have news of one."""

    dependencies: ClassVar = [("casework", "0002_contact_changed")]
    operations: ClassVar[list[Operation]] = [
        migrations.AddField("case", "proposal_news", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("stage", models.CharField(choices=STAGES, default="open", max_length=12)),
                ("body", casework.models.base.CaseSealedField()),
                ("answer", casework.models.base.CaseSealedField(null=True)),
                ("token_hash", models.CharField(blank=True, default="", max_length=64)),
                ("outline", casework.models.base.CaseSealedField(null=True)),
                ("link_until", models.DateField(db_index=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="casework.case"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="proposal_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "agreed")), fields=("case",), name="proposal_one_agreed"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("token_hash", ""), _negated=True),
                        fields=("token_hash",),
                        name="proposal_link_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", [stage for stage, _word in STAGES])),
                        name="proposal_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("link_until__isnull", True), ("outline__isnull", True)),
                            models.Q(
                                ("link_until__isnull", False),
                                ("outline__isnull", False),
                                models.Q(("token_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_link_whole",
                    ),
                ],
            },
        ),
    ]
