"""A list that can be asked for in many ways says which of them its links use: caches
keep no page for the others."""

import pytest

from tests.factories import make_mission, make_topic

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
