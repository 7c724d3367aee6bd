"""A list that can be asked for in many ways says which of them its links use: caches
keep no page for the others."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_mission, make_topic, make_topics, revise
from topics.admin.previews import preview_address
from topics.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
CANONICAL = [
    "/search/?q=women",
    "/search/?q=women+%22peace+talks%22&tag=gender&tag=law&not=mali&page=1",
    "/search/?section=role&sort=title",
    "/search/?q=women&type=mission&country=LR&country=SL&from=1999-10&to=2005",
    "/search/suggest/?q=wom",
    "/role/?tag=gender&tag=law",
    "/role/?sort=title&page=1",
    "/tags/gender/?tag=law&tag=mali",
    "/tags/?q=gen",
    "/sources/?q=fortna&type=book&year=1999-2005&section=role&letter=F",
    "/missions/?region=Africa&tag=gender",
    "/missions/?view=table&sort=-start",
    "/timeline/?region=Africa",
    "/graph/?section=missions&section=role&tag=law",
    "/map/?year=2000&region=Africa",
]
OTHERWISE = [
    ("/search/?q=+women++march", "/search/?q=women+march"),
    ("/search/?q=women&sort=", "/search/?q=women"),
    ("/search/?q=women&q=women", "/search/?q=women"),
    ("/search/?tag=law&tag=gender", "/search/?tag=gender&tag=law"),
    ("/search/?tag=law&tag=law", "/search/?tag=law"),
    ("/search/?tag=law&tag=law&page=1", "/search/?tag=law&page=1"),
    ("/search/?tag=law&page=2", "/search/?tag=law&page=1"),
    ("/search/?q=nowhere&page=a1", "/search/?q=nowhere&page=1"),
    ("/search/?page=2", "/search/"),
    ("/search/?country=sle&country=LR", "/search/?country=LR&country=SL"),
    ("/search/?type=&from=+1999&to=", "/search/?from=1999"),
    ("/sources/?page=007", "/sources/?page=1"),
    ("/sources/?q=+a++b&year=1999+%E2%80%93+2005", "/sources/?q=a+b&year=1999-2005"),
    ("/search/suggest/?q=wom+", "/search/suggest/?q=wom"),
    ("/role/?not=law&not=gender", "/role/?not=gender&not=law"),
    ("/role/?region=Africa", "/role/"),
    ("/tags/?q=+gen", "/tags/?q=gen"),
    ("/missions/?country=", "/missions/"),
    ("/missions/?view=table&sort=strength", "/missions/?view=table&sort=peak_strength"),
    ("/timeline/?tag=law&tag=gender", "/timeline/?tag=gender&tag=law"),
    ("/graph/?section=role&section=missions", "/graph/?section=missions&section=role"),
    ("/map/?year=02000", "/map/?year=2000"),
]


@pytest.fixture(scope="module", autouse=True)
def pages(module_db):
    make_topic(tags=["gender", "law", "mali"])
    make_mission("a-mission", tags=["gender", "law"])


def parts(address):
    path, _, query = address.partition("?")
    # Caches sort the names, but not the values of one.
    return path, sorted(query.split("&"), key=lambda pair: pair.partition("=")[0])


@pytest.mark.parametrize("address", CANONICAL)
def test_page_asked_for_as_its_links_do_names_no_other_address(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert "Content-Location" not in response


@pytest.mark.parametrize(("asked", "canonical"), OTHERWISE)
def test_page_asked_for_otherwise_names_its_address(client, asked, canonical):
    response = client.get(asked)

    assert response.status_code == 200
    assert parts(response["Content-Location"]) == parts(canonical)
    assert "Content-Location" not in client.get(canonical)


@pytest.mark.parametrize("address", ["/search/", "/role/", "/missions/", "/graph/"])
@pytest.mark.parametrize(
    "query", ["", "?tag=gender", "?tag=law", "?tag=gender&not=law"]
)
def test_links_of_a_list_are_canonical(client, read, address, query):
    page = read(f"{address}{query}")

    links = {
        link["href"]
        for link in page.select(".facet a, .chosen a, .sorts a, .plain-list a")
    }
    for link in links:
        assert "Content-Location" not in client.get(f"{address}{link}"), link


# As search engines should know them: whatever narrows or sorts a list is left out.
KNOWN_AS = [
    ("/", "/"),
    ("/?utm_source=x", "/"),
    ("/role/", "/role/"),
    ("/role/?tag=gender&sort=title", "/role/"),
    ("/role/?page=1", "/role/"),
    ("/role/?page=2", "/role/?page=2"),
    ("/role/?page=99", "/role/?page=2"),
    ("/role/?tag=gender&page=2", "/role/"),
    ("/missions/?region=Africa", "/missions/"),
    ("/missions/?view=table", "/missions/?view=table"),
    ("/missions/?view=table&sort=-start&region=Africa", "/missions/?view=table"),
    ("/missions/a-mission/", "/missions/a-mission/"),
    ("/missions/a-mission/?page=3&x=y", "/missions/a-mission/"),
    ("/missions/a-mission/history/1/", "/missions/a-mission/"),
    ("/tags/gender/?tag=law", "/tags/gender/"),
    ("/tags/?q=gen", "/tags/"),
    ("/sources/?letter=F", "/sources/"),
    ("/search/?q=women", "/search/"),
    ("/map/?year=2000", "/map/"),
    ("/compare/?m=a-mission", "/compare/"),
    ("/report/?page=/role/", "/report/"),
]
NOT_INDEXED = [
    *("/search/?q=women", "/search/?tag=gender", "/compare/?m=a-mission"),
    *("/missions/a-mission/history/", "/missions/a-mission/history/1/"),
    *("/missions/a-mission/diff/1/2/", "/report/", "/report/sent/"),
]
INDEXED = [
    *("/", "/role/", "/role/?page=2", "/role/?tag=gender", "/search/", "/compare/"),
    *("/missions/?view=table", "/missions/a-mission/", "/tags/gender/"),
]


@pytest.fixture
def long_lists(pages, db):
    make_topics([f"t-{number}" for number in range(60)])
    revise(Topic.objects.get(slug="a-mission"), summary="Something else.")


@pytest.mark.parametrize(("asked", "known"), KNOWN_AS)
def test_search_engines_know_a_page_by_one_address(
    read, settings, long_lists, asked, known
):
    settings.SITE_URL = "https://portal.example"

    [link] = read(asked).select("head > link[rel=canonical]")

    assert link["href"] == f"https://portal.example{known}"


@pytest.mark.parametrize("address", NOT_INDEXED)
def test_search_engines_do_not_list_what_is_for_one_reader(read, long_lists, address):
    [robots] = read(address).select("meta[name=robots]")

    assert robots["content"] == "noindex"


@pytest.mark.parametrize("address", INDEXED)
def test_search_engines_list_pages(read, long_lists, address):
    assert not read(address).select("meta[name=robots]")


@pytest.mark.parametrize("address", ["/nothing/", "/countries/aq/", "/countries/zz/"])
def test_page_that_is_not_there_has_no_address(read, address):
    assert not read(address, status=404).select("link[rel=canonical]")


def test_later_page_of_a_list_has_a_title_of_its_own(read, long_lists):
    titles = [read(f"/role/{page}").title.text for page in ("", "?page=2")]

    assert titles == [
        "Section role · Peacekeeping Portal",
        "Section role, page 2 · Peacekeeping Portal",
    ]


def test_preview_is_known_by_no_address(as_editor, read):
    topic = Topic.objects.get(slug="a-mission")
    response = as_editor.get(preview_address(topic.newest_revision))
    page = BeautifulSoup(response.content, "html.parser")

    assert response["X-Robots-Tag"] == "noindex"
    assert not page.select("link[rel=canonical], meta[property], meta[name^=citation]")
    assert not page.select("script[type='application/ld+json']")
