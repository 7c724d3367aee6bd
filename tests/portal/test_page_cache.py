"""Pages in front of Django: asked for as a server would, through WSGI."""

import gzip
import threading
from datetime import timedelta
from io import BytesIO

import brotli
import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from django.utils.http import parse_http_date

from portal.page_cache import PageCache
from tests.factories import (
    make_draft,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
    revise,
)
from topics.models import Section, Source, Tag, Topic

pytestmark = pytest.mark.django_db(transaction=True)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.body = int(status.split()[0]), body
        self.headers = {name.lower(): value for name, value in headers}

    @property
    def text(self):
        return self.body.decode()

    @property
    def how(self):
        return self.headers.get("x-cache")


def ask(application, address, method="GET", **headers):
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "HTTP_HOST": "testserver",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.url_scheme": "http",
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    started = []
    chunks = application(environ, lambda *answer: started.append(answer[:2]))
    return Answer(*started[-1], b"".join(chunks))


@pytest.fixture
def cache():
    return PageCache(WSGIHandler(), most_bytes=10_000_000)


def is_warm(cache, address):
    return ask(cache, address).how == "HIT"


def warm(cache, *addresses):
    for address in addresses:
        ask(cache, address)
        assert is_warm(cache, address), address


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
    assert len(cache.pages) == 1


def test_unknown_parameter_of_the_first_request_is_in_no_kept_page(cache):
    make_topic("a")
    ask(cache, "/role/?spam=cheap")

    assert "spam" not in ask(cache, "/role/").text
    assert len(cache.pages) == 1


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


@pytest.mark.parametrize("address", ["/admin/login/", "/role/none/", "/?%00", "/none/"])
def test_what_names_nothing_is_not_kept(cache, address):
    make_section("role")
    ask(cache, address)

    assert not [key for key in cache.pages if key[2] != "/"]


def test_post_passes_by(cache):
    make_topic("a")
    warm(cache, "/role/a/")

    assert ask(cache, "/role/a/", method="POST").status in {403, 405}


def test_other_host_has_other_pages(cache):
    make_topic("a")
    warm(cache, "/role/a/")

    assert ask(cache, "/role/a/", host="localhost").how == "MISS"
    assert ask(cache, "/role/a/", host="evil.example").status == 400


def test_old_pages_make_room(cache):
    cache.most_bytes = 30_000
    for number in range(6):
        make_topic(f"a-{number}")
        ask(cache, f"/role/a-{number}/")

    assert cache.size == sum(page.weight for page in cache.pages.values())
    assert cache.size <= cache.most_bytes
    assert "/role/a-5/" in {key[2] for key in cache.pages}
    assert "/role/a-0/" not in {key[2] for key in cache.pages}


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
    revision = topic.save_revision(
        {**topic.newest_revision.content, "title": "Scheduled"}, note="n"
    )
    warm(cache, "/role/a/", "/role/")
    moment = timezone.now() + timedelta(minutes=5)

    topic.schedule(revision, moment)
    warm(cache, "/role/a/")

    with time_machine.travel(moment + timedelta(seconds=1)):
        assert "Scheduled" in ask(cache, "/role/a/").text
        assert "Scheduled" in ask(cache, "/role/").text
        # The first page was made while the publication it brought about went on.
        warm(cache, "/role/a/")


# What changes, and which pages must follow: everything else stays warm.
PAGES = {
    "own": "/role/a/",
    "linking": "/role/linking/",
    "linked": "/role/linked/",
    "elsewhere": "/law/elsewhere/",
    "section": "/role/",
    "other section": "/law/",
    "tag": "/tags/gender/",
    "other tag": "/tags/police/",
    "search": "/search/?q=topic",
    "home": "/",
    "changes": "/changes/",
    "timeline": "/timeline/",
    "sources": "/sources/",
    "source": "/sources/cited/",
    "history": "/role/a/history/",
    "card": "/role/a/card.json",
}


@pytest.fixture
def portal(cache):
    for slug in ("cited", "uncited"):
        make_source(slug)
    make_tag("police")
    make_topic("linked")
    make_topic("a", title="Topic A", tags=["gender"], body="See [[linked]] [@cited].\n")
    make_topic("linking", body="See [[a]].\n")
    make_topic("elsewhere", section="law", tags=["police"])
    make_mission("unamsil", tags=["police"])
    warm(cache, *PAGES.values())
    return cache


def cold(cache):
    return {name for name, address in PAGES.items() if not is_warm(cache, address)}


def test_other_words_make_only_what_shows_them_anew(portal):
    revise(Topic.objects.get(slug="a"), body="See [[linked]] [@cited]. More.\n")

    assert cold(portal) == {
        *("own", "section", "tag", "source", "search", "home", "changes"),
        *("history", "card"),
    }


def test_other_title_makes_anew_who_names_it(portal):
    revise(Topic.objects.get(slug="a"), title="Another title")

    assert {"linking", "linked", "own", "section", "tag"} <= cold(portal)
    assert "Another title" in ask(portal, PAGES["linking"]).text
    assert "Another title" in ask(portal, PAGES["linked"]).text


def test_other_title_leaves_other_sections_and_tags_warm(portal):
    revise(Topic.objects.get(slug="a"), title="Another title")

    assert not cold(portal) & {"elsewhere", "other section", "other tag"}


def test_new_page_appears_in_every_list(portal):
    make_topic("new", title="Brand new", tags=["gender"])

    for name in ("section", "tag", "search", "home", "changes"):
        text = ask(portal, PAGES[name].replace("q=topic", "q=brand")).text
        assert "Brand new" in text, name


def test_unpublished_page_is_gone_at_once(portal):
    Topic.objects.get(slug="a").unpublish()

    assert ask(portal, PAGES["own"]).status == 404
    for name, address in PAGES.items():
        assert "Topic A" not in ask(portal, address).text, name


def test_deleted_page_is_gone_at_once(portal):
    Topic.objects.get(slug="a").delete()

    assert ask(portal, PAGES["own"]).status == 404
    for name, address in PAGES.items():
        assert "Topic A" not in ask(portal, address).text, name


def test_renamed_page_is_found_at_its_new_address(portal):
    Topic.objects.get(slug="a").rename("b")

    assert ask(portal, "/role/a/").status == 301
    assert 'href="/role/b/"' in ask(portal, PAGES["linking"]).text
    assert 'href="/role/b/"' in ask(portal, PAGES["section"]).text


def test_other_name_of_a_tag_shows_wherever_it_stands(portal, editor):
    tag = Tag.objects.get(slug="gender")
    tag.rename("Women and men", "gender", author=editor)

    for name in ("own", "tag", "section"):
        assert "Women and men" in ask(portal, PAGES[name]).text, name
    assert is_warm(portal, PAGES["elsewhere"])


def test_corrected_source_shows_on_pages_that_cite_it(portal):
    source = Source.objects.get(key="cited")
    source.csl = {**source.csl, "title": "The corrected book"}
    source.save()

    for name in ("own", "source", "sources"):
        assert "The corrected book" in ask(portal, PAGES[name]).text, name
    assert is_warm(portal, PAGES["elsewhere"])


def test_other_title_of_a_section_shows_on_every_page(portal):
    section = Section.objects.get(slug="law")
    section.title = "Law and order"
    section.save()

    for address in PAGES.values():
        if not address.endswith(".json"):
            assert "Law and order" in ask(portal, address).text, address


def test_draft_makes_nothing_anew(portal):
    topic = Topic.objects.get(slug="a")
    topic.save_revision({**topic.newest_revision.content, "title": "D"}, note="n")
    make_draft("draft")

    assert not cold(portal)


def test_change_that_is_taken_back_makes_nothing_anew(portal, client, editor):
    client.force_login(editor)
    topic = Topic.objects.get(slug="a")
    revision = topic.save_revision(
        {**topic.newest_revision.content, "title": "Previewed"}, note="n"
    )

    client.get(f"/admin/topics/topic/{topic.pk}/revisions/{revision.number}/preview/")

    assert not cold(portal)


def test_publication_leaves_nearly_everything_warm(cache):
    for number in range(60):
        make_topic(f"t-{number}", section="role" if number % 2 else "law")
    addresses = [f"/{'role' if n % 2 else 'law'}/t-{n}/" for n in range(60)]
    warm(cache, *addresses)

    revise(Topic.objects.get(slug="t-30"), body="Other words.\n")

    cold = [address for address in addresses if not is_warm(cache, address)]
    assert "/law/t-30/" in cold
    # One more may share a counter with it.
    assert len(cold) <= 2
