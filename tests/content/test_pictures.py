"""The pictures with all shipped missions."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

from topics.models import Mission, MissionCountry
from topics.pictures.geometry.map import outlines

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("shipped_content")]
WIRE = 60 * 1024


def weight(client, address):
    """Bytes over the wire, compressed: the page with its own styles and scripts."""
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    page = BeautifulSoup(gzip.decompress(response.content), "html.parser")
    links = page.select("link[rel=stylesheet], link[rel=icon], script[src]")
    paths = [urlsplit(tag.get("href") or tag["src"]).path for tag in links]
    files = [finders.find(path.removeprefix("/static/")) for path in paths]
    return len(response.content) + sum(
        len(gzip.compress(Path(file).read_bytes())) for file in files
    )


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/timeline/",
        "/timeline/?tag=chapter-vii",
        "/map/",
        "/map/?year=1994",
        "/map/?region=Africa",
        "/missions/unamsil/",
    ],
)
def test_page_is_light(client, address):
    assert weight(client, address) <= WIRE


def test_timeline_has_every_mission(read):
    page = read("/timeline/")

    assert len(page.select(".timeline__label")) == Mission.objects.count()
    assert len(page.select(".spans__name")) == Mission.objects.count()
    assert len(page.select(".timeline__era")) == 4


def test_every_country_of_a_mission_is_on_the_map(read):
    codes = set(MissionCountry.objects.values_list("country", flat=True))

    assert codes <= set(outlines())
    assert len(read("/map/").select(".map__country")) == len(codes)
