from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = ("chapter", "checklist", "glossaryterm", "guide", "manual", "news", "template", "tool")


def marks_words() -> models.BooleanField:
    """The choice of a text, on every kind."""
    return models.BooleanField(
        default=True,
        help_text="The first mention of each of its words is marked, with what it means beside the text.",
        verbose_name="explain words of the glossary",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0006_remarks"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]
    operations = [
        *(migrations.AddField(f"{kind}page", "mark_words", marks_words()) for kind in KINDS),
        migrations.AddField(
            model_name="glossarytermpage",
            name="marking",
            field=models.CharField(
                choices=[
                    ("any", "In every form of the word"),
                    ("written", "Only written exactly as in the title"),
                    ("never", "Not marked in texts"),
                ],
                default="any",
                help_text=(
                    "The first mention of this word in each text is marked, with what it means beside it. Choose the "
                    "exact form for names that are also common words, and no mark for words that everybody knows."
                ),
                max_length=8,
                verbose_name="in other texts",
            ),
        ),
        migrations.AddField(
            model_name="rendering",
            name="marked_with",
            field=models.CharField(blank=True, help_text="The glossary whose terms are marked in it.", max_length=64),
        ),
        migrations.CreateModel(
            name="TermUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms_used",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="term_uses",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("page", "term"), name="term_use_once_per_text")],
            },
        ),
    ]
