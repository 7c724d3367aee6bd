"""A search narrowed by kind, country and dates."""

from urllib.parse import urlencode

import pytest

from tests.factories import make_draft, make_mission, make_section, make_topic
from topics import publishing
from topics.models import Topic

pytestmark = pytest.mark.django_db


def address(**params):
    named = {name.rstrip("_"): value for name, value in params.items()}
    return f"/search/?{urlencode(named, doseq=True)}"


def titles(page):
    return {link.text for link in page.select(".result-list__title a")}


def facet(page, name):
    """{label: (count, address)} of a facet."""
    found = [d for d in page.select(".facet") if d.summary.text == name]
    return {
        item.a.text: (item.select_one(".facet__count"), f"/search/{item.a['href']}")
        for details in found
        for item in details.select(".facet__item")
    }


def counts(page, name):
    return {label: int(n.text) for label, (n, _) in facet(page, name).items()}


@pytest.fixture
def pages():
    make_mission(
        "unamsil",
        title="Old mission",
        profile={"countries": ["SLE"], "start": "1999-10", "end": "2005-12"},
    )
    make_mission(
        "unmil",
        title="New mission",
        tags=["gender"],
        profile={"countries": ["LBR", "SLE"], "start": "2003-09", "end": ""},
    )
    history = make_section("history", profile="event")
    make_topic("lome", history, title="Event", event={"start": "1999-07-07"})
    make_topic("subject", title="Subject", tags=["gender"])


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"type": "mission"}, {"Old mission", "New mission"}),
        ({"type": "event"}, {"Event"}),
        ({"type": "page"}, {"Subject"}),
        ({"country": "SL"}, {"Old mission", "New mission"}),
        ({"country": ["SL", "LR"]}, {"New mission"}),
        ({"country": "lbr"}, {"New mission"}),
        ({"from_": "2006"}, {"New mission"}),
        ({"to": "1999-09"}, {"Event"}),
        ({"from_": "1999-07-08", "to": "2001"}, {"Old mission"}),
        ({"q": "paragraph", "from_": "1999", "to": "1999"}, {"Old mission", "Event"}),
        ({"q": "mission", "type": "mission", "from_": "2004", "country": "LR"},
         {"New mission"}),
        ({"tag": "gender", "type": "mission"}, {"New mission"}),
        ({"not": "gender", "country": "SL"}, {"Old mission"}),
        ({"section": "history", "type": "page"}, set()),
    ],
)  # fmt: skip
def test_every_filter_must_be_met(read, pages, params, expected):
    assert titles(read(address(**params))) == expected


def test_numbers_are_of_what_the_links_lead_to(read, pages):
    page = read(address(q="paragraph"))

    assert counts(page, "Kinds") == {"Subject page": 1, "Mission": 2, "Event": 1}
    assert counts(page, "Countries") == {"Sierra Leone": 2, "Liberia": 1}
    for name in ("Kinds", "Sections", "Countries"):
        for number, link in facet(page, name).values():
            assert len(titles(read(link))) == int(number.text)


def test_what_is_chosen_is_not_offered_again(read, pages):
    page = read(address(type="mission", country="SL"))

    assert facet(page, "Kinds") == {}
    assert counts(page, "Countries") == {"Liberia": 1}


def test_drafts_and_withdrawn_pages_are_not_counted(read, pages):
    make_draft("draft", title="Draft", section="history")
    publishing.unpublish(Topic.objects.get(slug="unmil"))

    page = read(address(q="paragraph"))

    assert counts(page, "Kinds") == {"Subject page": 1, "Mission": 1, "Event": 1}
    assert counts(page, "Countries") == {"Sierra Leone": 1}


def test_list_that_is_cut_offers_kinds_and_countries_without_numbers(
    read, pages, monkeypatch
):
    monkeypatch.setattr("topics.views.search.MOST_LISTED", 1)
    page = read(address(sort="title", tag="gender"))

    assert {"Mission", "Event", "Indicator"} <= facet(page, "Kinds").keys()
    assert facet(page, "Countries").keys() == {"Sierra Leone", "Liberia"}
    assert page.select(".facet__count") == []


ALL = {"type": "mission", "country": ["LR", "SL"], "from_": "2004-05", "to": "2006"}


def test_each_chosen_filter_is_shown_and_can_be_removed(read, pages):
    page = read(address(q="paragraph", **ALL))

    chosen = {
        item.select_one(".chosen__kind").text: item.a["href"]
        for item in page.select(".chosen__item")
    }
    assert [" ".join(i.text.split()) for i in page.select(".chosen__item")] == [
        "kind Mission ×",
        "country Liberia ×",
        "country Sierra Leone ×",
        "earliest date May 2004 ×",
        "latest date 2006 ×",
    ]
    assert titles(page) == {"New mission"}
    without = read(f"/search/{chosen['country']}")
    assert titles(without) == {"New mission"}
    assert len(without.select(".chosen__item")) == len(page.select(".chosen__item")) - 1
    assert page.select_one(".filters__title").text == "Filters (5)"


def test_search_without_result_says_what_each_filter_costs(read, pages):
    page = read(address(type="event", country="LR"))

    assert titles(page) == set()
    links = page.select(".plain-list a")
    assert [titles(read(f"/search/{link['href']}")) for link in links] == [
        {"New mission"},
        {"Event"},
    ]
    assert len(page.select(".chosen__remove")) == 2


def test_search_emptied_by_a_date_can_be_had_without_it(read, pages):
    page = read(address(q="event", to="1990", type="event"))

    [link] = page.select(".plain-list a")
    assert "latest date" in link.text
    assert titles(read(f"/search/{link['href']}")) == {"Event"}


def test_pages_without_a_date_are_said_to_be_left_out(read, pages):
    assert (
        "Pages without a date are left out"
        in read(address(to="2000")).select_one(".finding__results").get_text()
    )
    assert "Pages without a date" not in read(
        address(q="paragraph")
    ).select_one(".finding__results").get_text()  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", "19"),
        ("from", "1999-13"),
        ("from", "1999-02-30"),
        ("from", "0000"),
        ("from", "9999"),
        ("to", "tomorrow"),
        ("to", "²⁰⁰⁰"),
        ("to", "1999-10-22T00:00"),
        ("to", "1998"),  # before `from`
        ("from", "x" * 500),
    ],
)
def test_wrong_date_is_refused_beside_its_field(read, pages, name, value):
    given = {"from": "1999", "q": "peace", "tag": "gender", name: value}
    page = read(address(**given), status=400)

    box = page.select_one(f"#search--{name}")
    sentence = page.find(id=f"search--{name}-error")
    assert sentence.text.strip()
    assert sentence["id"] in box["aria-describedby"].split()
    assert (box["aria-invalid"], box["value"]) == ("true", value)
    assert page.select_one(".filters").has_attr("open")
    assert page.select_one("#search--words")["value"] == "peace"
    # What is right stays, to be searched for with another date.
    kept = page.select(".dates input[type=hidden]")
    assert {(i["name"], i["value"]) for i in kept} == {
        ("q", "peace"),
        ("tag", "gender"),
    }
    assert page.select_one(".chosen__remove")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("type", "pages", "Choose one of: page, mission"),
        ("country", "QQ", "not the ISO 3166 code"),
        ("country", "\u202eSL", "not the ISO 3166 code"),
        ("country", "SL LR GN ML NE TD SD SS CF CD AO".split(), "At most 10 countries"),
        ("tag", "nowhere", "There is no tag"),
    ],
)
def test_wrong_choice_is_refused_with_a_sentence(read, pages, name, value, words):
    page = read(address(q="peace", from_="1999", **{name: value}), status=400)

    assert words in page.select_one("[role=alert]").text
    assert page.select_one("#search--words")["value"] == "peace"
    assert page.select_one("#search--from")["value"] == "1999"
    kept = page.select("form.search input[type=hidden]")
    assert [(field["name"], field["value"]) for field in kept] == [("from", "1999")]


def test_other_dates_are_asked_for_with_the_same_words_and_filters(read, pages):
    page = read(address(q="paragraph", sort="title", **ALL))

    kept = page.select(".dates input[type=hidden]")
    assert [(i["name"], i["value"]) for i in kept] == [
        ("q", "paragraph"),
        ("sort", "title"),
        ("type", "mission"),
        ("country", "LR"),
        ("country", "SL"),
    ]
    assert page.select_one("#search--from")["value"] == "2004-05"


@pytest.mark.parametrize(
    "params", [{}, {"q": "mission"}, {"q": "nothing"}, {"type": "x"}]
)
def test_search_page_has_one_search_box(client, read, pages, params):
    status = 400 if "type" in params else 200
    page = read(address(**params), status=status)

    assert len(page.select("[role=search]")) == 1
    assert len(read("/role/").select("[role=search]")) == 1


@pytest.mark.parametrize("path", ["/search/?q=paragraph", "/role/", "/tags/gender/"])
def test_link_that_excludes_says_so_and_what(read, pages, path):
    make_topic("other", tags=["gender", "a-b"], title="Other")
    link = read(path).find("a", attrs={"aria-label": "Exclude A b"})

    assert link.text == "exclude"


def test_filters_stand_before_the_results(read, pages):
    page = read(address(q="paragraph"))

    panel, results = page.select(".filters, .result-list")
    assert panel.name == "details"
    assert results.name == "ol"
    assert not panel.has_attr("open")
