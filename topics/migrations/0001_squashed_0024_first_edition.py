"""All tables of the first edition at once, for an empty database. One that has some of
the migrations that this replaces is brought up to date by the others."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import django_countries.fields
import taggit.managers
import topics.models.markdown
import topics.models.profiles.partial_date
import topics.models.slugs
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

from topics.migrations._operations import ColumnsLast

CONTRIBUTORS = {
    "topic": ["view", "add", "change"],
    "revision": ["view"],
    "section": ["view"],
    "source": ["view", "add", "change"],
    "tag": ["view"],
    "emptysearch": ["view"],
    # What is said about an image stands on published pages.
    "image": ["view", "add"],
}
EDITORS = {
    "topic": ["view", "add", "change", "delete", "publish"],
    "revision": ["view"],
    "section": ["view", "change"],
    "source": ["view", "add", "change", "delete"],
    "tag": ["view", "add", "change", "delete"],
    "tagalias": ["view", "add", "change", "delete"],
    "emptysearch": ["view"],
    "image": ["view", "add", "change", "delete"],
}
# The full-text index, as the database has it: see topics/search/.
CREATE_INDEX = {
    "postgresql": [
        "ALTER TABLE topics_searchdocument "
        "ADD COLUMN vector tsvector NOT NULL DEFAULT ''::tsvector",
        "CREATE INDEX topics_search_vector ON topics_searchdocument USING gin (vector)",
    ],
    # The words come ready: the tokenizer only has to keep them as they are.
    "sqlite": [
        "CREATE VIRTUAL TABLE topics_searchindex USING fts5("
        "words, tokenize = 'unicode61 remove_diacritics 0')"
    ],
}
DROP_INDEX = {
    "postgresql": ["ALTER TABLE topics_searchdocument DROP COLUMN vector"],
    "sqlite": ["DROP TABLE topics_searchindex"],
}


def create_index(apps, schema_editor):
    for statement in CREATE_INDEX[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    for statement in DROP_INDEX[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def create_groups(apps, schema_editor):
    # Permissions are made after all migrations have run; the groups need them now.
    create_permissions(
        installed.get_app_config("topics"),
        verbosity=0,
        using=schema_editor.connection.alias,
    )
    groups = apps.get_model("auth", "Group").objects
    permissions = apps.get_model("auth", "Permission").objects
    for name, rights in [("Contributors", CONTRIBUTORS), ("Editors", EDITORS)]:
        group, _ = groups.get_or_create(name=name)
        codenames = [
            f"{action}_{model}"
            for model, actions in rights.items()
            for action in actions
        ]
        group.permissions.set(
            permissions.filter(
                content_type__app_label="topics", codename__in=codenames
            )
        )


def delete_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    groups.filter(name__in=["Contributors", "Editors"]).delete()


class Migration(migrations.Migration):

    replaces = [
        ('topics', '0001_initial'),
        ('topics', '0002_editor_groups'),
        ('topics', '0003_mission_numbers'),
        ('topics', '0004_search'),
        ('topics', '0005_search_index'),
        ('topics', '0006_editors_see_empty_searches'),
        ('topics', '0007_workflow'),
        ('topics', '0008_images'),
        ('topics', '0009_editors_upload_images'),
        ('topics', '0010_tag_addresses'),
        ('topics', '0011_topic_uploads'),
        ('topics', '0012_loaded_entries'),
        ('topics', '0013_pictures_of_the_graph'),
        ('topics', '0014_measurement_bounds'),
        ('topics', '0015_pages'),
        ('topics', '0016_places_and_counts'),
        ('topics', '0017_find_places_and_count'),
        ('topics', '0018_index_places'),
        ('topics', '0019_order_by_place'),
        ('topics', '0020_index_orders'),
        ('topics', '0021_name_derived_models'),
        ('topics', '0022_renderings_say_what_made_them'),
        ('topics', '0023_zero_result_query_names'),
        ('topics', '0024_label_profiles'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('content', models.JSONField(verbose_name='content')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in-review', 'In review'), ('returned', 'Sent back'), ('scheduled', 'Scheduled'), ('published', 'Published')], max_length=20, verbose_name='state')),
                ('note', models.CharField(max_length=300, verbose_name='change note')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='saved')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('front_matter', models.TextField(blank=True)),
                ('from_file', models.BooleanField(default=False)),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='revisions', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='remark')),
                ('scheduled_for', models.DateTimeField(blank=True, null=True, verbose_name='scheduled for')),
            ],
            options={
                'verbose_name': 'revision',
                'verbose_name_plural': 'revisions',
                'ordering': ['topic', '-number'],
                'indexes': [models.Index(models.F('published_at'), name='revision_published_at'), models.Index(models.F('scheduled_for'), condition=models.Q(('state', 'scheduled')), name='revision_due')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:-[a-z0-9]+)*\\Z', 'Use lower-case letters, digits and single hyphens, as in `unef-i`.'), topics.models.slugs.validate_not_reserved], verbose_name='slug')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('position', models.PositiveSmallIntegerField(unique=True, verbose_name='position')),
                ('profile', models.CharField(blank=True, choices=[('', 'none'), ('mission', 'mission'), ('instrument', 'instrument'), ('indicator', 'indicator'), ('event', 'event')], help_text='Which facts of their own topics of this section may have.', max_length=20, verbose_name='profile')),
                ('summary', models.CharField(max_length=300, verbose_name='summary')),
                ('introduction', models.TextField(blank=True, help_text='Markdown. Link with [[slug]] or [[slug|words]].', validators=[topics.models.markdown.validate_markdown], verbose_name='introduction')),
                ('html', models.TextField(editable=False)),
                ('topic_count', models.PositiveIntegerField(db_default=0, default=0, editable=False)),
            ],
            options={
                'verbose_name': 'section',
                'verbose_name_plural': 'sections',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='slug')),
                ('facet', models.CharField(choices=[('place', 'Places'), ('operation', 'Types of operation'), ('task', 'Mandate tasks'), ('theme', 'Themes'), ('actor', 'Actors'), ('instrument', 'Types of instrument'), ('era', 'Eras')], max_length=20, verbose_name='facet')),
                ('definition', models.CharField(max_length=400, verbose_name='definition')),
                ('is_edited', models.BooleanField(default=False, editable=False)),
                ('topic_count', models.PositiveIntegerField(db_default=0, default=0, editable=False)),
                ('broader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='narrower', to='topics.tag', verbose_name='broader tag')),
                ('related', models.ManyToManyField(blank=True, to='topics.tag', verbose_name='related tags')),
            ],
            options={
                'verbose_name': 'tag',
                'verbose_name_plural': 'tags',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='tag_name_unique_ignoring_case', violation_error_message='There is a tag of this name already.'), models.CheckConstraint(condition=models.Q(('broader', models.F('id')), _negated=True), name='tag_not_broader_than_itself')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='What stands in [@key]: `fortna-2008`, `s-res-1270-1999`.', max_length=80, unique=True, verbose_name='key')),
                ('csl', models.JSONField(verbose_name='CSL-JSON')),
                ('type', models.CharField(choices=[('article', 'Preprint or working paper'), ('article-journal', 'Journal article'), ('article-magazine', 'Magazine article'), ('article-newspaper', 'Newspaper article'), ('book', 'Book'), ('chapter', 'Chapter'), ('dataset', 'Data set'), ('legal_case', 'Judgment'), ('legislation', 'Resolution'), ('report', 'Report or document'), ('speech', 'Speech'), ('thesis', 'Thesis'), ('treaty', 'Treaty'), ('webpage', 'Web page')], editable=False, max_length=20, verbose_name='type')),
                ('title', models.CharField(editable=False, max_length=500, verbose_name='title')),
                ('year', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='year')),
                ('number', models.CharField(editable=False, max_length=120, verbose_name='document number')),
                ('reference', models.TextField(editable=False, verbose_name='reference')),
                ('topic_count', models.PositiveIntegerField(db_default=0, default=0, editable=False)),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['reference'],
                'constraints': [models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='source_has_a_key')],
            },
        ),
        migrations.CreateModel(
            name='EmptySearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=400, unique=True, verbose_name='searched for')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='times')),
                ('last_at', models.DateTimeField(verbose_name='last time')),
            ],
            options={
                'verbose_name': 'zero-result query',
                'verbose_name_plural': 'zero-result queries',
                'ordering': ['-count', 'words'],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=240, unique=True)),
                ('stem', models.CharField(db_index=True, max_length=240)),
                ('length', models.PositiveSmallIntegerField()),
                ('documents', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Image',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(help_text='Texts show the image by it: ![](image:slug).', max_length=80, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:-[a-z0-9]+)*\\Z', 'Use lower-case letters, digits and single hyphens, as in `unef-i`.')], verbose_name='slug')),
                ('alt', models.CharField(help_text='What the image shows, for readers who cannot see it: “Blue-helmeted soldiers open a road block”, not “photograph”.', max_length=300, verbose_name='alternative text')),
                ('caption', models.CharField(blank=True, help_text='Stands below the image: what, where, when.', max_length=300, verbose_name='caption')),
                ('credit', models.CharField(help_text='Who made it: “UN Photo/Sylvain Liechti”.', max_length=200, verbose_name='credit')),
                ('licence', models.CharField(choices=[('cc-by-4.0', 'CC BY 4.0'), ('cc-by-sa-4.0', 'CC BY-SA 4.0'), ('cc-by-3.0', 'CC BY 3.0'), ('cc-by-sa-3.0', 'CC BY-SA 3.0'), ('cc-by-2.0', 'CC BY 2.0'), ('cc-by-sa-2.0', 'CC BY-SA 2.0'), ('cc-by-3.0-igo', 'CC BY 3.0 IGO'), ('cc0-1.0', 'CC0 1.0'), ('pdm-1.0', 'Public domain'), ('permission', 'By permission of the owner')], max_length=20, verbose_name='licence')),
                ('origin', models.URLField(blank=True, help_text='The page on which the image and its licence can be checked.', verbose_name='found at')),
                ('width', models.PositiveIntegerField(editable=False, verbose_name='width')),
                ('height', models.PositiveIntegerField(editable=False, verbose_name='height')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='uploaded')),
                ('uploaded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'image',
                'verbose_name_plural': 'images',
                'ordering': ['slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('alt', ''), _negated=True), models.Q(('credit', ''), _negated=True)), name='image_has_alternative_text_and_credit')],
            },
        ),
        migrations.CreateModel(
            name='TopicUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('raw', models.BinaryField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_uploads', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='LoadedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=100)),
                ('digest', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('file', 'name'), name='loaded_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='SectionGraph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clusters', models.JSONField()),
                ('nodes', models.JSONField(db_column='dots')),
                ('edges', models.JSONField(db_column='bands')),
            ],
            options={
                'db_table': 'topics_constellation',
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(help_text='The last part of the address; links name it: [[slug]].', max_length=80, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:-[a-z0-9]+)*\\Z', 'Use lower-case letters, digits and single hyphens, as in `unef-i`.'), topics.models.slugs.validate_not_reserved], verbose_name='slug')),
                ('title', models.CharField(blank=True, editable=False, max_length=120)),
                ('summary', models.CharField(blank=True, editable=False, max_length=300)),
                ('reviewed', models.DateField(blank=True, editable=False, null=True)),
                ('position', models.PositiveSmallIntegerField(default=100, editable=False)),
                ('further_reading', models.JSONField(blank=True, default=list, editable=False)),
                ('published_at', models.DateTimeField(blank=True, db_index=True, editable=False, null=True)),
                ('revised_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('date', topics.models.profiles.partial_date.PartialDateField(blank=True, default='', editable=False)),
                ('published_revision', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='live_topic', to='topics.revision')),
                ('section', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='topics.section', verbose_name='section')),
                ('archived_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('review_due', models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ('review_months', models.PositiveSmallIntegerField(default=24, help_text='Months after which an expert should check the page again.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='review interval')),
                ('sort_key', models.CharField(db_column='place', db_default='', default='', editable=False, max_length=144)),
                ('body', models.TextField(blank=True, editable=False)),
                ('contents', models.JSONField(default=list, editable=False)),
                ('html', models.TextField(blank=True, editable=False)),
                ('text', models.TextField(blank=True, editable=False)),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['sort_key'],
                'permissions': [('publish_topic', 'Can publish topics')],
                'indexes': [models.Index(fields=['title', 'id', 'published_at'], name='topic_order_by_title'), models.Index(fields=['-revised_at', 'id', 'published_at'], name='topic_order_by_revision'), models.Index(models.Func('date', output_field=models.BooleanField(), template="(%(expressions)s = '')"), models.F('date'), models.F('id'), models.F('published_at'), name='topic_order_by_date'), models.Index(fields=['section', 'sort_key', 'published_at'], name='topic_order'), models.Index(fields=['sort_key', 'published_at'], name='topic_order_of_all')],
                'constraints': [models.CheckConstraint(condition=models.Q(('published_at', None), models.Q(models.Q(('title', ''), _negated=True), models.Q(('summary', ''), _negated=True)), _connector='OR'), name='topic_published_has_words')],
            },
        ),
        migrations.AddField(
            model_name='revision',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='topics.topic'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('topic', 'number'), name='revision_number'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('state', 'published')), models.Q(models.Q(('state', 'published'), _negated=True), ('published_at', None)), _connector='OR'), name='revision_published_has_a_time'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('scheduled_for__isnull', False), ('state', 'scheduled')), models.Q(models.Q(('state', 'scheduled'), _negated=True), ('scheduled_for', None)), _connector='OR'), name='revision_scheduled_has_a_time'),
        ),
        # Where they stand in databases that were migrated step by step.
        ColumnsLast('revision', ['remark', 'scheduled_for']),
        migrations.CreateModel(
            name='TagAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='topics.tag', verbose_name='tag')),
            ],
            options={
                'verbose_name': 'other name',
                'verbose_name_plural': 'other names',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='tag_alias_unique_ignoring_case', violation_error_message='Another tag has this other name.')],
            },
        ),
        migrations.CreateModel(
            name='TagAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='old slug')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='topics.tag')),
            ],
            options={
                'verbose_name': 'old address of a tag',
                'verbose_name_plural': 'old addresses of tags',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Tagging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='topics.topic')),
                ('sort_key', models.CharField(db_column='place', db_default='', default='', editable=False, max_length=144)),
                ('tag', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='taggings', to='topics.tag')),
            ],
            options={
                'indexes': [models.Index(fields=['tag', 'sort_key', 'content_object'], name='tagging_order')],
                'constraints': [models.UniqueConstraint(fields=('content_object', 'tag'), name='tagging_once')],
            },
        ),
        migrations.AddField(
            model_name='topic',
            name='tags',
            field=taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='topics.Tagging', to='topics.Tag', verbose_name='Tags'),
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='%(class)s', serialize=False, to='topics.topic')),
                ('definition', models.CharField(max_length=500, verbose_name='definition')),
                ('unit', models.CharField(max_length=80, verbose_name='unit')),
                ('frequency', models.CharField(blank=True, max_length=80, verbose_name='frequency')),
                ('publisher', models.CharField(blank=True, max_length=120, verbose_name='published by')),
                ('direction', models.CharField(choices=[('higher-is-better', 'Higher is better'), ('lower-is-better', 'Lower is better'), ('depends', 'Depends on the context')], max_length=20, verbose_name='how to read it')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='topics.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'indicator',
            },
        ),
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='%(class)s', serialize=False, to='topics.topic')),
                ('symbol', models.CharField(blank=True, max_length=80, verbose_name='symbol')),
                ('body', models.CharField(max_length=120, verbose_name='adopted by')),
                ('kind', models.CharField(choices=[('charter', 'Charter'), ('treaty', 'Treaty'), ('resolution', 'Resolution'), ('bulletin', 'Secretary-General’s bulletin'), ('agreement', 'Agreement'), ('report', 'Report'), ('judgment', 'Judgment')], max_length=20, verbose_name='kind')),
                ('adopted', topics.models.profiles.partial_date.PartialDateField(verbose_name='adopted')),
                ('status', models.CharField(blank=True, max_length=200, verbose_name='status')),
                ('url', models.URLField(blank=True, max_length=300, verbose_name='full text')),
            ],
            options={
                'verbose_name': 'instrument',
                'ordering': ['adopted', 'symbol'],
            },
        ),
        migrations.CreateModel(
            name='Mission',
            fields=[
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='%(class)s', serialize=False, to='topics.topic')),
                ('acronym', models.CharField(max_length=20, verbose_name='acronym')),
                ('lead', models.CharField(choices=[('UN', 'United Nations'), ('NATO', 'NATO'), ('AU', 'African Union'), ('EU', 'European Union'), ('ECOWAS', 'ECOWAS'), ('coalition', 'Coalition of states')], max_length=20, verbose_name='led by')),
                ('region', models.CharField(choices=[('Africa', 'Africa'), ('Americas', 'Americas'), ('Asia and the Pacific', 'Asia and the Pacific'), ('Europe', 'Europe'), ('Middle East', 'Middle East')], max_length=30, verbose_name='region')),
                ('area', models.CharField(max_length=200, verbose_name='area')),
                ('start', topics.models.profiles.partial_date.PartialDateField(verbose_name='start')),
                ('end', topics.models.profiles.partial_date.PartialDateField(blank=True, default='', verbose_name='end')),
                ('predecessor_slug', models.SlugField(blank=True, help_text='The slug of the mission that came before, if any.', max_length=80, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:-[a-z0-9]+)*\\Z', 'Use lower-case letters, digits and single hyphens, as in `unef-i`.'), topics.models.slugs.validate_not_reserved], verbose_name='predecessor')),
                ('predecessor', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='successors', to='topics.topic')),
                ('fatalities', models.PositiveIntegerField(blank=True, help_text='Deaths among its personnel from any cause, as cited.', null=True, verbose_name='fatalities')),
                ('peak_strength', models.PositiveIntegerField(blank=True, help_text='The most uniformed personnel it ever had, as cited.', null=True, verbose_name='peak strength')),
            ],
            options={
                'verbose_name': 'mission',
                'ordering': ['start', 'acronym'],
                'constraints': [models.CheckConstraint(condition=models.Q(('end', ''), ('end__gte', django.db.models.functions.text.Left('start', django.db.models.functions.text.Length('end'))), _connector='OR'), name='mission_ends_after_start', violation_error_message='The end lies before the start.'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('topic')), _negated=True), name='mission_not_its_own_predecessor')],
            },
        ),
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:-[a-z0-9]+)*\\Z', 'Use lower-case letters, digits and single hyphens, as in `unef-i`.'), topics.models.slugs.validate_not_reserved], verbose_name='old slug')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='topics.topic')),
            ],
            options={
                'verbose_name': 'old address',
                'verbose_name_plural': 'old addresses',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('number', models.PositiveSmallIntegerField()),
                ('marks', models.JSONField()),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='topics.topic')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='topics.source')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('topic', 'key'), name='citation_once')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='%(class)s', serialize=False, to='topics.topic')),
                ('start', topics.models.profiles.partial_date.PartialDateField(help_text='The day, or the first of several.', verbose_name='date')),
                ('end', topics.models.profiles.partial_date.PartialDateField(blank=True, default='', verbose_name='last day')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
            ],
            options={
                'verbose_name': 'event',
                'ordering': ['start'],
                'constraints': [models.CheckConstraint(condition=models.Q(('end', ''), ('end__gte', django.db.models.functions.text.Left('start', django.db.models.functions.text.Length('end'))), _connector='OR'), name='event_ends_after_start', violation_error_message='The end lies before the start.')],
            },
        ),
        migrations.CreateModel(
            name='CrossReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('explains', 'Explains'), ('illustrates', 'Illustrates'), ('governs', 'Governs'), ('evaluates', 'Evaluates'), ('responds-to', 'Responds to'), ('precedes', 'Precedes'), ('part-of', 'Is part of'), ('see-also', 'See also')], max_length=20, verbose_name='kind')),
                ('slug', models.SlugField(max_length=80)),
                ('note', models.CharField(max_length=200, verbose_name='note')),
                ('position', models.PositiveSmallIntegerField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cross_references', to='topics.topic')),
                ('target', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cross_references_here', to='topics.topic')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('source', 'kind', 'slug'), name='cross_reference_once'), models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='cross_reference_to_another_topic')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(allow_unicode=True, max_length=200)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='topics.topic')),
                ('target', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='links_here', to='topics.topic')),
            ],
            options={
                'ordering': ['slug'],
                'constraints': [models.UniqueConstraint(fields=('source', 'slug'), name='link_once')],
            },
        ),
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_document', serialize=False, to='topics.topic')),
                ('title', models.TextField()),
                ('names', models.TextField()),
                ('tags', models.TextField()),
                ('summary', models.TextField()),
                ('headings', models.TextField()),
                ('themes', models.TextField()),
                ('title_words', models.PositiveSmallIntegerField()),
                ('vocabulary', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Completion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begins', models.CharField(db_index=True, max_length=120)),
                ('label', models.CharField(max_length=160)),
                ('place', models.PositiveSmallIntegerField()),
                ('length', models.PositiveSmallIntegerField()),
                ('tag', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='topics.tag')),
                ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='topics.topic')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('topic', None), ('tag', None), _connector='XOR'), name='completion_of_a_topic_or_a_tag')],
            },
        ),
        migrations.CreateModel(
            name='Autosave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('values', models.JSONField()),
                ('saved_at', models.DateTimeField()),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='topics.topic')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('topic', 'user'), name='autosave_once')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField()),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='topics.topic')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('topic', 'user'), name='presence_once')],
            },
        ),
        migrations.CreateModel(
            name='Depiction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(max_length=200)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='depictions', to='topics.topic')),
                ('image', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='depictions', to='topics.image')),
            ],
            options={
                'ordering': ['slug'],
                'constraints': [models.UniqueConstraint(fields=('topic', 'slug'), name='depiction_once')],
            },
        ),
        migrations.CreateModel(
            name='RenderedTopic',
            fields=[
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='rendered', serialize=False, to='topics.topic')),
                ('article', models.TextField()),
                ('onward', models.TextField()),
                ('made_with', models.CharField(db_default='', default='', max_length=64)),
                ('valid_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'topics_page',
            },
        ),
        migrations.CreateModel(
            name='EgoGraph',
            fields=[
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='ego_graph', serialize=False, to='topics.topic')),
                ('nodes', models.JSONField(db_column='spots')),
                ('edges', models.JSONField(db_column='lines')),
            ],
            options={
                'db_table': 'topics_neighbourhood',
            },
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1945), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('value', models.DecimalField(decimal_places=4, max_digits=16, verbose_name='value')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='topics.source')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measurements', to='topics.indicator')),
                ('low', models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True, verbose_name='lower bound')),
                ('high', models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True, verbose_name='upper bound')),
            ],
            options={
                'ordering': ['year', 'position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('profile', 'year', 'source'), name='measurement_once'), models.CheckConstraint(condition=models.Q(models.Q(('high', None), ('low', None)), models.Q(('low__isnull', False), ('low__lte', models.F('value')), ('high__gte', models.F('value')), ('high__isnull', False)), _connector='OR'), name='measurement_within_bounds', violation_error_message='The value lies outside its bounds.')],
                'verbose_name_plural': 'measurements',
            },
        ),
        migrations.CreateModel(
            name='MissionResolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('symbol', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[AS]/RES/[\\w./-]+( \\([\\w-]+\\))?$', 'Write a symbol such as S/RES/1270 (1999) or A/RES/1000 (ES-I).')], verbose_name='symbol')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='resolutions', to='topics.mission')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('profile', 'symbol'), name='mission_resolution_once')],
                'verbose_name_plural': 'mandate',
            },
        ),
        migrations.CreateModel(
            name='MissionCountry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('country', django_countries.fields.CountryField(max_length=2)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='countries', to='topics.mission')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('profile', 'country'), name='mission_country_once')],
                'verbose_name_plural': 'countries',
            },
        ),
        migrations.CreateModel(
            name='ShownTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shown', to='topics.renderedtopic')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='topics.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('page', 'topic'), name='shown_once')],
                'db_table': 'topics_shown',
            },
        ),
        migrations.RunPython(create_index, drop_index),
        migrations.RunPython(create_groups, delete_groups),
    ]
