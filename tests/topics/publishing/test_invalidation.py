"""Which kept pages a change makes anew."""

import pytest
from django.core.handlers.wsgi import WSGIHandler

from portal.caching.page_cache import PageCache
from tests.asking import ask, is_warm, warm
from tests.factories import (
    make_draft,
    make_mission,
    make_source,
    make_tag,
    make_topic,
    make_topics,
    revise,
)
from topics import publishing
from topics.models import Section, Source, Tag, Topic

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,  # each warms the pages of a whole portal
]


DEATHS = [{"measure": "fatalities", "value": "3"}]
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
def cache():
    return PageCache(WSGIHandler(), max_bytes=10_000_000)


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
    publishing.unpublish(Topic.objects.get(slug="a"))

    assert ask(portal, PAGES["own"]).status == 404
    for name, address in PAGES.items():
        assert "Topic A" not in ask(portal, address).text, name


@pytest.mark.parametrize(
    ("profile", "address"),
    [
        ({"countries": ["LBR"]}, "/missions/?country=LR"),
        ({"figures": DEATHS}, "/missions/missions.csv?country=LR"),
        ({"resolutions": []}, "/missions/missions.json"),
    ],
)
def test_other_fact_makes_every_list_anew_that_may_hold_it(portal, profile, address):
    mission = Topic.objects.get(slug="unamsil").newest_revision.content["mission"]
    warm(portal, address)

    revise(Topic.objects.get(slug="unamsil"), mission={**mission, **profile})

    assert not is_warm(portal, address)


def test_number_of_a_mission_makes_no_page_of_another_anew(portal):
    make_mission("unomsil")
    mission = Topic.objects.get(slug="unamsil").newest_revision.content["mission"]
    warm(portal, "/missions/unomsil/")

    revise(Topic.objects.get(slug="unamsil"), mission={**mission, "figures": DEATHS})
    assert is_warm(portal, "/missions/unomsil/")

    revise(Topic.objects.get(slug="unamsil"), mission={**mission, "start": "1999-11"})
    assert not is_warm(portal, "/missions/unomsil/")


def test_deleted_page_is_gone_at_once(portal):
    Topic.objects.get(slug="a").delete()

    assert ask(portal, PAGES["own"]).status == 404
    for name, address in PAGES.items():
        assert "Topic A" not in ask(portal, address).text, name


def test_renamed_page_is_found_at_its_new_address(portal):
    publishing.rename(Topic.objects.get(slug="a"), "b")

    assert ask(portal, "/role/a/").status == 301
    assert 'href="/role/b/"' in ask(portal, PAGES["linking"]).text
    assert 'href="/role/b/"' in ask(portal, PAGES["section"]).text


def test_other_name_of_a_tag_shows_wherever_it_stands(portal, editor):
    tag = Tag.objects.get(slug="gender")
    publishing.rename_tag(tag, "Women and men", "gender", author=editor)

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
    publishing.save_revision(
        topic, {**topic.newest_revision.content, "title": "D"}, note="n"
    )
    make_draft("draft")

    assert not cold(portal)


def test_change_that_is_taken_back_makes_nothing_anew(portal, client, editor):
    client.force_login(editor)
    topic = Topic.objects.get(slug="a")
    revision = publishing.save_revision(
        topic, {**topic.newest_revision.content, "title": "Previewed"}, note="n"
    )

    client.get(f"/admin/topics/topic/{topic.pk}/revisions/{revision.number}/preview/")

    assert not cold(portal)


def test_publication_leaves_nearly_everything_warm(cache):
    slugs = [f"t-{number}" for number in range(40)]
    make_topics(slugs)
    addresses = [f"/role/{slug}/" for slug in slugs]
    warm(cache, *addresses)

    revise(Topic.objects.get(slug="t-30"), body="Other words.\n")

    cold = [address for address in addresses if not is_warm(cache, address)]
    assert "/role/t-30/" in cold
    # One more may share a counter with it.
    assert len(cold) <= 2
