"""The terms every site starts with; editors change them from there."""

from typing import Any

from django.db import migrations

from vocabulary.seed import plant


def plant_terms(apps: Any, _editor: Any) -> None:
    """Write terms, words and other codes."""
    plant(*(apps.get_model("vocabulary", name) for name in ("Concept", "Label", "AliasCode")))


class Migration(migrations.Migration):
    """Plants the vocabulary; going back leaves the terms for the next step back to drop."""

    dependencies = [("vocabulary", "0001_concepts_and_labels")]
    operations = [migrations.RunPython(plant_terms, migrations.RunPython.noop)]
