from __future__ import annotations

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hub.sealing


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0005_withdrawn"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='TextRemark',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('what', models.CharField(choices=[('old', 'Something is out of date'), ('wrong', 'Something is wrong'), ('danger', 'Following it could put somebody in danger'), ('link', 'A link leads nowhere'), ('hard', 'It is hard to understand'), ('translation', 'The translation is bad'), ('other', 'Something else')], max_length=12)),
                ('anchor', models.CharField(blank=True, max_length=255)),
                ('heading', models.CharField(blank=True, max_length=255)),
                ('text', hub.sealing.SealedTextField(blank=True, default='', purpose='resources.remark')),
                ('note', hub.sealing.SealedTextField(blank=True, default='', purpose='resources.remark.note')),
                ('state', models.CharField(choices=[('new', 'New'), ('done', 'Done'), ('not-so', 'Not so')], db_index=True, default='new', max_length=8)),
                ('came_on', models.DateField()),
                ('purge_on', models.DateField(db_index=True)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={'verbose_name': 'remark', 'ordering': ['came_on', 'pk'], 'default_permissions': ()},
        ),
    ]
