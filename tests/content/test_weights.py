"""What the pages weigh on the line, with all that is shipped."""

import pytest
from django.db.models.functions import Length

from tests.static_files import page_weight
from topics.models import Topic

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.usefixtures("shipped_content", "collected"),
]
# Bytes in gzip, with styles, scripts and icon; little more than each weighed.
MOST = {
    "/": 17_800,
    "/timeline/": 39_100,
    "/timeline/?tag=chapter-vii": 22_000,
    "/map/": 34_600,
    "/map/?year=1994": 32_000,
    "/map/?region=Africa": 33_300,
    "/graph/": 35_800,
    "/graph/?section=missions": 27_200,
    "/graph/?section=missions&section=history": 35_900,
    "/graph/?tag=security-council": 20_100,
    # Every date and figure of a mission leads to its source.
    "/missions/?view=table": 31_000,
    "/missions/?view=table&sort=-strength": 31_000,
    # Its references stand there for reference managers too (COinS), and its head says
    # to search engines and others what it is (JSON-LD, Open Graph, Highwire: 0.9 KB).
    # The strength of a mission by year is drawn, with its table.
    "/missions/unamsil/": 33_400,
    "/mandates/": 26_300,
    "/missions/unficyp/": 31_400,
    "/compare/": 16_000,
    "/compare/?m=unamsil&m=minustah&m=monusco&m=unmil": 21_600,
    "/missions/?view=strength": 21_500,
    # Sixteen charts, whose tables are on the pages of the indicators.
    "/evaluation/?view=charts": 24_000,
    "/evaluation/contributors-by-country/": 29_400,
}
# A central page has twice the text of others, and a source for every claim.
MOST_OF_A_TOPIC = 36_200


@pytest.mark.parametrize(("address", "most"), MOST.items())
def test_page_is_light_with_its_pictures(client, address, most):
    assert page_weight(client, address) <= most


def test_longest_topics_are_light_with_their_pictures(client):
    longest = Topic.objects.order_by(Length("html").desc()).select_related("section")

    weights = {
        topic.slug: page_weight(client, topic.get_absolute_url())
        for topic in longest[:8]
    }

    assert max(weights.values()) <= MOST_OF_A_TOPIC, weights


def test_every_published_topic_has_a_picture_of_what_is_around_it():
    assert not Topic.objects.published().filter(ego_graph=None).exists()
