"""Pages in front of Django: asked for as a server would, through WSGI."""

import gzip
import threading
from datetime import timedelta

import brotli
import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from django.utils.http import parse_http_date

from portal.caching.page_cache import PageCache
from tests.asking import ask, is_warm, kept, warm
from tests.factories import (
    make_mission,
    make_section,
    make_topic,
    revise,
)
from topics import publishing
from topics.models import Topic

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


@pytest.fixture
def cache():
    return PageCache(WSGIHandler(), max_bytes=10_000_000)


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
    warm(cache, "/privacy/")

    answer = ask(cache, "/privacy/", accept_encoding=accepted)

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
