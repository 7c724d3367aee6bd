"""What the pages weigh on the line, with all that is shipped."""

import gzip
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db.models.functions import Length

from topics.models import Topic

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("shipped_content")]
MOST_BYTES = 60_000
ADDRESSES = [
    "/graph/",
    "/graph/?section=missions",
    "/graph/?section=missions&section=history",
    "/graph/?tag=security-council",
    "/missions/?view=table",
    "/missions/?view=table&sort=-strength",
    "/compare/",
    "/compare/?m=unamsil&m=minustah&m=monusco&m=unmil",
    "/evaluation/?view=charts",
]


def weight(client, address):
    """The bytes of a page with its styles and scripts, compressed."""
    page = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert page.status_code == 200
    html = BeautifulSoup(gzip.decompress(page.content), "html.parser")
    parts = [link["href"] for link in html.select("link[rel=stylesheet]")]
    parts += [script["src"] for script in html.select("script[src]")]
    static = Path(settings.STATICFILES_DIRS[0])
    return len(page.content) + sum(
        len(gzip.compress((static / part.removeprefix("/static/")).read_bytes()))
        for part in parts
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_light_with_its_pictures(client, address):
    assert weight(client, address) <= MOST_BYTES


def test_longest_topics_are_light_with_their_pictures(client):
    longest = Topic.objects.order_by(Length("html").desc()).select_related("section")

    weights = {
        topic.slug: weight(client, topic.get_absolute_url()) for topic in longest[:8]
    }

    assert max(weights.values()) <= MOST_BYTES, weights


def test_every_published_topic_has_a_picture_of_what_is_around_it():
    assert not Topic.objects.published().filter(neighbourhood=None).exists()
