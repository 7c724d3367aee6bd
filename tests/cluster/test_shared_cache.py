"""The cache of `CACHE_URL=redis://…`, with a real server that goes away."""

import pytest
from django.core.cache import caches

from portal import environment
from portal.caching import shared_cache
from tests.cluster.servers import Cache, wait_until
from tests.portal.server import free_port

pytestmark = pytest.mark.servers


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setattr(shared_cache, "RETRY_AFTER_SECONDS", 0.5)
    with Cache(free_port(), tmp_path / "cache.log") as running:
        yield running


@pytest.fixture
def cache(server, settings, monkeypatch):
    monkeypatch.setenv("CACHE_URL", f"redis://127.0.0.1:{server.port}/1")
    settings.CACHES = {
        **settings.CACHES,
        "default": environment.cache("CACHE_URL", ""),
    }
    return caches["default"]


def test_cache_keeps_counts_and_forgets(cache):
    cache.set("word", "unef")
    cache.set_many({"number": 1, "other": 2})

    assert cache.get_many(["word", "number"]) == {"word": "unef", "number": 1}
    assert cache.incr("number") == 2
    assert cache.add("word", "else") is False
    assert cache.touch("word")
    assert cache.has_key("word")
    assert cache.delete("word")
    cache.delete_many(["other"])
    assert cache.get_many(["word", "other"]) == {}
    cache.clear()
    assert cache.get("number") is None


def test_cache_that_is_away_finds_nothing_and_keeps_nothing(cache, server):
    cache.set("word", "unef")

    server.stop()
    try:
        cache.set("word", "other")
        cache.set_many({"word": "other"})
        cache.delete_many(["word"])
        assert cache.get("word", "nothing") == "nothing"
        assert cache.get_many(["word"]) == {}
        assert cache.get_or_set("word", "made") == "made"
        assert not cache.add("word", "other")
        assert not cache.touch("word")
        assert not cache.has_key("word")
        assert not cache.delete("word")
        assert not cache.clear()
        with pytest.raises(ValueError, match="word"):
            cache.incr("word")
    finally:
        server.start()

    assert wait_until(lambda: cache.add("word", "again"), "the cache is used again")
    assert cache.get("word") == "again"


def test_absence_is_logged_once(cache, server, caplog):
    server.stop()
    try:
        for _ in range(5):
            cache.get("word")
    finally:
        server.start()
    wait_until(lambda: cache.add("word", "again"), "the cache is used again")

    assert len(caplog.records) == 2
