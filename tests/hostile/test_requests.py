"""Addresses, query strings and headers, through the page cache into Django."""

from io import BytesIO
from urllib.parse import quote_plus

import pytest
from django.core.handlers.wsgi import WSGIHandler

from portal.caching.page_cache import PageCache
from portal.http.charset import read_as_utf8
from tests.asking import ask
from tests.factories import make_image, make_indicator, make_mission, make_topic
from tests.hostile import BYTES, HEADERS, HUGE, NO_TEXT, NUMBERS, WORDS
from tests.hostile.running import what_runs

# As in a server: no transaction of the test around the requests.
pytestmark = pytest.mark.django_db(transaction=True)
ODD = [vector.encode() for vector in [*HUGE, *NUMBERS]] + NO_TEXT
SEARCHED = [vector.encode() for vector in WORDS]


def share(place, places):
    """Every tenth vector, others at each place."""
    return [*ODD, *BYTES[list(places).index(place) % 10 :: 10]]


@pytest.fixture
def cache():
    """The portal with a page of each kind, as its server calls it."""
    make_topic("a", tags=["law"], body="War and peace.\n")
    make_mission("unamsil")
    make_indicator("deaths", [(1994, 253)])
    make_image()
    return PageCache(WSGIHandler(), max_bytes=10_000_000)


def is_sound(answer):
    """Whether the answer is no failure, and nothing in it runs."""
    kind = answer.headers.get("content-type", "")
    is_plain = "content-encoding" not in answer.headers
    is_page = kind.startswith("text/html") and is_plain
    lines = [*answer.headers, *answer.headers.values()]
    return (
        answer.status < 500
        and not any("\r" in line or "\n" in line for line in lines)
        and not (is_page and what_runs(answer.text))
    )


QUERIES = {
    "/": ("q",),
    "/search/": ("q",),
    "/search/#filters": ("tag", "not", "section", "sort", "page"),
    "/search/suggest/": ("q",),
    "/role/": ("tag", "not", "sort", "page"),
    "/role/#page": ("page",),
    "/role/#view": ("view",),
    "/missions/": ("region", "lead", "country", "decade", "ongoing"),
    "/missions/?view=table": ("tag", "sort", "region", "country", "decade", "page"),
    "/missions/missions.csv": ("tag", "not", "sort", "region", "lead", "country"),
    "/missions/missions.json": ("tag", "not", "sort", "decade", "ongoing"),
    "/evaluation/?view=charts": ("page", "tag"),
    "/tags/": ("q",),
    "/tags/law/": ("tag", "not", "sort", "page"),
    "/sources/": ("q",),
    "/sources/#filters": ("type", "year", "section", "letter", "page"),
    "/changes/": ("page",),
    "/timeline/": ("tag", "not", "region", "lead", "country", "decade", "ongoing"),
    "/map/": ("year", "region"),
    "/graph/": ("section", "tag", "not"),
    "/compare/": ("m",),
    "/role/a/history/": ("page",),
}


SEARCHES = ("/search/", "/search/suggest/", "/tags/", "/sources/")


@pytest.mark.parametrize("place", QUERIES)
def test_query_is_answered_or_refused(cache, place):
    address, parameters = place.partition("#")[0], QUERIES[place]
    joint = "&" if "?" in address else "?"
    failed = []

    searched = SEARCHED if place in SEARCHES else []
    for vector in [*searched, *share(place, QUERIES)]:
        query = "&".join(f"{name}={quote_plus(vector)}" for name in parameters)
        if not is_sound(ask(cache, f"{address}{joint}{query}")):
            failed.append(vector)

    assert failed == []


@pytest.mark.parametrize("address", ["/search/", "/", "/tags/", "/admin/login/"])
def test_query_that_is_no_text_is_refused_with_a_page(cache, address):
    for vector in NO_TEXT:
        answer = ask(cache, f"{address}?q={quote_plus(vector)}")

        assert (answer.status, "<h1" in answer.text) == (400, True), vector


def test_names_of_parameters_may_be_anything(cache):
    failed = [v for v in ODD if not is_sound(ask(cache, f"/?{quote_plus(v)}={v!r}"))]

    assert failed == []


PATHS = [
    "/{}",
    "/{}/",
    "/role/{}/",
    "/role/a/{}",
    "/role/a/history/{}/",
    "/role/a/diff/1/{}/",
    "/tags/{}/",
    "/sources/{}/",
    "/countries/{}/",
    "/media/images/{}-480.webp",
    "/static/{}",
    "/admin/{}",
    "/admin/topics/topic/{}/change/",
]


@pytest.mark.parametrize("place", PATHS)
def test_path_is_answered_or_refused(cache, place):
    failed = []

    for vector in share(place, PATHS):
        # WSGI has the bytes of a path as characters up to 255.
        answer = ask(cache, place.format(vector.decode("latin-1").replace("?", "")))
        if not is_sound(answer) or answer.status == 200:
            failed.append((vector, answer.status))

    assert [f for f in failed if f[0] not in {b"", b"0"}] == []


NAMES = """
    accept accept_encoding accept_language accept_charset if_none_match if_match
    if_modified_since if_unmodified_since range if_range referer user_agent origin
    x_forwarded_for x_forwarded_host x_forwarded_port x_request_id x_requested_with
    x_http_method_override x_original_url forwarded via
""".split()


@pytest.mark.parametrize(
    "names", [NAMES, ["host"], ["cookie"], ["authorization"], ["x_forwarded_proto"]]
)
def test_headers_are_borne(cache, settings, names):
    settings.TRUSTED_PROXIES = 1
    failed = []

    vectors = [*ODD, *(vector.encode() for vector in HEADERS)]
    for vector in vectors:
        headers = dict.fromkeys(names, vector.decode("latin-1"))
        for address in ("/role/a/", "/admin/login/"):
            if not is_sound(ask(cache, address, **headers)):
                failed.append((address, vector))

    assert failed == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_content_type_is_borne(cache, method):
    portal, statuses = read_as_utf8(cache), []

    for kind in HEADERS:
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": "/search/",
            "QUERY_STRING": r"q=%2BADw-&tag=\ud800",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "CONTENT_TYPE": kind.encode().decode("latin-1"),
            "CONTENT_LENGTH": "9",
            "wsgi.input": BytesIO(b"a=%ff%00&"),
            "wsgi.errors": BytesIO(),
            "wsgi.url_scheme": "http",
        }
        portal(environ, lambda status, *rest: statuses.append(status))

    assert [status for status in statuses if status[0] == "5"] == []


def test_other_charset_does_not_change_the_kept_page(cache):
    """The page cache does not look at the type of a body that a GET has not."""
    address = "/search/?q=%2BAHA-eace"
    environ = {"CONTENT_TYPE": "text/plain; charset=utf-7"}

    portal = read_as_utf8(cache)
    ask(lambda e, start: portal({**e, **environ}, start), address)

    assert "+AHA-eace" in ask(portal, address).text


def test_query_in_plain_bytes_is_read_as_utf8(cache):
    ask(cache, "/search/?q=peace")

    answer = ask(cache, "/search/?q=" + "été".encode().decode("latin-1"))

    assert "été" in answer.text
