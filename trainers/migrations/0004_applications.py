import django.db.models.deletion
import hub.sealing
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("trainers", "0003_links_and_vouchings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("trainer", "A person who trains"), ("organisation", "An organisation")], max_length=12
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for the desk"),
                            ("asked", "The desk has a question"),
                            ("listed", "Listed"),
                            ("refused", "Refused"),
                            ("duplicate", "Was there already"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="trainers.desk"
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("came_on", models.DateField()),
                ("changed_on", models.DateField()),
                ("purge_on", models.DateField(db_index=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("news", models.BooleanField(default=True)),
                ("content", hub.sealing.SealedJSONField(default=dict, purpose="trainers.application")),
                ("talk", hub.sealing.SealedJSONField(default=list, purpose="trainers.application")),
                ("verdict", hub.sealing.SealedJSONField(default=dict, purpose="trainers.application")),
            ],
            options={
                "verbose_name": "application",
                "ordering": ["came_on", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["trainer", "organisation"])), name="application_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "asked", "listed", "refused", "duplicate"])),
                        name="application_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("trainer", "Trainer"), ("organisation", "Organisation"), ("desk", "Desk")],
                        max_length=12,
                    ),
                ),
                ("entry", models.CharField(max_length=60)),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="trainers.desk"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("contact", "A way to reach them does not work"),
                            ("old", "Something is out of date"),
                            ("untrue", "Something is not true"),
                            ("somebody", "This is about me, and I did not ask for it"),
                            ("danger", "It puts somebody in danger"),
                            ("conduct", "They did not deal well with people at risk"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", hub.sealing.SealedTextField(blank=True, default="", purpose="trainers.remark")),
                ("came_on", models.DateField()),
                ("done", models.BooleanField(default=False)),
                ("purge_on", models.DateField(db_index=True)),
            ],
            options={
                "verbose_name": "remark",
                "ordering": ["came_on", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["trainer", "organisation", "desk"])), name="remark_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("what__in", ["contact", "old", "untrue", "somebody", "danger", "conduct", "other"])
                        ),
                        name="remark_what_known",
                    ),
                ],
            },
        ),
    ]
