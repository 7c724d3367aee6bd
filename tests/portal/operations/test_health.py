"""Health checks as load balancers ask them."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from portal.caching import surrogate_keys
from portal.caching.change_counters import ChangeCounters
from portal.operations import health
from tests.factories import make_topic
from topics.models import SearchDocument


def test_process_is_up_without_asking_the_database(client):
    # Without the mark `django_db`, a query fails the test.
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.content == b"ok\n"


def test_ready_portal_says_so(client, db):
    make_topic("unef-i")

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "checks": {"database": "ok", "migrations": "ok", "search_index": "ok"},
    }


def test_world_is_not_told_what_failed(client, db, settings):
    settings.METRICS_TOKEN = "a-token-for-tests"
    stranger = {"REMOTE_ADDR": "192.0.2.1"}

    untold = client.get("/readyz", **stranger)
    wrong = client.get("/readyz", headers={"Authorization": "Bearer x"}, **stranger)
    token = {"Authorization": "Bearer a-token-for-tests"}
    told = client.get("/readyz", headers=token, **stranger)

    assert untold.json() == wrong.json() == {"ready": True}
    assert "migrations" in told.json()["checks"]


def test_client_of_a_proxy_on_this_machine_is_the_world(client, db, settings):
    settings.TRUSTED_PROXIES = 1

    response = client.get("/readyz", headers={"X-Forwarded-For": "192.0.2.1"})

    assert response.json() == {"ready": True}


def test_files_of_migrations_are_read_once(client, db, monkeypatch):
    client.get("/readyz")

    monkeypatch.setattr(health, "MigrationExecutor", None)
    response = client.get("/readyz")

    assert response.json()["checks"]["migrations"] == "ok"


def test_lost_database_is_named_and_its_words_are_not(client, db, monkeypatch):
    def refuse(*args):
        raise OperationalError("could not connect to db.internal as portal")

    with monkeypatch.context() as lost:
        lost.setattr(connection, "ensure_connection", refuse)
        lost.setattr(connection, "cursor", refuse)
        response = client.get("/readyz")
        alive = client.get("/healthz")

    assert response.status_code == 503
    assert set(response.json()["checks"].values()) == {"failed"}
    assert "internal" not in response.content.decode()
    assert alive.status_code == 200


def test_missing_migration_is_named(client, db):
    newest = max(name for app, name in applied() if app == "topics")
    MigrationRecorder(connection).record_unapplied("topics", newest)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"] == {
        "database": "ok",
        "migrations": "failed",
        "search_index": "ok",
    }


def applied():
    return MigrationRecorder(connection).applied_migrations()


@pytest.mark.parametrize("change", ["lost", "left over"])
def test_incomplete_search_index_is_named(client, db, change):
    topic = make_topic("unef-i")
    if change == "lost":
        SearchDocument.objects.all().delete()
    else:
        type(topic).objects.update(published_at=None)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["search_index"] == "failed"


def test_changes_that_cannot_be_told_are_named_and_keep_no_readers_away(
    client, db, monkeypatch, tmp_path
):
    monkeypatch.setattr(surrogate_keys, "counters", ChangeCounters(tmp_path))

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["ready"]
    assert response.json()["details"] == {"change_counters": "failed"}


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_kept_by_nobody_and_begins_no_session(client, db, address):
    response = client.get(address)

    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert client.post(address).status_code == 405


def test_health_is_answered_without_tls_within_the_machine(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
    assert client.get("/").status_code == 301
