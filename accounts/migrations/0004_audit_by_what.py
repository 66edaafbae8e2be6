"""Who opened a case is read from the log on every case page: no longer by reading the whole log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_languages_of_translators")]
    operations = [
        migrations.AddIndex("auditevent", models.Index(fields=["what", "number"], name="audit_by_what")),
    ]
