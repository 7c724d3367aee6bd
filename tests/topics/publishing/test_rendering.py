"""A stored rendering knows with which code, language and day it was made."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError
from django.template import engines
from django.test import override_settings
from django.utils import timezone

from tests.factories import make_mission, make_topic
from topics.models import RenderedTopic
from topics.publishing import rendering

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def other_release():
    """Each test may change what the digest is made of."""
    rendering._digest_of_sources.cache_clear()
    yield
    rendering._digest_of_sources.cache_clear()


@pytest.fixture
def templates(tmp_path, settings):
    """A folder of templates before that of the project."""
    folder = tmp_path / "templates"
    (folder / "topics").mkdir(parents=True)
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [folder, *engine["DIRS"]]}]
    return folder


def release(monkeypatch, folder):
    """What a process of the next release finds: other templates."""
    monkeypatch.setattr(rendering, "SOURCES", (*rendering.SOURCES, folder))
    rendering._digest_of_sources.cache_clear()
    forget_loaded_templates()


def forget_loaded_templates():
    """As a new process, or the development server when a file changes."""
    for loader in engines["django"].engine.template_loaders:
        loader.reset()


def test_release_that_changes_a_template_reaches_readers(read, templates, monkeypatch):
    make_topic("a-page")
    assert "Words of the next release" not in read("/role/a-page/").text

    template = templates / "topics" / "_article.html"
    template.write_text("<p>Words of the next release</p>")
    release(monkeypatch, templates)

    assert "Words of the next release" in read("/role/a-page/").text


def test_rendering_is_kept_while_nothing_changes(read):
    make_topic("a-page")
    read("/role/a-page/")
    RenderedTopic.objects.update(article="<p>Kept</p>")

    assert "Kept" in read("/role/a-page/").text


def test_rendering_in_another_language_is_another_one(monkeypatch):
    english = rendering.made_with()

    monkeypatch.setattr(rendering, "get_language", lambda: "fr")

    assert rendering.made_with() != english


def test_next_day_a_mission_that_goes_on_has_lasted_longer(client):
    going_on = {"start": "1999-10", "end": ""}
    with time_machine.travel(datetime(2020, 6, 1, tzinfo=UTC), tick=False):
        make_mission("unmil", profile={"start": "2003-09", "end": "2018-03"})
        make_mission("unamsil", profile=going_on)
        first = client.get("/missions/unamsil/").content
        assert client.get("/missions/unamsil/").content == first
        assert RenderedTopic.objects.get(topic__slug="unamsil").valid_on is not None

    with time_machine.travel(datetime(2029, 6, 1, tzinfo=UTC), tick=False):
        assert client.get("/missions/unamsil/").content != first


def test_page_that_says_nothing_of_today_is_kept_for_longer(read):
    make_topic("a-page")
    read("/role/a-page/")
    RenderedTopic.objects.update(article="<p>Kept</p>")

    with time_machine.travel(timezone.now() + timedelta(days=30)):
        assert "Kept" in read("/role/a-page/").text


def test_reader_gets_the_page_when_nothing_can_be_stored(read, monkeypatch):
    def refuse(*_arguments):
        raise DatabaseError("read-only")

    make_topic("a-page", title="A page")
    monkeypatch.setattr(rendering, "_store", refuse)

    assert read("/role/a-page/").h1.text == "A page"


@override_settings(DEBUG=True)
def test_developer_sees_an_edited_template_at_once(read, templates, monkeypatch):
    monkeypatch.setattr(rendering, "SOURCES", (*rendering.SOURCES, templates))
    make_topic("a-page")
    read("/role/a-page/")

    template = templates / "topics" / "_article.html"
    template.write_text("<p>Edited just now</p>")
    forget_loaded_templates()

    assert "Edited just now" in read("/role/a-page/").text


def test_other_address_of_the_portal_reaches_pages_that_were_made_before(
    read, settings
):
    make_topic("a-page")
    read("/role/a-page/")

    settings.SITE_URL = "https://portal.example"
    rendering._digest_of_sources.cache_clear()  # as in a new process

    link = read("/role/a-page/").select_one("meta[property='og:url']")
    assert link["content"] == "https://portal.example/role/a-page/"
