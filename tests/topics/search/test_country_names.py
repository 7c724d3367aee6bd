import pytest

from tests.factories import make_mission, make_tag, make_topic
from topics import publishing
from topics.search import complete, countries_called

pytestmark = pytest.mark.django_db


def labels(typed):
    return [
        (name.label, name.get_absolute_url())
        for name in complete(typed, 8)
        if name.get_absolute_url().startswith("/countries/")
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Côte d’Ivoire", "CI"),
        ("cote d'ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Ivorian", "CI"),
        ("Timor", "TL"),
        ("East Timor", "TL"),
        ("Kampuchea", "KH"),
        ("South West Africa", "NA"),
        ("Yugoslavia", None),
        ("", None),
    ],
)
def test_country_is_known_by_its_names(name, code):
    make_mission("m-1", profile={"countries": ["CIV", "TLS", "KHM", "NAM", "SRB"]})

    assert [country.code for country in countries_called(name)] == [code][: bool(code)]


def test_name_of_two_countries_means_those_with_pages():
    mission = make_mission("monuc", profile={"countries": ["COD"]})
    make_tag("brazzaville", facet="place", country="CG")
    make_topic(tags=["brazzaville"])

    assert {country.code for country in countries_called("Congo")} == {"CD", "CG"}
    publishing.unpublish(mission)
    assert [country.code for country in countries_called("Congo")] == ["CG"]


def test_beginnings_are_completed_once_a_country_with_the_likeliest_name():
    make_mission("unoci", profile={"countries": ["CIV", "COD"]})

    assert labels("ivo") == [("Ivory Coast", "/countries/ci/")]
    assert labels("zai") == [("Zaire", "/countries/cd/")]
    assert labels("cong") == [("Congo", "/countries/cd/")]
    assert labels("republic of the c") == [
        ("Democratic Republic of the Congo", "/countries/cd/")
    ]


def test_country_without_pages_is_not_suggested():
    publishing.unpublish(make_mission("unamsil"))

    assert labels("sierra") == []
