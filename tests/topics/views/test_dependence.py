"""A page that forgets to say what it depends on would be given out as it was: after
each kind of change, every type of page that is kept must be as a new one is."""

import pytest
from bs4 import BeautifulSoup
from django.core.handlers.wsgi import WSGIHandler

from portal.caching import surrogate_keys
from portal.caching.page_cache import PageCache
from tests.asking import ask
from tests.factories import (
    make_figure,
    make_mission,
    make_source,
    make_tag,
    make_topic,
    make_topics,
    revise,
)
from tests.topics.views.test_query_counts import PINNED, fill
from topics import publishing
from topics.lists.paginator import PAGE_SIZE
from topics.models import Section, Source, Tag, Topic

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

MORE = ("/role/t-1/", "/missions/m-1/", "/tags/child-1/", "/history/", "/history/e-0/")
MORE += ("/role/?page=2",)


def change_title():
    revise(Topic.objects.get(slug="t-0"), title="Another title")


def change_summary():
    revise(Topic.objects.get(slug="t-1"), summary="Another summary of it.")


def change_facts():
    topic = Topic.objects.get(slug="m-0")
    facts = {
        **topic.newest_revision.content["mission"],
        "figures": [make_figure("peak_strength", 4321)],
    }
    revise(topic, mission={**facts, "end": "2004-02"})


def change_values():
    topic = Topic.objects.get(slug="i-0")
    content = topic.newest_revision.content["indicator"]
    values = [{**row, "value": "77"} for row in content["measurements"]]
    revise(topic, indicator={**content, "unit": "units", "measurements": values})


def change_event():
    revise(Topic.objects.get(slug="e-0"), event={"start": "1987-01"})


def change_tags():
    revise(Topic.objects.get(slug="t-0"), tags=["law"])


def add_topic():
    make_topic("new", tags=["gender"], body="See [[t-0]] [@a-0].\n")


def add_mission():
    make_mission("m-new", tags=["gender"], profile={"countries": ["LBR"]})


def withdraw_topic():
    publishing.unpublish(Topic.objects.get(slug="t-1"))


def rename_topic():
    publishing.rename(Topic.objects.get(slug="i-0"), "i-renamed")


def rename_tag():
    tag = Tag.objects.get(slug="law")
    publishing.rename_tag(tag, "Jurisprudence", "law", author=None)


def add_tag():
    make_tag("new-era", facet="era", name="New era, 1980–1989")


def change_country():
    tag = Tag.objects.get(slug="sierra-leone")
    tag.country = "LR"
    tag.save()


def correct_source():
    source = Source.objects.get(key="a-0")
    source.csl = {**source.csl, "title": "The corrected title"}
    source.save()


def add_source():
    make_source("a-new")


def rename_section():
    section = Section.objects.get(slug="missions")
    section.title = "Operations"
    section.save()


CHANGES = [
    *(
        change_title,
        change_summary,
        change_facts,
        change_values,
        change_event,
    ),
    *(change_tags, add_topic, add_mission, withdraw_topic, rename_topic),
    *(rename_tag, add_tag, change_country, correct_source, add_source),
    rename_section,
]


def in_order(address):
    """As caches ask for it: links to other pages of a list repeat its parameters."""
    path, mark, query = address.partition("?")
    return path + mark + "&".join(sorted(query.split("&")))


def test_no_kept_page_is_an_old_one(monkeypatch):
    # What stands on another page of a list may come to the first.
    monkeypatch.setattr("topics.views.sections.PAGE_SIZE", 1)
    fill(0, 2)
    django = WSGIHandler()
    cache = PageCache(django, max_bytes=20_000_000)
    addresses, old = [*map(in_order, PINNED), *MORE], set()
    for change in CHANGES:
        kept = {address: ask(cache, address) for address in addresses}
        change()
        given = {address: ask(cache, address) for address in addresses}
        # Nor is one that was made of what the process remembered.
        surrogate_keys.forget_cached()
        for address in addresses:
            new = ask(django, address)
            if (given[address].status, given[address].body) != (new.status, new.body):
                old.add((change.__name__, address))
        assert any(ask(cache, address).how == "HIT" for address in kept)

    assert old == set()


@pytest.mark.parametrize("address", ["/role/", "/tags/law/"])
def test_list_by_last_revision_begins_with_a_text_revised_now(address):
    make_topics([f"t-{n}" for n in range(PAGE_SIZE + 1)], tags=["law"])
    oldest = Topic.objects.order_by("revised_at", "-pk").first()
    cache = PageCache(WSGIHandler(), max_bytes=20_000_000)
    assert oldest.get_absolute_url() != first_of(cache, f"{address}?sort=revised")

    revise(oldest, body="Another text.\n")

    assert oldest.get_absolute_url() == first_of(cache, f"{address}?sort=revised")


def first_of(cache, address):
    """The address of the first topic of a list."""
    page = BeautifulSoup(ask(cache, address).body, "html.parser")
    return page.select_one(".topic-list__title")["href"]
