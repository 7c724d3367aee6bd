"""Atom feeds: what they tell, in which form, and what they refuse."""

from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from lxml import etree

from portal.caching.page_cache import PageCache
from tests.asking import ask, is_warm, warm
from tests.factories import (
    make_draft,
    make_mission,
    make_section,
    make_tag,
    make_topic,
    make_topics,
    revise,
)
from topics import publishing
from topics.exports.feeds import MOST_ENTRIES
from topics.models import Revision, Topic

pytestmark = pytest.mark.django_db

SCHEMA = Path(__file__).parents[1] / "exports" / "atom.rng"
SITE = "https://peace.example"
FEEDS = [
    *("/changes/feed/", "/role/feed/", "/role/first/feed/", "/tags/law/feed/"),
    *("/countries/sl/feed/", "/search/feed/?q=ceasefire", "/search/feed/?tag=law"),
]


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def pages():
    """Two pages, one of them changed, that are in every feed of FEEDS."""
    make_tag("sierra-leone", facet="place", country="SL")
    tags = ["law", "sierra-leone"]
    first = make_topic("first", title="First", tags=tags, body="A ceasefire.\n")
    make_topic("second", title="Second & last", tags=tags, body="A ceasefire.\n")
    return revise(first, summary="Another summary.")


@pytest.fixture
def entries(client):
    """The parsed entries of a feed, which must be valid."""

    def read(address):
        response = client.get(address)
        assert response.status_code == 200, address
        parsed = feedparser.parse(response.content)
        assert not parsed.bozo, parsed.get("bozo_exception")
        return parsed.entries

    return read


@pytest.mark.parametrize("address", FEEDS)
def test_feed_is_valid_atom(client, pages, address):
    schema = etree.RelaxNG(etree.parse(SCHEMA))

    response = client.get(address)

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    document = etree.fromstring(response.content)
    schema.assertValid(document)
    ids = [e.text for e in document.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(ids)) == len(ids) > 1


@pytest.mark.parametrize("address", FEEDS)
def test_feed_names_itself_and_its_page(client, pages, address):
    feed = feedparser.parse(client.get(address).content).feed
    links = {link["rel"]: link["href"] for link in feed.links}

    assert links["self"] == SITE + address
    assert links["alternate"] == SITE + address.replace("feed/", "")
    assert client.get(links["alternate"].removeprefix(SITE)).status_code == 200


def test_change_has_its_note_its_time_and_its_comparison(entries, client, pages):
    change = entries("/changes/feed/")[0]

    assert (change.title, change.link) == ("First", f"{SITE}/role/first/")
    revision = pages.published_revision
    assert change.updated == change.published == revision.published_at.isoformat()
    summary = BeautifulSoup(change.summary, "html.parser")
    assert summary.p.text == "A change"
    address = summary.a["href"]
    assert address == f"{SITE}/role/first/diff/1/2/"
    assert client.get(address.removeprefix(SITE)).status_code == 200


def test_first_version_has_nothing_to_be_compared_with(entries, pages):
    summary = entries("/role/second/feed/")[0].summary

    assert "<a" not in summary


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("/changes/feed/", ["First", "Other", "Second & last", "First"]),
        ("/role/feed/", ["First", "Second & last", "First"]),
        ("/tags/law/feed/", ["First", "Second & last", "First"]),
        ("/countries/sl/feed/", ["First", "Second & last", "First"]),
        ("/role/first/feed/", ["First", "First"]),
        # What readers see now answers; an earlier version may not have.
        ("/search/feed/?q=ceasefire", ["First", "Second & last"]),
        ("/search/feed/?q=ceasefire&not=law", []),
        ("/search/feed/?q=ceasefire+tag:law", ["First", "Second & last"]),
        ("/search/feed/?tag=law&section=role", ["First", "Second & last"]),
        ("/search/feed/?section=history", ["Other"]),
        ("/search/feed/?country=SL&type=mission", []),
    ],
)
def test_feed_has_the_changes_of_what_is_followed(entries, address, titles):
    make_tag("sierra-leone", facet="place", country="SL")
    tags = ["law", "sierra-leone"]
    first = make_topic("first", title="First", tags=tags, body="A ceasefire.\n")
    make_topic("second", title="Second & last", tags=tags, body="A ceasefire.\n")
    make_topic("other", section="history", title="Other", body="Else.\n")
    revise(first, summary="Another summary.")

    assert [entry.title for entry in entries(address)] == titles


def test_search_by_dates_is_followed_too(entries):
    make_mission("unamsil", title="In Sierra Leone")

    assert len(entries("/search/feed/?from=2000&to=2001")) == 1
    assert entries("/search/feed/?from=2010") == []


def test_page_that_has_only_some_of_the_words_is_no_new_answer(entries, pages):
    assert entries("/search/feed/?q=ceasefire+helicopters") == []
    make_topic(title="Third", body="Helicopters and a ceasefire.\n")

    assert entries("/search/feed/?q=ceasefire+helicopters")[0].title == "Third"


def test_words_count_as_they_are_typed(entries, pages):
    assert entries("/search/feed/?q=ceasefyre") == []


def test_page_that_is_withdrawn_leaves_every_feed(entries, client, pages):
    publishing.unpublish(pages)

    for address in FEEDS[:2] + FEEDS[3:]:
        assert [e.title for e in entries(address)] == ["Second & last"], address
    assert client.get("/role/first/feed/").status_code == 404


def test_drafts_and_scheduled_versions_are_in_no_feed(entries, pages):
    content = {**pages.newest_revision.content, "title": "Secret"}
    publishing.save_revision(pages, content, note="Secret")
    tomorrow = timezone.now() + timedelta(days=1)
    later = make_draft(title="Secret", tags=["law", "sierra-leone"])
    publishing.schedule(later, later.newest_revision, tomorrow)

    for address in FEEDS:
        assert "Secret" not in str(entries(address)), address


def test_ids_stay_when_the_page_is_renamed_or_published_again(entries, pages):
    before = [entry.id for entry in entries("/changes/feed/")]

    publishing.rename(pages, "renamed")
    publishing.unpublish(pages)
    topic = Topic.objects.get(pk=pages.pk)
    publishing.publish([(topic, topic.newest_revision)])

    assert [entry.id for entry in entries("/changes/feed/")] == before


@pytest.mark.parametrize(
    ("old", "present"),
    [
        ("/role/first/feed/", "/role/renamed/feed/"),
        ("/history/renamed/feed/", "/role/renamed/feed/"),
        ("/role/RENAMED/feed/", "/role/renamed/feed/"),
        ("/ROLE/feed/", "/role/feed/"),
        ("/tags/LAW/feed/", "/tags/law/feed/"),
        ("/countries/SLE/feed/", "/countries/sl/feed/"),
    ],
)
def test_old_addresses_lead_to_the_present_feed(client, pages, old, present):
    publishing.rename(pages, "renamed")

    response = client.get(old)

    assert (response.status_code, response["Location"]) == (301, present)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing/feed/", 404),
        ("/role/nothing/feed/", 404),
        ("/tags/nothing/feed/", 404),
        ("/countries/zz/feed/", 404),
        ("/countries/fr/feed/", 404),
        ("/search/feed/", 400),
        ("/search/feed/?sort=title", 400),
        ("/search/feed/?q=" + "a" * 201, 400),
        ("/search/feed/?q=a&type=nonsense", 400),
        ("/search/feed/?q=a&from=then", 400),
        ("/search/feed/?tag=no-such-tag", 400),
        ("/search/feed/?q=%00", 400),
    ],
)
def test_what_cannot_be_followed_is_refused(client, pages, address, status):
    assert client.get(address).status_code == status


@pytest.mark.parametrize(
    "query", ["%01%08", "%EF%BF%BE", "%3C%26%22%27", "%F0%9F%95%8A"]
)
def test_any_words_make_a_feed_that_can_be_read(entries, pages, query):
    entries(f"/search/feed/?q=a{query}")


def test_any_note_makes_a_feed_that_can_be_read(entries, pages):
    content = {**pages.newest_revision.content, "title": "<b>&amp;🕊"}
    note = "<script>\x02\ufffe & ]]> 🕊"
    revision = publishing.save_revision(pages, content, note=note)
    publishing.publish([(pages, revision)])

    entry = entries("/changes/feed/")[0]

    assert entry.title_detail.value == "<b>&amp;🕊"
    assert BeautifulSoup(entry.summary, "html.parser").p.text == "<script> & ]]> 🕊"


def test_feed_without_changes_is_the_same_at_any_time(client):
    make_section("role")

    first = client.get("/role/feed/").content

    assert feedparser.parse(first).entries == []
    assert client.get("/role/feed/").content == first


def test_feed_is_bounded(entries):
    make_topics([f"t-{n}" for n in range(MOST_ENTRIES + 2)])

    assert len(entries("/role/feed/")) == MOST_ENTRIES


def test_more_changes_of_few_pages_are_bounded_too(entries, pages):
    newest, now = pages.newest_revision, timezone.now()
    Revision.objects.bulk_create(
        Revision(
            topic=pages,
            number=n,
            content=newest.content,
            state="published",
            note=f"Note {n}",
            published_at=now + timedelta(seconds=n),
        )
        for n in range(3, MOST_ENTRIES + 9)
    )

    found = entries("/tags/law/feed/")

    assert len(found) == MOST_ENTRIES
    assert "Note 58" in found[0].summary


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", FEEDS)
def test_kept_feed_is_made_again_after_a_publication(pages, address):
    cache = PageCache(WSGIHandler(), max_bytes=5_000_000)
    warm(cache, address)

    revise(pages, summary="Again.")

    assert not is_warm(cache, address)
    assert ask(cache, address).text.count("<entry>") >= 2


@pytest.mark.django_db(transaction=True)
def test_who_has_the_feed_already_is_told_so(pages):
    cache = PageCache(WSGIHandler(), max_bytes=5_000_000)
    answer = ask(cache, "/role/feed/")

    known = {"if_none_match": answer.headers["etag"]}
    assert ask(cache, "/role/feed/", **known).status == 304
    known = {"if_modified_since": answer.headers["last-modified"]}
    assert ask(cache, "/role/feed/", **known).status == 304


@pytest.mark.django_db(transaction=True)
def test_who_has_the_feed_of_before_gets_the_new_one(pages):
    cache = PageCache(WSGIHandler(), max_bytes=5_000_000)
    known = {"if_none_match": ask(cache, "/role/feed/").headers["etag"]}

    revise(pages, summary="Again.")

    assert ask(cache, "/role/feed/", **known).status == 200


@pytest.mark.django_db(transaction=True)
def test_order_of_a_search_makes_no_feed_of_its_own(client, pages):
    cache = PageCache(WSGIHandler(), max_bytes=5_000_000)
    warm(cache, "/search/feed/?q=ceasefire")

    assert is_warm(cache, "/search/feed/?q=ceasefire&sort=title&page=2")


def test_searches_of_feeds_are_counted_like_those_of_pages(client, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "search": (1, 60)}
    for address in ("/search/?q=a", "/search/feed/?q=a"):
        answer = client.get(address)

    assert answer.status_code == 429
