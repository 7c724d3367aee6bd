"""Too many requests of one address are refused, and nobody else's."""

import time
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache

from portal.http.request_counts import RequestCounts

pytestmark = pytest.mark.django_db
LIMITED = [
    ("get", "/search/?q=x", "search"),
    ("get", "/search/suggest/?q=x", "suggest"),
    ("get", "/sources/?q=x", "search"),
    ("post", "/admin/login/", "sign-in"),
]
limited_views = pytest.mark.parametrize(("method", "address", "name"), LIMITED)


@pytest.fixture(autouse=True)
def few(settings):
    """Two requests, in the first second of an hour."""
    settings.RATE_LIMITS = {
        name: (2, seconds) for name, (_most, seconds) in settings.RATE_LIMITS.items()
    }
    cache.clear()
    with time_machine.travel("2026-11-20T12:00:00Z", tick=False) as clock:
        yield clock
    cache.clear()


class AwayCache(LocMemCache):
    def add(self, *args, **kwargs):
        raise ConnectionError("nobody listens")


@limited_views
def test_third_request_is_asked_to_wait(client, method, address, name):
    ask = getattr(client, method)
    assert [ask(address).status_code for _ in range(2)] == [200, 200]

    refused = ask(address)

    assert refused.status_code == 429
    assert refused["Retry-After"] == ("3601" if name == "sign-in" else "61")
    assert refused["Cache-Control"] == "no-store"
    assert "Too many requests" in refused.content.decode()


@limited_views
def test_other_addresses_are_answered(client, method, address, name):
    for _ in range(3):
        getattr(client, method)(address)

    response = getattr(client, method)(address, REMOTE_ADDR="203.0.113.9")

    assert response.status_code == 200


@limited_views
def test_waiting_helps(client, few, method, address, name):
    for _ in range(3):
        refused = getattr(client, method)(address)
    few.shift(int(refused["Retry-After"]))

    assert getattr(client, method)(address).status_code == 200


@limited_views
def test_nothing_is_limited_while_the_cache_is_away(
    client, settings, method, address, name
):
    backend = f"{__name__}.AwayCache"
    settings.CACHES = {**settings.CACHES, "default": {"BACKEND": backend}}

    answers = [getattr(client, method)(address).status_code for _ in range(4)]

    assert answers == [200] * 4


def test_other_processes_count_too(client, settings, tmp_path):
    settings.REQUEST_COUNTS = tmp_path / "request-counts"
    client.get("/search/?q=x")
    now = int(time.time() // 60)
    RequestCounts(settings.REQUEST_COUNTS).add(f"rate:search:127.0.0.1:{now}", 60)

    assert client.get("/search/?q=x").status_code == 429


@pytest.mark.parametrize("path", ["/nowhere/request-counts", "/dev/null/file", "/"])
def test_process_counts_alone_where_the_file_cannot_be_made(client, settings, path):
    settings.REQUEST_COUNTS = Path(path)

    answers = [client.get("/search/?q=x").status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_forged_header_gives_no_second_turn(client):
    answers = [
        client.get("/search/?q=x", headers={"X-Forwarded-For": f"203.0.113.{n}"})
        for n in range(3)
    ]

    assert answers[-1].status_code == 429


def test_readers_behind_a_trusted_proxy_are_told_apart(client, settings):
    settings.TRUSTED_PROXIES = 1

    answers = [
        client.get("/search/?q=x", headers={"X-Forwarded-For": f"x, 203.0.113.{n}"})
        for n in range(3)
    ]

    assert {answer.status_code for answer in answers} == {200}


def test_looking_at_the_sign_in_form_is_not_limited(client):
    assert {client.get("/admin/login/").status_code for _ in range(4)} == {200}


def test_refused_reader_gets_no_cookie(client):
    for _ in range(3):
        refused = client.get("/search/?q=x")

    assert refused.status_code == 429
    assert not refused.cookies
