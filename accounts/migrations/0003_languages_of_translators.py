"""Translators go on as they did: until an operator chooses, they keep every language that the site has."""

from django.db import migrations


def keep_every_language(apps, _schema_editor):
    """One row for each translator and language."""
    User = apps.get_model("accounts", "User")
    TranslatesInto = apps.get_model("accounts", "TranslatesInto")
    codes = list(apps.get_model("wagtailcore", "Locale").objects.values_list("language_code", flat=True))
    for user in User.objects.filter(groups__name="Translators"):
        TranslatesInto.objects.bulk_create([TranslatesInto(user=user, language=code) for code in codes])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0059_apply_collection_ordering"),
    ]
    operations = [migrations.RunPython(keep_every_language, migrations.RunPython.noop)]
