from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_engine_records"),
    ]

    operations = [
        migrations.AddField("enginerecord", "compared_at", models.DateTimeField(null=True)),
        migrations.AddField("enginerecord", "missing", models.PositiveIntegerField(default=0)),
        migrations.AddField("enginerecord", "extra", models.PositiveIntegerField(default=0)),
        migrations.AddField("enginerecord", "older", models.PositiveIntegerField(default=0)),
    ]
