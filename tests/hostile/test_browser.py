"""Hostile texts as topics, opened in a real browser."""

import re
from urllib.parse import urlsplit

import pytest

from tests.factories import make_image, make_source, make_topic
from tests.hostile import MARKUP, PLACES, placed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
IN_A_PAGE = 12


def make_pages():
    """The addresses of published topics with every vector, each in several places."""
    make_source()
    make_image()
    places = list(PLACES)
    for number in range(0, len(MARKUP), IN_A_PAGE):
        vectors = MARKUP[number : number + IN_A_PAGE]
        body = "\n\n".join(
            f"{vector}\n\n{placed(vector, places[(number + n) % len(places)])}"
            for n, vector in enumerate(vectors)
        )
        # What no text may have is refused before it is stored.
        body = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0\ufdd1]", "", body)
        line = re.sub(r"[\x00-\x1f]", " ", vectors[0])
        title, summary = line[:110], line[:290] or "x"
        topic = make_topic(title=f"T {title}", summary=f"S {summary}", body=f"{body}\n")
        yield topic.get_absolute_url()


@pytest.mark.parametrize("has_policy", [True, False])
def test_no_script_runs_and_nothing_is_fetched(browser, live_server, has_policy):
    """Also without the Content-Security-Policy: what is stored is harmless itself."""
    addresses = [*make_pages(), "/", "/role/", "/search/?q=T", "/changes/"]
    context = browser.new_context(base_url=live_server.url, bypass_csp=not has_policy)
    page, happened = context.new_page(), []
    page.on("dialog", lambda box: (happened.append(box.message), box.dismiss()))
    host = urlsplit(live_server.url).netloc
    page.on(
        "request",
        lambda asked: (
            None if urlsplit(asked.url).netloc == host else happened.append(asked.url)
        ),
    )
    page.on(
        "console",
        lambda m: happened.append(m.text) if "Content Security" in m.text else None,
    )

    for address in addresses:
        assert page.goto(address).status == 200
        running = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter(element =>
                /^(javascript|vbscript|data|blob):/.test(element.protocol || '')
                || [...element.attributes].some(a => /^on|^style$/i.test(a.name))
            ).map(element => element.outerHTML)"""
        )
        assert running == [], address
        # What waits for the reader's hand.
        page.mouse.move(300, 300)
        page.keyboard.press("Tab")
    context.close()

    assert happened == []
