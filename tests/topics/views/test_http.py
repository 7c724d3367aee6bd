"""Methods, caching, headers and bad requests."""

import pytest
from django.test import Client

from tests.factories import (
    make_indicator,
    make_mission,
    make_source,
    make_tag,
    make_topic,
    revise,
)
from topics.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ADDRESSES = [
    "/",
    "/role/",
    "/role/page/",
    "/tags/",
    "/tags/gender/",
    "/countries/",
    "/countries/sl/",
    "/sources/",
    "/sources/a-1/",
    "/changes/",
    "/about/",
    "/privacy/",
    "/timeline/",
    "/map/",
    "/graph/",
    "/graph/?section=role",
    "/compare/?m=unamsil",
    "/missions/?view=table",
    "/missions/missions.csv",
    "/missions/missions.json",
    "/evaluation/?view=charts",
    "/evaluation/deaths/",
    "/evaluation/indicators.csv",
    "/evaluation/indicators.json",
    "/evaluation/measurements.csv",
    "/evaluation/deaths/measurements.csv",
    "/role/page/card.json",
]


@pytest.fixture(scope="module")
def _stored(module_db):
    make_source("a-1")
    make_tag("gender")
    make_mission("unamsil", body="[[page]]\n")
    make_indicator("deaths", [(2011, 1), (2013, 2, 1, 3)])
    make_topic("page", tags=["gender"], body="Claim [@a-1].\n")


@pytest.fixture
def content(_stored, db):
    return Topic.objects.get(slug="page")


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_revalidates(client, content, address):
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == (
        "public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=86400"
    )
    assert again.status_code == 304


def test_changed_page_is_sent_again(client, content):
    first = client.get("/role/page/")

    revise(content, title="Another title")

    again = client.get("/role/page/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_readers_get_no_cookie_and_cost_no_session(client, content, address):
    response = client.get(address)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", ADDRESSES)
def test_readers_only_read(client, content, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("address", [*ADDRESSES, "/nothing/", "/admin/login/"])
def test_every_page_has_strict_headers(client, content, address):
    response = client.get(address)

    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    for part in ("default-src 'none'", "object-src 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_has_nothing_inline(read, content, address):
    page = read(address)

    # A block of data is no script, and browsers do not run it.
    scripts = "script:not([src], [type='application/ld+json'])"
    assert not page.select(f"style, [style], {scripts}")
    assert not [
        name for tag in page.find_all(True) for name in tag.attrs if name[:2] == "on"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/%00/",
        "/%ff/",
        "/role/%00/",
        "/role/" + "x" * 3000 + "/",
        "/tags/%e2%80%ae/",
        "/sources/..%2f..%2fetc/",
        "/?page=%00",
        "/role/?page=%ff",
        "/sources/?page=" + "9" * 3000,
        "/changes/?page[]=1&page=%F0%9F%92%A9",
        "//evil.example/",
        "/timeline/?region=%00&tag=%ff",
        "/timeline/?decade=9999&ongoing=" + "9" * 3000,
        "/map/?year=" + "9" * 5000,
        "/map/?year=%EF%BC%91&year=-1",
        "/map/?year=1994&region=%00",
        "/graph/?section=%00&tag=%ff",
        "/compare/?m=%00&m=%ff&m[]=1",
        "/missions/?view=%00",
        "/missions/?view=table&sort=--start&page=%ff",
        "/missions/missions.csv?country=%00",
        "/evaluation/%00/measurements.csv",
        "/role/page/../card.json",
    ],
)
def test_strange_address_is_never_an_error_of_ours(content, address):
    response = Client(raise_request_exception=False).get(address)

    assert response.status_code in {200, 301, 400, 404}


def test_unknown_host_is_refused_in_the_sites_look(client, settings):
    response = Client(raise_request_exception=False).get(
        "/", headers={"host": "evil.example"}
    )

    assert response.status_code == 400
    assert "That address or form could not be read" in response.content.decode()


def test_failure_of_ours_has_the_look_of_the_site(content, monkeypatch):
    def fail(*args):
        raise OSError("the disk is gone")

    monkeypatch.setattr("topics.views.sections.page_of", fail)

    response = Client(raise_request_exception=False).get("/role/")

    assert response.status_code == 500
    assert "The portal could not make this page" in response.content.decode()
    assert "the disk is gone" not in response.content.decode()
