"""The second edition of the names that searching starts with; what editors made of the first stays."""

from typing import Any

from django.db import migrations

from vocabulary.names import plant_names


def plant(apps: Any, _editor: Any) -> None:
    """Write the ideas and names that the second edition adds."""
    plant_names(*(apps.get_model("vocabulary", name) for name in ("Concept", "Label")), edition=2)


class Migration(migrations.Migration):
    """More names for ideas, and more ideas; going back leaves them."""

    dependencies = [("vocabulary", "0004_names_for_searching")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
