"""Counters as Prometheus reads them."""

import pytest
from django.db import OperationalError
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from tests.factories import make_draft, make_topic
from tests.portal.server import Server, fetch

TOKEN = "a-token-for-tests"


@pytest.fixture
def scrape(client, settings, db):
    """Reads all samples: {(name, labels as a frozenset of pairs): value}."""
    settings.METRICS_TOKEN = TOKEN

    def read():
        response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert response.status_code == 200
        return {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(response.content.decode())
            for sample in family.samples
        }

    return read


@pytest.fixture
def grown(scrape):
    """How much a sample grew since the test began."""
    before = scrape()

    def difference(name, **labels):
        key = (name, frozenset(labels.items()))
        return scrape().get(key, 0) - before.get(key, 0)

    return difference


def test_requests_are_counted_by_view_method_and_status(client, grown):
    make_topic("unef-i")

    client.get("/role/unef-i/")
    client.head("/role/unef-i/")
    client.get("/role/nothing/")

    page = {"view": "topics:topic_detail"}
    assert grown("portal_requests_total", **page, method="GET", status="200") == 1
    assert grown("portal_requests_total", **page, method="HEAD", status="200") == 1
    assert grown("portal_requests_total", **page, method="GET", status="404") == 1
    assert grown("portal_request_seconds_count", **page) == 3
    assert grown("portal_request_seconds_bucket", **page, le="+Inf") == 3


def test_addresses_and_methods_that_nobody_knows_share_one_series(client, grown):
    client.generic("INVENTED", "/no/such/page/at/all")
    client.generic("INVENTED-TOO", "/neither/this/page/here")

    series = {"view": "none", "method": "other", "status": "404"}
    assert grown("portal_requests_total", **series) == 2


def test_searches_without_result_are_counted(client, grown):
    make_topic("unef-i", title="Suez")

    client.get("/search/?q=suez")
    client.get("/search/?q=atlantis")

    assert grown("portal_searches_without_result_total") == 1


def test_saves_are_counted_once_they_are_kept(
    grown, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as kept:
        make_draft("draft")
    assert grown("portal_saves_total") == 0

    for callback in kept:
        callback()

    assert grown("portal_saves_total") == 1


@pytest.mark.parametrize(
    ("error", "counted"), [(OperationalError("gone"), 1), (OSError("disk"), 0)]
)
def test_errors_of_the_database_are_counted(grown, monkeypatch, error, counted):
    def fail(*args):
        raise error

    make_topic("unef-i")
    monkeypatch.setattr("topics.views.sections.page_of", fail)

    Client(raise_request_exception=False).get("/role/")

    assert grown("portal_database_errors_total") == counted


@pytest.mark.parametrize(
    "given",
    [None, "", "Bearer", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", "Bearer ü"],
)
def test_metrics_are_not_found_without_the_token(client, db, settings, given):
    headers = {} if given is None else {"Authorization": given}

    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", headers=headers).status_code == 404
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers=headers).status_code == 404


def test_metrics_are_kept_by_nobody(client, db, settings):
    settings.METRICS_TOKEN = TOKEN

    response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.servers
def test_processes_of_the_server_add_up(tmp_path):
    folder = tmp_path / "counters"
    server = Server(
        tmp_path,
        METRICS_TOKEN=TOKEN,
        PROMETHEUS_MULTIPROC_DIR=str(folder),
        WEB_WORKERS="2",
    )
    try:
        for _ in range(40):
            fetch(server.port, "/tags/")
        status, text = fetch(
            server.port, "/metrics", headers={"Authorization": f"Bearer {TOKEN}"}
        )
    finally:
        server.end()

    series = (
        'portal_requests_total{method="GET",status="200",view="topics:tag_list"} 40.0'
    )
    assert status == 200
    assert series in text.splitlines()
    assert len(list(folder.glob("counter_*.db"))) >= 2
