from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PendingUpdate",
            fields=[
                ("version", models.BigAutoField(primary_key=True, serialize=False)),
                ("page", models.PositiveBigIntegerField()),
            ],
            options={"ordering": ["version"]},
        ),
    ]
