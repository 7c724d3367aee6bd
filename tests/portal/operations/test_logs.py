"""The log that the portal writes, as a collector reads it."""

import json
import logging.config
import re
from io import StringIO

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories import make_draft, make_topic
from topics.models import SearchDocument

SECRET = "zanzibar-secret"


def written_as(log_format):
    """Set up logs as the settings do, but into the stream that this gives back."""
    stream = StringIO()
    console = {**settings.LOGGING["handlers"]["console"], "formatter": log_format}
    handlers = {"console": {**console, "stream": stream}}
    logging.config.dictConfig({**settings.LOGGING, "handlers": handlers})
    return stream


@pytest.fixture
def json_log():
    """Reads what was logged: one object a line."""
    stream = written_as("json")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.config.dictConfig(settings.LOGGING)


@pytest.fixture(params=["json", "text"])
def log(request):
    """Reads what was logged: the text."""
    yield written_as(request.param).getvalue
    logging.config.dictConfig(settings.LOGGING)


@pytest.fixture
def failing(monkeypatch):
    """A reader to whom pages break, with an error that quotes what was asked."""

    def fail(*args):
        raise ValueError(f"no such thing: {SECRET}")

    monkeypatch.setattr("topics.views.search.SearchForm.of", fail)
    monkeypatch.setattr("topics.views.sections.page_of", fail)
    return Client(raise_request_exception=False)


def test_each_request_is_one_line_without_query_or_person(client, editor, json_log):
    make_topic("unef-i")
    client.force_login(editor)

    client.get(
        f"/role/unef-i/?q={SECRET}",
        headers={"User-Agent": SECRET, "Referer": f"http://testserver/?q={SECRET}"},
        REMOTE_ADDR="203.0.113.9",
    )

    [line] = json_log()
    assert line.keys() == {
        *("time", "level", "logger", "request_id", "message"),
        *("method", "path", "status", "milliseconds"),
    }
    assert (line["method"], line["path"], line["status"]) == (
        "GET",
        "/role/unef-i/",
        200,
    )
    assert 0 < line["milliseconds"] < 60_000
    for unsaid in (SECRET, "203.0.113.9", editor.username, "?"):
        assert unsaid not in json.dumps(line)


def test_page_that_is_not_there_is_no_warning(client, db, log):
    client.get(f"/nothing/{SECRET[:4]}/?q={SECRET}")

    [line] = log().splitlines()
    assert "GET /nothing/zanz/ 404" in line
    assert SECRET not in line
    assert "WARNING" not in line


def test_words_of_a_search_that_fails_stand_in_no_log(failing, db, log):
    response = failing.get(f"/search/?q={SECRET}")

    assert response.status_code == 500
    assert SECRET not in log()
    assert "ValueError" in log()
    assert "in search" in log()


def test_error_without_words_of_a_reader_is_logged_in_full(failing, db, log):
    make_topic("unef-i")

    failing.get("/role/")

    assert f"no such thing: {SECRET}" in log()


def test_words_of_a_cause_are_left_out_too(db, monkeypatch, log):
    def fail(*args):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {SECRET!r}")  # noqa: S608

    monkeypatch.setattr("topics.views.search.SearchForm.of", fail)

    Client(raise_request_exception=False).get("/search/?q=words")

    assert SECRET not in log()
    assert "OperationalError" in log() or "ProgrammingError" in log()


def test_all_records_of_a_request_carry_its_id(failing, db, json_log):
    response = failing.get("/search/?q=a", headers={"X-Request-ID": "proxy-0123456789"})

    assert response["X-Request-ID"] == "proxy-0123456789"
    assert [(line["level"], line["request_id"]) for line in json_log()] == [
        ("ERROR", "proxy-0123456789"),
        ("INFO", "proxy-0123456789"),
    ]


def test_refusal_that_django_logs_last_carries_the_id_too(client, db, json_log):
    make_topic("unef-i")
    SearchDocument.objects.all().delete()

    response = client.get("/readyz")

    ids = {line["request_id"] for line in json_log() if line["level"] == "ERROR"}
    assert ids == {response["X-Request-ID"]}


@pytest.mark.parametrize(
    "given", ["short", "x" * 65, "two words", "a\r\nb" * 4, "ü" * 9]
)
def test_strange_id_is_replaced(client, db, given, json_log):
    response = client.get("/nothing/", headers={"X-Request-ID": given})

    assert re.fullmatch("[0-9a-f]{16}", response["X-Request-ID"])
    assert json_log()[-1]["request_id"] == response["X-Request-ID"]


def test_each_request_has_an_id_of_its_own(client, db):
    assert client.get("/a/")["X-Request-ID"] != client.get("/a/")["X-Request-ID"]


def test_page_that_caches_keep_carries_no_id(client, db):
    make_topic("unef-i")

    assert "X-Request-ID" not in client.get("/role/unef-i/")
    assert client.get("/admin/login/")["X-Request-ID"]


def test_line_breaks_in_an_address_make_no_line(client, db, log):
    client.get("/role/%0aERROR%20django:%20forged/")

    assert len(log().splitlines()) == 1


def test_log_does_not_let_its_readers_into_previews(client, editor, log):
    topic = make_draft("draft")
    client.force_login(editor)
    page = client.get(reverse("admin:topics_topic_change", args=[topic.pk]))
    address = re.search(r"/admin/topics/topic/preview/[^\"]+", page.content.decode())[0]

    assert client.get(address).status_code == 200

    assert "/admin/topics/topic/preview/-/" in log()
    assert address not in log()
