from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler
from PIL import Image

from portal.caching.page_cache import PageCache
from tests.asking import ask, is_warm, warm
from tests.factories import make_draft, make_mission, make_topic, revise
from topics import publishing

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize("address", ["/picture.png", "/missions/unamsil/picture.png"])
def test_picture_is_a_file_that_other_sites_may_show(client, address):
    make_mission("unamsil")

    response = client.get(address)

    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert len(response.content) < 40_000


@pytest.mark.parametrize("address", ["/", "/missions/", "/missions/unamsil/"])
def test_picture_that_a_page_names_is_there(client, read, address):
    make_mission("unamsil")

    named = read(address).select_one("meta[property='og:image']")["content"]

    path = named.removeprefix("http://127.0.0.1:8000")
    assert client.get(path).headers["Content-Type"] == "image/png"


def test_there_is_none_of_a_draft_or_in_another_section(client):
    make_draft("a-draft")
    publishing.unpublish(make_topic("taken-back"))
    make_topic("a-page")

    for address in ("/role/a-draft/", "/role/taken-back/", "/law/a-page/"):
        assert client.get(f"{address}picture.png").status_code in {301, 404}


@pytest.mark.django_db(transaction=True)
def test_picture_is_drawn_once_and_again_when_the_title_changes():
    cache = PageCache(WSGIHandler(), max_bytes=20_000_000)
    topic = make_topic("a-page", title="A page")
    warm(cache, "/role/a-page/picture.png")
    before = ask(cache, "/role/a-page/picture.png").body

    revise(topic, title="Another title")

    assert not is_warm(cache, "/role/a-page/picture.png")
    assert ask(cache, "/role/a-page/picture.png").body != before
