"""Peace agreements, and sections in which some topics have the facts of another kind."""

import django.core.validators
import django.db.models.deletion
import django_countries.fields
import topics.models.profiles.partial_date
import topics.models.slugs
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('topics', '0038_mandates'),
    ]

    operations = [
        migrations.AddField(
            model_name='section',
            name='other_profile',
            field=models.CharField(blank=True, choices=[('', 'none'), ('mission', 'mission'), ('instrument', 'instrument'), ('indicator', 'indicator'), ('event', 'event'), ('agreement', 'agreement')], db_default='', default='', help_text='Which facts some of its topics have instead.', max_length=20, verbose_name='other profile'),
        ),
        migrations.AlterField(
            model_name='section',
            name='profile',
            field=models.CharField(blank=True, choices=[('', 'none'), ('mission', 'mission'), ('instrument', 'instrument'), ('indicator', 'indicator'), ('event', 'event'), ('agreement', 'agreement')], help_text='Which facts of their own topics of this section may have.', max_length=20, verbose_name='profile'),
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='%(class)s', serialize=False, to='topics.topic')),
                ('acronym', models.CharField(blank=True, help_text='What it is called for short, such as CPA.', max_length=20, verbose_name='acronym')),
                ('conflict', models.CharField(max_length=200, verbose_name='conflict')),
                ('signed', topics.models.profiles.partial_date.PartialDateField(verbose_name='signed')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place of signing')),
                ('in_force', topics.models.profiles.partial_date.PartialDateField(blank=True, default='', help_text='If a source says so; leave it empty if none does.', verbose_name='in force from')),
                ('source_locator', models.CharField(blank=True, max_length=80, verbose_name='place in that source')),
                ('predecessor_slug', models.SlugField(blank=True, help_text='The slug of the agreement that it replaced or built on, if any.', max_length=80, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:-[a-z0-9]+)*\\Z', 'Use lower-case letters, digits and single hyphens, as in `unef-i`.'), topics.models.slugs.validate_not_reserved], verbose_name='predecessor')),
                ('outcome', models.CharField(blank=True, help_text='In a sentence.', max_length=300, verbose_name='what became of it')),
                ('outcome_source_locator', models.CharField(blank=True, max_length=80, verbose_name='where it says so')),
                ('outcome_source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreement_outcomes', to='topics.source', verbose_name='says who')),
                ('predecessor', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='agreements_that_followed', to='topics.topic')),
                ('source', models.ForeignKey(help_text='Where the date is from; the parties too, unless the text is.', on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='topics.source', verbose_name='facts from')),
                ('text', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreement_texts', to='topics.source', verbose_name='text')),
            ],
            options={
                'verbose_name': 'agreement',
                'ordering': ['signed'],
            },
        ),
        migrations.CreateModel(
            name='AgreementCountry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('country', django_countries.fields.CountryField(max_length=2)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='countries', to='topics.agreement')),
            ],
            options={
                'verbose_name_plural': 'countries',
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgreementParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('party', models.CharField(max_length=200, verbose_name='party')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='topics.agreement')),
            ],
            options={
                'verbose_name_plural': 'parties',
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgreementProvision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('provision', models.CharField(max_length=300, verbose_name='provision')),
                ('locator', models.CharField(blank=True, max_length=80, verbose_name='place in it')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provisions', to='topics.agreement')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='provisions', to='topics.source', verbose_name='source')),
            ],
            options={
                'verbose_name_plural': 'provisions on peacekeeping',
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('predecessor', models.F('topic')), _negated=True), name='agreement_not_its_own_predecessor'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), ('outcome_source__isnull', False), _connector='OR'), name='agreement_outcome_has_source', violation_error_message='Say which source tells what became of it.'),
        ),
        migrations.AddConstraint(
            model_name='agreementcountry',
            constraint=models.UniqueConstraint(fields=('profile', 'country'), name='agreement_country_once'),
        ),
        migrations.AddConstraint(
            model_name='agreementparty',
            constraint=models.UniqueConstraint(fields=('profile', 'party'), name='agreement_party_once'),
        ),
        migrations.AddConstraint(
            model_name='agreementprovision',
            constraint=models.UniqueConstraint(fields=('profile', 'provision'), name='agreement_provision_once'),
        ),
    ]
