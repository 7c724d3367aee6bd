"""Pages in front of Django: asked for as a server would, through WSGI."""

import gc
import gzip
import os
import threading
import tracemalloc
from datetime import timedelta

import brotli
import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from django.utils.http import parse_http_date

from portal.caching.cached_response import CachedResponse
from portal.caching.page_cache import PageCache, _reduced
from tests.asking import ask, is_warm, warm
from tests.factories import (
    make_indicator,
    make_mission,
    make_section,
    make_topic,
    revise,
)
from topics import publishing
from topics.models import Topic

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cache():
    return PageCache(WSGIHandler(), max_bytes=10_000_000)


def kept(cache):
    """Path and query of all pages that are kept."""
    shelves = cache.pages.plain, cache.pages.queried
    return [key[2:] for shelf in shelves for key in shelf.pages]


def test_second_reader_gets_the_same_bytes_without_django(cache):
    make_topic("a")
    first = ask(cache, "/role/a/")
    cache.application = None

    second = ask(cache, "/role/a/")

    assert (first.how, second.how) == ("MISS", "HIT")
    assert first.body == second.body
    assert "Topic" in second.text


def test_every_encoding_holds_the_same_page_with_an_etag_of_its_own(cache):
    make_topic("a")
    plain = ask(cache, "/role/a/")
    small = ask(cache, "/role/a/", accept_encoding="gzip, deflate")
    smaller = ask(cache, "/role/a/", accept_encoding="gzip, br")
    refused = ask(cache, "/role/a/", accept_encoding="br;q=0, gzip;q=0.5")

    assert gzip.decompress(small.body) == brotli.decompress(smaller.body) == plain.body
    assert refused.headers["content-encoding"] == "gzip"
    assert len({a.headers["etag"] for a in (plain, small, smaller)}) == 3
    for answer in (plain, small, smaller):
        assert answer.headers["content-length"] == str(len(answer.body))
        assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("br", "br"),
        ("gzip", "gzip"),
        ("BR, GZip", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("xbrotli", None),
        ("brx, xgzip", None),
        ("br;q=0, gzip;q=0", None),
        ("br;q=0.000", None),
        ("br ; q=0 , gzip", "gzip"),
        ("br;q=0.5, gzip;q=1.0", "gzip"),
        ("br;Q=0.2, gzip;q=0.1", "br"),
        ("identity;q=1, br;q=0.5", None),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("br;q=0, *", "gzip"),
        ("gzip, *;q=0", "gzip"),
        ("br;q=", None),
        ("br;q=x, gzip", "gzip"),
        ("br;q=-1", None),
        ("br;q=1.5", None),
        ("br;level=4;q=0.3", "br"),
        (", ,;,", None),
        ("x" * 100_000 + ", br", None),
    ],
)
def test_encoding_is_the_one_that_the_client_wants_most(cache, accepted, encoding):
    make_topic("a")
    warm(cache, "/role/a/")

    answer = ask(cache, "/role/a/", accept_encoding=accepted)

    assert answer.headers.get("content-encoding") == encoding


def test_reader_who_has_the_page_gets_no_body(cache):
    make_topic("a")
    page = ask(cache, "/role/a/")

    by_tag = ask(cache, "/role/a/", if_none_match=page.headers["etag"])
    by_date = ask(cache, "/role/a/", if_modified_since=page.headers["last-modified"])
    other = ask(cache, "/role/a/", if_none_match='"other"')

    assert (by_tag.status, by_tag.body) == (by_date.status, by_date.body) == (304, b"")
    assert by_tag.headers["etag"] == page.headers["etag"]
    assert other.status == 200
    assert parse_http_date(page.headers["last-modified"])


def test_head_tells_the_length_and_sends_nothing(cache):
    make_topic("a")

    answer = ask(cache, "/role/a/", method="HEAD")

    assert answer.body == b""
    assert int(answer.headers["content-length"]) > 1000


def test_proxies_are_told_how_long_and_what_the_page_shows(cache):
    topic = make_topic("a")

    headers = ask(cache, "/role/a/").headers

    assert f"p{topic.pk}" in headers["surrogate-key"].split()
    assert headers["cache-tag"].split(",") == headers["surrogate-key"].split()
    assert set(headers["cache-control"].split(", ")) == {
        "public",
        "max-age=0",
        "s-maxage=1",
        "stale-while-revalidate=10",
        "stale-if-error=86400",
    }


def test_unknown_parameters_make_no_other_pages(cache):
    make_topic("a", tags=["law"])
    warm(cache, "/role/?tag=law")

    answer = ask(cache, "/role/?utm_source=x&tag=law&fbclid=1")

    assert answer.how == "HIT"
    assert "utm_source" not in answer.text
    assert len(kept(cache)) == 1


def test_unknown_parameter_of_the_first_request_is_in_no_kept_page(cache):
    make_topic("a")
    ask(cache, "/role/?spam=cheap")

    assert "spam" not in ask(cache, "/role/").text
    assert kept(cache) == [("/role/", "")]


def test_order_of_parameters_makes_no_other_page(cache):
    make_topic("a", tags=["law", "gender"])
    warm(cache, "/role/?sort=title&tag=law")

    assert is_warm(cache, "/role/?tag=law&sort=title")


@pytest.mark.parametrize(
    "headers",
    [{"cookie": "a=1; sessionid=x"}, {"authorization": "Bearer x"}],
)
def test_who_has_a_session_passes_by(cache, headers):
    make_topic("a")
    warm(cache, "/role/a/")

    assert ask(cache, "/role/a/", **headers).how is None


def test_session_is_known_by_the_name_that_the_settings_give_its_cookie(settings):
    settings.SESSION_COOKIE_NAME = "__Host-other"
    cache = PageCache(WSGIHandler(), max_bytes=10_000_000)
    make_topic("a")
    warm(cache, "/role/a/")

    assert ask(cache, "/role/a/", cookie="a=1; __Host-other=x").how is None
    assert ask(cache, "/role/a/", cookie="a=1; sessionid=x").how == "HIT"


@pytest.mark.parametrize("address", ["/admin/login/", "/role/none/", "/?%00", "/none/"])
def test_what_names_nothing_is_not_kept(cache, address):
    make_section("role")
    ask(cache, address)

    assert not [path for path, _query in kept(cache) if path != "/"]


def test_post_passes_by(cache):
    make_topic("a")
    warm(cache, "/role/a/")

    assert ask(cache, "/role/a/", method="POST").status in {403, 405}


def test_other_host_has_other_pages(cache):
    make_topic("a")
    warm(cache, "/role/a/")

    assert ask(cache, "/role/a/", host="localhost").how == "MISS"
    assert ask(cache, "/role/a/", host="evil.example").status == 400


def test_host_has_the_same_pages_however_it_is_written(cache):
    warm(cache, "/privacy/")

    for host in ("TestServer", "testserver.", "testserver:1", "testserver:65535"):
        assert ask(cache, "/privacy/", host=host).how == "HIT", host


@pytest.mark.parametrize(
    "host",
    ["", "testserver..", "testserver:65536", "testserver:x", "a.testserver", "[::1"],
)
def test_host_that_is_not_allowed_is_refused_and_nothing_kept(cache, host):
    answer = ask(cache, "/privacy/", host=host)

    assert (answer.status, kept(cache)) == (400, [])


def test_hosts_below_an_allowed_one_share_their_pages(cache, settings):
    settings.ALLOWED_HOSTS = [".testserver"]
    warm(cache, "/privacy/")

    assert ask(cache, "/privacy/", host="a.b.testserver").how == "HIT"


def test_forwarded_scheme_makes_no_other_pages_where_it_is_not_trusted(cache):
    warm(cache, "/privacy/")

    for proto in ("https", "http", "p1", "https, http"):
        assert ask(cache, "/privacy/", x_forwarded_proto=proto).how == "HIT", proto


def test_pages_are_of_two_schemes_where_the_proxy_tells_it(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    cache = PageCache(WSGIHandler(), max_bytes=10_000_000)
    make_topic("a")
    ask(cache, "/role/a/")
    ask(cache, "/role/a/", x_forwarded_proto="https")

    for proto in ("", "http", "p1", "HTTPS"):
        assert ask(cache, "/role/a/", x_forwarded_proto=proto).how == "HIT", proto
    for proto in ("https", "https, http", " https "):
        assert ask(cache, "/role/a/", x_forwarded_proto=proto).how == "HIT", proto
    assert len(kept(cache)) == 2


def test_page_for_http_is_not_given_out_where_https_is_asked_for(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    cache = PageCache(WSGIHandler(), max_bytes=10_000_000)
    ask(cache, "/privacy/", x_forwarded_proto="https, http")

    assert ask(cache, "/privacy/", x_forwarded_proto="http, https").status == 301
    assert ask(cache, "/privacy/").status == 301


INVENTED = "0 -1 007 +1 1.0 1_0 abc 99 999999999999999999999 %20%31 %D9%A1 1&page=2 1#"


@pytest.mark.parametrize(
    "address",
    [
        "/role/?page=",
        "/role/?tag=law&page=",
        "/sources/?page=",
        "/changes/?page=",
        "/tags/law/?page=",
        "/role/a-1/history/?page=",
        "/search/?q=topic&page=",
        "/search/?page=",
        "/missions/?view=table&page=",
        "/evaluation/?view=charts&page=",
    ],
)
def test_invented_numbers_of_pages_are_shown_the_nearest_and_not_kept(cache, address):
    for number in range(3):
        make_topic(f"a-{number}", tags=["law"])
    make_mission("unamsil")
    make_indicator("deaths", [(1994, 253)])
    plain = ask(cache, address.rpartition("page=")[0].rstrip("&?"))
    before = kept(cache)

    for number in ["", *INVENTED.split()]:
        for _twice in range(2):
            answer = ask(cache, f"{address}{number}")
            assert (answer.status, answer.how) == (200, "MISS"), number

    assert plain.status == 200
    assert kept(cache) == before


def test_second_page_of_a_list_is_kept_and_the_one_beyond_the_end_is_not(cache):
    for number in range(51):
        make_topic(f"a-{number}")

    warm(cache, "/role/?page=1", "/role/?page=2")

    answer = ask(cache, "/role/?page=3")
    assert answer.headers["content-location"] == "/role/?page=2"
    assert not is_warm(cache, "/role/?page=3")


def test_long_query_is_answered_and_not_kept(cache):
    """In a server 8,000 of 60 KB took a gigabyte."""
    make_topic("a")
    warm(cache, "/role/")
    _reduced.cache_clear()

    for query in ("x" * 60_000, "n=1&" * 500, "tag=" + "|" * 5_000):
        for _twice in range(2):
            assert ask(cache, f"/role/?{query}").how in {None, "MISS"}

    assert kept(cache) == [("/role/", "")]
    assert _reduced.cache_info().currsize == 0


def test_what_is_remembered_of_requests_is_bounded_in_bytes(cache, monkeypatch):
    monkeypatch.setattr("portal.caching.page_cache.MAX_HOSTS", 20)
    monkeypatch.setattr("portal.caching.page_cache.MAX_PATHS", 20)
    cache.pages.max_bytes = 300_000
    tracemalloc.start()
    sizes = []
    for round_ in range(3):
        for number in range(150):
            cases = format(number + 1000 * round_, "b").zfill(12)
            host = "".join(
                letter.upper() if bit == "1" else letter
                for letter, bit in zip("testserver", cases, strict=False)
            )
            seen = f"{round_}-{number}"
            ask(
                cache,
                f"/privacy/?n={seen}{'x' * 900}",
                host=f"{host}:{number}",
                accept_encoding=f"br, {seen}{'x' * 150}",
            )
            ask(cache, f"/none/{seen}", accept_encoding="x" * 9_000)
        gc.collect()
        sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()

    assert max(map(len, cache.hosts)) < 300
    assert len(cache.hosts) <= 20
    # The first round fills what is bounded.
    assert sizes[2] - sizes[1] < 1_000_000


def test_parameters_of_few_paths_are_remembered(cache, monkeypatch):
    monkeypatch.setattr("portal.caching.page_cache.MAX_PATHS", 3)
    for number in range(10):
        make_topic(f"a-{number}")
        ask(cache, f"/role/a-{number}/?unknown=1")

    assert len(cache.parameters) <= 3


def test_old_pages_make_room(cache):
    cache.pages.max_bytes = 30_000
    for number in range(6):
        make_topic(f"a-{number}")
        ask(cache, f"/role/a-{number}/")

    shelf = cache.pages.plain
    assert cache.pages.size == sum(page.size for page in shelf.pages.values())
    assert cache.pages.size <= 30_000
    assert ("/role/a-5/", "") in kept(cache)
    assert ("/role/a-0/", "") not in kept(cache)


def test_invented_queries_leave_pages_without_a_query_their_room(cache):
    paths = ["/privacy/", "/map/", "/timeline/"]
    warm(cache, *paths)
    cache.pages.max_bytes = 2 * cache.pages.size

    for number in range(100):
        ask(cache, f"/tags/?q=invented-{number}")

    assert all(is_warm(cache, path) for path in paths)
    assert is_warm(cache, "/tags/?q=invented-99")
    assert not is_warm(cache, "/tags/?q=invented-0")


def test_page_counts_with_all_that_is_kept_of_it():
    keys = " ".join(f"t{number}" for number in range(400))
    headers = [("Surrogate-Key", keys), ("Cache-Tag", keys)]
    body = os.urandom(50_000)
    tracemalloc.start()
    pages = [CachedResponse(list(headers), body + b"1", n) for n in range(20)]
    for page in pages:
        page.send({"REQUEST_METHOD": "GET"}, lambda *_answer: None, "HIT")
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert used / len(pages) <= pages[0].size


def test_many_at_once_make_a_page_once(cache):
    make_topic("a")
    made, gate, django = [], threading.Event(), cache.application

    def slow(environ, start_response):
        made.append(environ["PATH_INFO"])
        gate.wait(10)
        return django(environ, start_response)

    cache.application = slow
    answers = []
    readers = [
        threading.Thread(target=lambda: answers.append(ask(cache, "/opensearch.xml")))
        for _ in range(8)
    ]
    for reader in readers:
        reader.start()
    gate.set()
    for reader in readers:
        reader.join()

    assert made == ["/opensearch.xml"]
    assert {answer.status for answer in answers} == {200}


def test_old_page_stands_in_while_django_fails(cache):
    make_topic("a")
    warm(cache, "/role/a/")
    before = ask(cache, "/role/a/")
    revise(Topic.objects.get(), title="New title")

    def fail(environ, start_response):
        start_response("503 Service Unavailable", [])
        return [b""]

    cache.application = fail

    assert ask(cache, "/role/a/").body == before.body
    assert ask(cache, "/role/a/").how == "STALE"
    assert ask(cache, "/role/").status == 503


def test_page_of_yesterday_is_made_again(cache):
    make_mission("unamsil")
    warm(cache, "/missions/unamsil/")

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert not is_warm(cache, "/missions/unamsil/")


def test_page_that_is_made_while_something_changes_is_not_kept_as_new(cache):
    make_topic("a", title="Old")
    django = cache.application

    def changing(environ, start_response):
        answer = django(environ, start_response)
        revise(Topic.objects.get(), title="New")
        return answer

    cache.application = changing
    assert "Old" in ask(cache, "/role/a/").text
    cache.application = django

    assert "New" in ask(cache, "/role/a/").text


def test_scheduled_words_appear_when_their_time_has_come(cache):
    topic = make_topic("a", title="Old")
    revision = publishing.save_revision(
        topic, {**topic.newest_revision.content, "title": "Scheduled"}, note="n"
    )
    warm(cache, "/role/a/", "/role/")
    moment = timezone.now() + timedelta(minutes=5)

    publishing.schedule(topic, revision, moment)
    warm(cache, "/role/a/")

    with time_machine.travel(moment + timedelta(seconds=1)):
        assert "Scheduled" in ask(cache, "/role/a/").text
        assert "Scheduled" in ask(cache, "/role/").text
        # The first page was made while the publication it brought about went on.
        warm(cache, "/role/a/")
