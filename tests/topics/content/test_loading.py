"""Loading many files: over processes, in batches, interrupted and continued."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.db import connection

from tests.bench.corpus import revise, write_corpus
from tests.databases import ROOT, migrated_file
from topics.content import loading, parallel
from topics.content.folder import FolderRefused, load_folder
from topics.models import (
    Citation,
    Completion,
    CrossReference,
    EgoGraph,
    Link,
    LoadedEntry,
    Mission,
    Revision,
    SearchDocument,
    Section,
    Source,
    Tag,
    Tagging,
    Topic,
    Word,
)

TOPICS = 30
DEADLINE = 120  # seconds
# The command in small batches and over processes, however few files there are. What a
# shell starts in the background ignores Ctrl-C, and so would this.
COMMAND = """
import signal
import django
from django.core.management import call_command
from django.db import connection
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    django.setup()
    from topics.content import loading, parallel
    from tests.topics.content.test_loading import halting
    loading.BATCH, parallel.WORTH_PROCESSES = 2, 1
    if {halts}:
        loading.store = halting(loading.store)
    call_command("load_content", {folder!r})
"""


def halting(store):
    """`store`, which waits for its end after two batches."""
    batches = []

    def store_two(*batch):
        batches.append(batch)
        if len(batches) > 2:
            time.sleep(DEADLINE)
        return store(*batch)

    return store_two


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    # So many that a run of 30 files is not mostly about sources.
    monkeypatch.setattr("tests.bench.corpus.SOURCE_COUNT", 50)
    monkeypatch.setattr("tests.bench.corpus.TAG_COUNT", 50)
    folder = tmp_path / "corpus"
    folder.mkdir()
    write_corpus(folder, TOPICS)
    return folder


@pytest.fixture
def in_small_batches(monkeypatch):
    monkeypatch.setattr(loading, "BATCH", 7)


def state():
    """All that loading made, without numbers of rows and times."""
    columns = {
        Topic: (
            "slug",
            "title",
            "body",
            "html",
            "contents",
            "text",
            "date",
            "position",
        ),
        Revision: ("topic__slug", "number", "state", "live_topic__slug", "note"),
        Tagging: ("content_object__slug", "tag__slug"),
        Mission: ("topic__slug", "acronym", "start", "countries__country"),
        CrossReference: ("source__slug", "slug", "target__slug", "position"),
        Link: ("source__slug", "slug", "target__slug"),
        Citation: ("topic__slug", "source__key", "number", "marks"),
        SearchDocument: ("topic__slug", "title", "tags", "frequencies", "vocabulary"),
        Word: ("word", "documents"),
        Completion: ("begins", "label", "topic__slug", "tag__slug"),
        Section: ("slug", "html"),
        EgoGraph: ("topic__slug",),
        LoadedEntry: ("file", "name", "digest"),
    }
    return {
        model.__name__: sorted(map(str, model.objects.order_by().values_list(*names)))
        for model, names in columns.items()
    }


@pytest.mark.slow
def test_several_processes_store_what_one_does(corpus, db, monkeypatch):
    load_folder(corpus)
    alone = state()
    Topic.objects.all().delete()
    monkeypatch.setattr(parallel, "WORTH_PROCESSES", 1)

    assert load_folder(corpus, force=True)["loaded"] == TOPICS

    assert state() == alone


def test_batches_store_what_rebuilding_makes(corpus, db, in_small_batches):
    load_folder(corpus)
    loaded = state()

    call_command("rebuild", verbosity=0)

    assert state() == loaded
    assert not Link.objects.filter(target=None).exists()
    assert "missing-link" not in "".join(Topic.objects.values_list("html", flat=True))


def test_second_version_of_a_tenth_stores_what_rebuilding_makes(
    corpus, db, in_small_batches
):
    load_folder(corpus)
    revise(corpus)

    assert load_folder(corpus)["loaded"] == TOPICS // 10

    loaded = state()
    assert Revision.objects.filter(number=2).count() == TOPICS // 10
    call_command("rebuild", verbosity=0)
    assert state() == loaded


def test_planner_of_postgresql_knows_at_once_how_much_was_loaded(corpus, db):
    load_folder(corpus)

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT reltuples FROM pg_class WHERE relname=%s", ["topics_topic"]
            )
            assert cursor.fetchone() == (TOPICS,)


def test_bad_file_after_many_good_ones_stores_nothing(corpus, db, in_small_batches):
    bad = corpus / "role" / "zzz.md"
    bad.write_text("---\ntitle: T\nsummary: S\n---\n" + "[" * 5000)

    with pytest.raises(FolderRefused, match=r"zzz\.md:5: .*brackets"):
        load_folder(corpus)

    models = (Section, Tag, Source, Topic, Revision, LoadedEntry)
    assert not any(model.objects.exists() for model in models)


def test_page_rendered_before_what_it_names_is_rendered_by_the_next_run(corpus, db):
    load_folder(corpus)
    loaded = state()
    link = Link.objects.select_related("source").first()
    html = '<p><span class="missing-link">words</span></p>'
    Topic.objects.filter(pk=link.source_id).update(html=html)
    Link.objects.filter(source=link.source).update(target=None)
    EgoGraph.objects.filter(topic=link.source).delete()

    assert load_folder(corpus)["unchanged"] == TOPICS

    assert state() == loaded


def test_pages_that_wait_for_the_end_alone_are_not_rendered_again(
    corpus, db, monkeypatch
):
    load_folder(corpus)
    loaded = state()
    Link.objects.update(target=None)
    EgoGraph.objects.all().delete()
    rendered = Mock()
    monkeypatch.setattr("topics.publishing.derivation.Derived.of", rendered)

    load_folder(corpus)

    assert not rendered.called
    assert state() == loaded


@pytest.fixture
def database(tmp_path):
    return shutil.copy(migrated_file(), tmp_path / "db.sqlite3")


@pytest.fixture
def loader(corpus, database):
    """Starts the command in a group of its own; none of it outlives the test."""
    started = []

    def start(*, halts):
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
        process = subprocess.Popen(
            [sys.executable, "-c", COMMAND.format(folder=str(corpus), halts=halts)],
            cwd=ROOT,
            env={**environment, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until(holds, what):
    end = time.monotonic() + DEADLINE
    while not holds():
        assert time.monotonic() < end, what


def count(database, query):
    counting = f"SELECT count(*) FROM {query}"  # noqa: S608 (from this file only)
    with closing(sqlite3.connect(database, timeout=DEADLINE)) as connection:
        return connection.execute(counting).fetchone()[0]


def end(process, stop):
    """Send the signal, and once more if nothing happens: Python drops a Ctrl-C that
    comes while it clears away an object."""
    process.send_signal(stop)
    try:
        process.wait(DEADLINE / 4)
    except subprocess.TimeoutExpired:
        process.send_signal(stop)
        process.wait(DEADLINE / 2)


def nobody_is_left(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.servers
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_run_is_continued_by_the_next(loader, database, stop):
    process = loader(halts=True)
    wait_until(lambda: count(database, "topics_topic"), "nothing is stored")

    end(process, stop)

    wait_until(lambda: nobody_is_left(process.pid), "a worker goes on")
    stored = count(database, "topics_topic WHERE published_revision_id NOT NULL")
    assert 0 < stored < TOPICS
    assert loader(halts=False).wait(DEADLINE) == 0
    assert (
        count(database, "topics_topic WHERE html NOT LIKE '%missing-link%'") == TOPICS
    )
    assert count(database, "topics_revision") == TOPICS
    assert count(database, "topics_neighbourhood") == TOPICS
    assert count(database, "topics_link WHERE target_id IS NULL") == 0
