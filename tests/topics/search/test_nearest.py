import pytest

from tests.factories import make_draft, make_mission, make_topic, revise
from topics.search.nearest import SHOWN, nearest_pages

pytestmark = pytest.mark.django_db


def addresses(words):
    return [page.address for page in nearest_pages(words)]


def test_most_alike_comes_first_by_slug_title_or_acronym():
    make_mission("unomsil", title="United Nations Observer Mission in Sierra Leone")
    make_mission("unamsil", title="United Nations Mission in Sierra Leone")
    make_topic("gender", title="Women, peace and security")

    assert addresses("unamsill")[0] == "/missions/unamsil/"
    assert addresses("UNOMSIL")[0] == "/missions/unomsil/"
    assert addresses("women peace security") == ["/role/gender/"]
    assert addresses("wp login php") == addresses("") == []


def test_page_is_offered_once_and_few_are():
    for number in range(SHOWN + 2):
        make_topic(f"peace-{number}", title=f"Peace {number}")

    found = addresses("peace")

    assert len(set(found)) == len(found) == SHOWN


def test_draft_is_not_offered():
    make_draft("secret", title="Secret")

    assert addresses("secret") == []


@pytest.mark.django_db(transaction=True)
def test_names_are_read_once_and_again_after_a_publication(django_assert_num_queries):
    topic = make_topic("a-page", title="First name")
    assert addresses("first name") == ["/role/a-page/"]

    with django_assert_num_queries(0):
        addresses("first names")
    revise(topic, title="Second name")

    assert nearest_pages("second name")[0].title == "Second name"
