"""Related terms, notes, the same terms elsewhere, and what a term was merged into."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vocabulary', '0005_more_names_for_searching'),
    ]

    operations = [
        migrations.AddField(
            model_name='concept',
            name='replaced_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='vocabulary.concept', verbose_name='merged into'),
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('es', 'Español'), ('fr', 'Français'), ('ar', 'العربية'), ('fa', 'فارسی'), ('ru', 'Русский'), ('zh-hant', '繁體中文'), ('zh-hans', '简体中文'), ('pt-br', 'Português (Brasil)'), ('de', 'Deutsch'), ('it', 'Italiano'), ('ca', 'Català'), ('id', 'Bahasa Indonesia'), ('my', 'မြန်မာဘာသာ'), ('tr', 'Türkçe'), ('uk', 'Українська'), ('ps', 'پښتو'), ('ckb', 'کوردیی ناوەندی'), ('th', 'ไทย'), ('km', 'ខ្មែរ'), ('hi', 'हिन्दी'), ('sw', 'Kiswahili')], max_length=12, verbose_name='language')),
                ('kind', models.CharField(choices=[('definition', 'What it means'), ('scope', 'When to use it')], default='definition', max_length=10, verbose_name='kind')),
                ('text', models.TextField(max_length=2000, verbose_name='text')),
                ('concept', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='vocabulary.concept')),
            ],
            options={
                'verbose_name': 'note',
                'verbose_name_plural': 'notes',
                'ordering': ['language', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('concept', 'language', 'kind'), name='note_one_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Related',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('concept', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='related', to='vocabulary.concept')),
                ('other', models.ForeignKey(limit_choices_to={'status': 'active'}, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vocabulary.concept', verbose_name='term')),
            ],
            options={
                'verbose_name': 'related term',
                'verbose_name_plural': 'related terms',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('concept', 'other'), name='related_once'), models.CheckConstraint(condition=models.Q(('concept', models.F('other')), _negated=True), name='related_not_to_itself')],
            },
        ),
        migrations.CreateModel(
            name='SameElsewhere',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(max_length=500, verbose_name='address')),
                ('concept', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='elsewhere', to='vocabulary.concept')),
            ],
            options={
                'verbose_name': 'same term elsewhere',
                'verbose_name_plural': 'same terms elsewhere',
                'ordering': ['address'],
                'constraints': [models.UniqueConstraint(fields=('concept', 'address'), name='elsewhere_once')],
            },
        ),
    ]
