import pytest

from tests.factories import make_draft, make_mission, make_section, make_topic, revise
from topics import publishing
from topics.models import Topic

pytestmark = pytest.mark.django_db


def texts(page, selector):
    return [" ".join(element.text.split()) for element in page.select(selector)]


@pytest.fixture(scope="module")
def tied(module_db):
    """Two missions and a law page: UNAMSIL names the law, UNOMSIL refers to UNAMSIL."""
    make_topic(
        "law-page", section=make_section("law", title="Law"), title="The law of it"
    )
    make_mission(
        "unamsil", title="Mission in Sierra Leone", body="[[law-page]]\n", tags=["ddr"]
    )
    make_mission(
        "unomsil",
        title="Observers in Sierra Leone",
        related=[{"to": "unamsil", "kind": "precedes", "note": "n"}],
    )


def test_all_pages_are_dots_in_the_cluster_of_their_section(read, tied):
    make_draft("hidden", section="law")

    page = read("/graph/")

    assert {a["href"] for a in page.select(".section-graph__node")} == {
        "/law/law-page/",
        "/missions/unamsil/",
        "/missions/unomsil/",
    }
    assert {a["href"] for a in page.select(".cluster-name")} == {
        "?section=law",
        "?section=missions",
    }
    assert len(page.select(".section-graph__edge")) == 1


def test_the_same_pages_stand_in_a_list(read, tied):
    page = read("/graph/")

    assert texts(page, ".facet__name")[-2:] == ["Law 1", "Section missions 2"]
    assert "The law of it tied to 1 page" in texts(page, ".graph__list li")


def test_chosen_section_shows_its_pages_and_their_ties(read, tied):
    page = read("/graph/?section=missions")

    assert texts(page, ".arcs__row a") == [
        "UNAMSIL Mission in Sierra Leone",
        "UNOMSIL Observers in Sierra Leone",
    ]
    assert len(page.select(".tie--typed")) == len(page.select(".tie")) == 1
    assert texts(page, ".graph__list > li > ul > li") == [
        "Observers in Sierra Leone",
        "Mission in Sierra Leone",
    ]


def test_sections_widen_and_tags_narrow_the_choice(read, tied):
    both = read("/graph/?section=missions&section=law")
    narrow = read("/graph/?section=missions&section=law&tag=ddr")

    assert len(both.select(".arcs__row a")) == 3
    assert len(both.select(".tie")) == 2
    assert texts(narrow, ".arcs__row a") == ["UNAMSIL Mission in Sierra Leone"]
    assert {a["href"] for a in narrow.select(".chosen__remove")} == {
        "?tag=ddr&section=law",
        "?tag=ddr&section=missions",
        "?section=law&section=missions",
    }


def test_choices_lead_to_one_section_more(read, tied):
    page = read("/graph/?section=law")

    assert ("?section=law&section=missions", "2") in {
        (item.a["href"], item.select_one(".facet__count").text)
        for item in page.select(".facet__item")
    }


def test_too_many_pages_are_not_drawn_one_by_one(read, tied, monkeypatch):
    monkeypatch.setattr("topics.views.graph.MOST_ROWS", 1)

    page = read("/graph/?section=missions")

    assert "More than 1 pages are chosen" in page.select_one(".notice").text
    assert page.select(".section-graph__node")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("section=nowhere", "There is no section “nowhere”."),
        ("tag=unknown", "There is no tag “unknown”."),
        ("section=law&section=%01", "There is no section"),
    ],
)
def test_unknown_choice_is_refused_with_a_sentence(read, tied, query, sentence):
    page = read(f"/graph/?{query}", status=400)

    assert sentence in page.select_one("[role=alert]").text


def test_graph_of_nothing_is_a_page(read, bare):
    assert read("/graph/").h1.text == "Graph"


def test_every_section_leads_to_its_graph(read, tied):
    page = read("/law/")

    assert page.select_one(".ways a")["href"] == "/graph/?section=law"


def test_topic_shows_what_is_around_it_as_picture_and_as_list(read, tied):
    page = read("/missions/unomsil/")

    drawn = {a["href"]: a["aria-label"] for a in page.select(".ego-graph__node")}
    assert drawn == {
        "/missions/unomsil/": "UNOMSIL: Observers in Sierra Leone",
        "/missions/unamsil/": "UNAMSIL: Mission in Sierra Leone",
        "/law/law-page/": "The law of it",
    }
    nested = page.select_one(".ego-graph__list > ul > li")
    assert nested.a.text == "Mission in Sierra Leone"
    assert nested.li.a.text == "The law of it"
    assert len(page.select(".ego-graph .tie--typed")) == 1
    assert len(page.select(".ego-graph .tie")) == 2


def test_topic_without_ties_has_no_picture(read):
    make_topic("alone")

    assert not read("/role/alone/").select(".ego-graph")


def test_renamed_neighbour_is_shown_under_its_new_title_and_address(read, tied):
    topic = Topic.objects.get(slug="unamsil")
    publishing.rename(topic, "unamsil-2")
    revise(topic, title="Another title")

    page = read("/missions/unomsil/")

    drawn = {a["href"]: a["aria-label"] for a in page.select(".ego-graph__node")}
    assert drawn["/missions/unamsil-2/"] == "UNAMSIL: Another title"


def test_unpublished_neighbour_is_not_shown(read, tied):
    publishing.unpublish(Topic.objects.get(slug="unamsil"))

    assert not read("/missions/unomsil/").select(".ego-graph")
    assert "/missions/unamsil/" not in str(read("/graph/"))
