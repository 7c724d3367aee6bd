import pytest
import time_machine

from tests.factories import make_topic, revise
from topics.metadata.page_item import topic_item, version_item
from topics.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(settings):
    settings.SITE_URL = "https://portal.example"
    with time_machine.travel("2026-11-20T10:00Z"):
        first = make_topic("a-page", title="First", summary="What it is.")
    with time_machine.travel("2026-11-25T10:00Z"):
        revise(first, title="Second")
    return Topic.objects.for_page().get(slug="a-page")


def test_page_is_described_as_it_is_now(topic):
    item = topic_item(topic).csl()

    assert item == {
        "id": "peacekeeping-portal-a-page",
        "type": "webpage",
        "title": "Second",
        "author": [{"literal": "Peacekeeping Portal"}],
        "container-title": "Peacekeeping Portal",
        "issued": {"date-parts": [[2026, 11, 25]]},
        "version": "2",
        "abstract": "What it is.",
        "language": "en",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "URL": "https://portal.example/role/a-page/",
    }


def test_version_is_described_by_its_own_words_and_permanent_address(topic):
    item = version_item(topic, topic.revisions.get(number=1)).csl()

    assert (item["title"], item["version"]) == ("First", "1")
    assert item["issued"] == {"date-parts": [[2026, 11, 20]]}
    assert item["URL"] == "https://portal.example/role/a-page/history/1/"
    assert item["id"] != topic_item(topic).csl()["id"]
