from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0004_files_to_take_along"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resource_id', models.CharField(max_length=255)),
                ('language', models.CharField(max_length=12)),
                ('title', models.CharField(max_length=255)),
                ('shows_title', models.BooleanField(default=False)),
                ('why', models.CharField(choices=[('outdated', 'It is out of date.'), ('wrong', 'It says something that is wrong.'), ('dangerous', 'Following it can be dangerous.'), ('replaced', 'Another text has taken its place.'), ('other', 'There is another reason.')], max_length=12)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('words_in', models.CharField(blank=True, help_text='The language of the words.', max_length=12)),
                ('replaced_by', models.CharField(blank=True, help_text='The resource id of the text to read instead.', max_length=255)),
                ('withdrawn_on', models.DateField()),
                ('was_live', models.JSONField(default=list, help_text='Numbers of pages and of their published revisions.')),
                ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'ordering': ['-withdrawn_on', '-pk'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('resource_id', 'language'), name='withdrawn_once_per_language')],
            },
        ),
        migrations.CreateModel(
            name='WithdrawnAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(db_index=True, max_length=500)),
                ('withdrawal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='resources.withdrawal')),
            ],
            options={'default_permissions': ()},
        ),
    ]
