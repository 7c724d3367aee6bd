"""Files at agreed addresses: robots.txt, the sitemap, security.txt, humans.txt."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from lxml import etree
from protego import Protego

from portal.caching.page_cache import PageCache
from tests.asking import ask, is_warm, warm
from tests.factories import (
    make_draft,
    make_mission,
    make_source,
    make_topic,
    make_topics,
    revise,
)
from topics import publishing
from topics.exports.sitemaps import TopicSitemap

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SITE = "http://127.0.0.1:8000"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
KINDS = ("pages", "sections", "topics", "tags", "sources")
# https://www.sitemaps.org/protocol.html
MOST_ADDRESSES, MOST_BYTES, LONGEST_ADDRESS = 50_000, 50 * 1024**2, 2_048


@pytest.fixture
def sitemap(client):
    """{address: when it changed, or None} of a file of the sitemap, which keeps the
    rules of the protocol."""

    def entries(address):
        response = client.get(address)
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "application/xml"
        assert len(response.content) < MOST_BYTES
        root = etree.fromstring(response.content)
        item = {f"{NAMESPACE}urlset": "url", f"{NAMESPACE}sitemapindex": "sitemap"}
        assert {entry.tag for entry in root} <= {f"{NAMESPACE}{item[root.tag]}"}
        assert 0 < len(root) <= MOST_ADDRESSES
        return dict(map(_entry, root))

    return entries


def _entry(entry):
    names = [child.tag.removeprefix(NAMESPACE) for child in entry]
    assert names in (["loc"], ["loc", "lastmod"])
    location, *changed = (child.text for child in entry)
    assert location.startswith(f"{SITE}/")
    assert len(location) < LONGEST_ADDRESS
    # A day or a moment, as https://www.w3.org/TR/NOTE-datetime has them.
    return location, datetime.fromisoformat(changed[0]) if changed else None


def paths(entries):
    return {urlsplit(address).path for address in entries}


def test_sitemap_has_pages_of_every_kind(sitemap):
    make_source("known")
    make_topic("a-page", tags=["law"], body="Claim [@known].\n")
    make_mission("unamsil")

    index = sitemap("/sitemap.xml")

    assert paths(index) == {f"/sitemap-{kind}.xml" for kind in KINDS}
    found = set().union(*(paths(sitemap(address)) for address in paths(index)))
    assert {
        *("/", "/timeline/", "/map/", "/graph/", "/mandates/", "/countries/sl/"),
        *("/role/", "/missions/", "/role/a-page/", "/missions/unamsil/"),
        *("/tags/law/", "/sources/known/"),
    } <= found


def test_every_address_of_the_sitemap_is_a_page_that_may_be_read(sitemap, client):
    make_source("known")
    make_topic("a-page", tags=["law"], body="Claim [@known].\n")
    make_mission("unamsil")
    rules = Protego.parse(client.get("/robots.txt").content.decode())

    for kind in KINDS:
        for address in sitemap(f"/sitemap-{kind}.xml"):
            page = client.get(address.removeprefix(SITE))
            html = BeautifulSoup(page.content, "html.parser")
            assert page.status_code == 200, address
            assert html.select_one("link[rel=canonical]")["href"] == address
            assert not html.select("meta[name=robots]")
            assert rules.can_fetch(address, "any-crawler")


def test_what_only_drafts_have_is_in_no_sitemap(sitemap):
    make_source("known")
    make_source("secret-source")
    make_topic("a-page", tags=["law"], body="Claim [@known].\n")
    draft = {"tags": ["secret-tag"], "body": "Claim [@secret-source].\n"}
    make_draft("secret-draft", **draft)
    publishing.unpublish(make_topic("secret-page", **draft))

    found = set().union(*(sitemap(f"/sitemap-{kind}.xml") for kind in KINDS))

    assert f"{SITE}/role/a-page/" in found
    assert not [address for address in found if "secret" in address]


def test_sitemap_says_when_readers_last_saw_a_change(sitemap):
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        topic = make_topic("a-page", tags=["law"])
        make_topic("another", section="law")
    with time_machine.travel(datetime(2026, 3, 5, 12, tzinfo=UTC), tick=False):
        revise(topic, summary="Something else.")

    topics = sitemap("/sitemap-topics.xml")
    sections = sitemap("/sitemap-sections.xml")

    assert topics[f"{SITE}/role/a-page/"] == datetime(2026, 3, 5)
    assert topics[f"{SITE}/law/another/"] == datetime(2026, 3, 1)
    assert sections[f"{SITE}/role/"] == datetime(2026, 3, 5)
    assert sections[f"{SITE}/law/"] == datetime(2026, 3, 1)
    assert sitemap("/sitemap-tags.xml") == {f"{SITE}/tags/law/": datetime(2026, 3, 5)}
    changed = sitemap("/sitemap.xml")[f"{SITE}/sitemap-topics.xml"]
    assert changed == datetime(2026, 3, 5, 12, tzinfo=UTC)


def test_long_sitemap_is_split(sitemap, client, monkeypatch):
    monkeypatch.setattr(TopicSitemap, "limit", 2)
    make_topics([f"t-{number}" for number in range(5)])

    files = [address for address in sitemap("/sitemap.xml") if "topics" in address]

    assert files == [f"{SITE}/sitemap-topics.xml{end}" for end in ("", "?p=2", "?p=3")]
    found = [sitemap(address.removeprefix(SITE)) for address in files]
    assert [len(entries) for entries in found] == [2, 2, 1]
    assert len(set().union(*found)) == 5


@pytest.mark.parametrize(
    "address", ["/sitemap-topics.xml?p=9", "/sitemap-topics.xml?p=x", "/sitemap-x.xml"]
)
def test_there_is_no_other_file_of_the_sitemap(client, address):
    make_topic()

    assert client.get(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_publication_makes_the_sitemap_anew():
    cache = PageCache(WSGIHandler(), max_bytes=20_000_000)
    topic = make_topic("a-page")
    warm(cache, "/sitemap.xml", "/sitemap-topics.xml", "/robots.txt")

    revise(topic, body="Other words, the same summary.\n")

    assert not is_warm(cache, "/sitemap.xml")
    assert not is_warm(cache, "/sitemap-topics.xml")
    assert is_warm(cache, "/robots.txt")


@pytest.mark.django_db(transaction=True)
def test_sitemap_is_not_sent_again_to_who_has_it():
    cache = PageCache(WSGIHandler(), max_bytes=20_000_000)
    make_topic("a-page")
    first = ask(cache, "/sitemap-topics.xml")

    again = ask(cache, "/sitemap-topics.xml", if_none_match=first.headers["etag"])

    assert again.status == 304


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/", True),
        ("/missions/unamsil/", True),
        ("/missions/?page=2", True),
        ("/missions/?view=table", True),
        ("/missions/unamsil/history/1/", True),
        ("/static/css/reader.css", True),
        ("/missions/unamsil/picture.png", True),
        ("/sitemap-sources.xml?p=2", True),
        ("/missions/?tag=ddr", False),
        ("/missions/?page=2&tag=ddr", False),
        ("/missions/?view=table&sort=-start", False),
        ("/missions/?sort=title&page=2", False),
        ("/sources/?letter=F", False),
        ("/search/", False),
        ("/search/?q=peace", False),
        ("/search/?page=2", False),
        ("/admin/login/?next=/admin/", False),
        ("/admin/topics/topic/?page=2", False),
        ("/report/?page=/missions/unamsil/", False),
        ("/missions/unamsil/diff/1/2/", False),
        ("/missions/unamsil/cite/", False),
        ("/cite/", False),
        ("/missions/cited-pages/", True),
        ("/missions/unamsil/card.json", False),
    ],
)
def test_crawlers_may_fetch_pages_but_not_ways_to_list_them(client, path, may):
    rules = Protego.parse(client.get("/robots.txt").content.decode())

    assert rules.can_fetch(f"{SITE}{path}", "any-crawler") is may


def test_robots_file_names_the_sitemap(client, settings):
    settings.SITE_URL = "https://portal.example"

    response = client.get("/robots.txt")

    rules = Protego.parse(response.content.decode())
    assert list(rules.sitemaps) == ["https://portal.example/sitemap.xml"]
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def fields(response):
    """The fields of a security.txt, of which each may stand once here."""
    lines = response.content.decode().splitlines()
    pairs = [line.split(": ", 1) for line in lines]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def test_security_file_says_whom_to_tell(client, settings):
    settings.SITE_URL = "https://portal.example"
    settings.SECURITY_CONTACT = "mailto:safety@portal.example?subject=a&body=b"
    settings.SECURITY_POLICY = "https://portal.example/policy"

    said = fields(client.get("/.well-known/security.txt"))

    expires = datetime.fromisoformat(said.pop("Expires"))
    in_a_year = timezone.now() + timedelta(days=365)
    assert timezone.now() + timedelta(days=30) < expires < in_a_year
    assert said == {
        "Contact": "mailto:safety@portal.example?subject=a&body=b",
        "Preferred-Languages": "en",
        "Canonical": "https://portal.example/.well-known/security.txt",
        "Policy": "https://portal.example/policy",
    }


def test_without_a_contact_the_form_for_problems_is_one(client, settings):
    settings.SITE_URL, settings.HTTPS = "https://portal.example", True

    said = fields(client.get("/.well-known/security.txt"))

    assert said["Contact"] == "https://portal.example/report/"


def test_form_that_is_not_encrypted_is_no_contact(client):
    assert client.get("/.well-known/security.txt").status_code == 404


def test_humans_file_leads_to_readers_way_in(client):
    response = client.get("/humans.txt")

    assert f"{SITE}/report/" in response.content.decode()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
