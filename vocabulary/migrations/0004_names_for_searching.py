"""The everyday names that searching starts with; editors change them from there."""

from typing import Any

from django.db import migrations, models

from vocabulary.names import plant_names


def plant(apps: Any, _editor: Any) -> None:
    """Write the list of words and the names of terms."""
    plant_names(*(apps.get_model("vocabulary", name) for name in ("Concept", "Label")))


class Migration(migrations.Migration):
    """A list of words beside those that content is tagged with."""

    dependencies = [("vocabulary", "0003_fallbacks")]
    operations = [
        *(
            migrations.AlterField(
                model_name=model,
                name="scheme",
                field=models.CharField(
                    choices=[
                        ("topic", "Topics"),
                        ("at-risk-group", "At-risk groups"),
                        ("service", "Services"),
                        ("format", "Forms of work"),
                        ("level", "Levels"),
                        ("threat", "Threats"),
                        ("word", "Words that searching knows"),
                    ],
                    max_length=20,
                    verbose_name="list",
                ),
            )
            for model in ("concept", "aliascode")
        ),
        migrations.RunPython(plant, migrations.RunPython.noop),
    ]
